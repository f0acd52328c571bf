package sqlite_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/archivetest"
	"cutline/archive/sqlite"
)

func commitPhotos(t *testing.T, c *sqlite.Catalogue, numbers ...int) (ids []archive.ID) {
	t.Helper()
	for _, n := range numbers {
		photo := archivetest.Photo(n)
		if _, err := c.Commit(t.Context(), []archive.Write{{Photo: photo}}); err != nil {
			t.Fatal(err)
		}
		ids = append(ids, photo.ID)
	}
	return ids
}

func begin(t *testing.T, c *sqlite.Catalogue, kind string, at, since time.Time) archive.Round {
	t.Helper()
	r, err := c.BeginRound(t.Context(), kind, at, since)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func due(t *testing.T, c *sqlite.Catalogue, r archive.Round, want ...archive.ID) {
	t.Helper()
	got, err := c.Due(t.Context(), r, 100)
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("due in round %d: %v (%v), want %v", r.N, got, err, want)
	}
	photos, bytes, err := c.Outstanding(t.Context(), r)
	if err != nil || photos != len(want) || len(want) > 0 && bytes == 0 {
		t.Errorf("outstanding in round %d: %d photos, %d bytes (%v), want %d", r.N, photos, bytes, err, len(want))
	}
}

func record(t *testing.T, c *sqlite.Catalogue, r archive.Round, at time.Time, findings []archive.Finding, ids ...archive.ID) {
	t.Helper()
	var checks []archive.Check
	for _, id := range ids {
		checks = append(checks, archive.Check{ID: id, At: at, Findings: findings})
	}
	if err := c.Record(t.Context(), r, checks); err != nil {
		t.Fatal(err)
	}
}

// New photos are due first, then the longest unchecked; a round looks at what
// was there when it began, and begins with what was found harmed.
func TestRounds(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	ids := commitPhotos(t, c, 1, 2, 3)
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	first := begin(t, c, archive.ByCommand, now, time.Time{})
	due(t, c, first, ids...)
	ids = append(ids, commitPhotos(t, c, 4)...)
	due(t, c, first, ids[:3]...)
	harm := []archive.Finding{{Kind: archive.Missing, ID: ids[1], Text: "it is gone"}}
	record(t, c, first, now.Add(3*time.Minute), nil, ids[0])
	record(t, c, first, now.Add(2*time.Minute), harm, ids[1])
	due(t, c, first, ids[2])

	if r := begin(t, c, archive.ByCommand, now.Add(time.Hour), now); r.N != first.N || !r.Started.Equal(now) {
		t.Errorf("the interrupted round was not gone on with: %+v", r)
	}
	due(t, c, first, ids[2], ids[1])
	if r := begin(t, c, archive.ByCommand, now.Add(time.Hour), now.Add(time.Minute)); r.N == first.N {
		t.Error("a round older than asked for was gone on with")
	}
	// Another kind has rounds of its own, and profits from what the others read.
	server := begin(t, c, archive.ByServer, now.Add(-time.Hour), time.Time{})
	due(t, c, server, ids[2], ids[3], ids[1], ids[0])
	record(t, c, server, now.Add(time.Minute), nil, ids...)
	due(t, c, server)
	server.Ended, server.Photos = now.Add(2*time.Hour), 4
	record(t, c, server, now, nil)
	ended, running, err := c.Rounds(t.Context(), archive.ByServer)
	if err != nil || ended == nil || ended.Photos != 4 || !ended.Ended.Equal(server.Ended) || running != nil {
		t.Errorf("rounds of the server: %+v, %+v, %v", ended, running, err)
	}
	if ended, running, err = c.Rounds(t.Context(), archive.ByCommand); err != nil || ended != nil || running == nil || running.N != first.N+1 {
		t.Errorf("rounds of commands: %+v, %+v, %v", ended, running, err)
	}
}

func TestTroubled(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	ids := commitPhotos(t, c, 1, 2)
	now := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	hash := archivetest.Photo(2).SHA256
	harm := []archive.Finding{{Kind: archive.Damaged, ID: ids[1], Hash: &hash, Text: "a bit was flipped"}}
	seen := archive.Seen{Path: "/b.jpg", Outcome: archive.Known, SHA256: hash, ID: ids[1]}
	if err := c.Remember(t.Context(), []archive.Seen{seen}); err != nil {
		t.Fatal(err)
	}
	remembered := func() bool {
		t.Helper()
		found, err := c.Seen(t.Context(), []string{seen.Path})
		if err != nil {
			t.Fatal(err)
		}
		return len(found) == 1
	}
	if !remembered() {
		t.Fatal("a file was not remembered")
	}
	record(t, c, archive.Round{}, now, harm, ids[1], "aaaaaaaaaaaaaaaaaaaa") // the second is no photo
	checks, n, err := c.Troubled(t.Context(), 5)
	if err != nil || n != 1 || len(checks) != 1 || checks[0].ID != ids[1] || checks[0].Findings[0].Text != harm[0].Text || *checks[0].Findings[0].Hash != hash {
		t.Errorf("troubled: %+v, %d, %v", checks, n, err)
	}
	if remembered() {
		t.Error("the file of a damaged photo would not be read again")
	}
	record(t, c, archive.Round{}, now, nil, ids[1])
	if found, err := c.Trouble(t.Context(), ids[1]); err != nil || len(found) > 0 || !remembered() {
		t.Errorf("after it was mended: %+v, %v", found, err)
	}
}

func TestNamed(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	want := make(map[archive.Hash]int64)
	for n := range 5 {
		photo := archivetest.Photo(n)
		want[photo.SHA256] = photo.Size
		if n == 3 {
			photo.Arrivals = append(photo.Arrivals, archive.Arrival{At: time.Now(), Sidecars: []archive.Hash{{1}, {2}}})
			want[archive.Hash{1}], want[archive.Hash{2}] = -1, -1
		}
		for _, a := range photo.Arrivals {
			for _, s := range a.Sidecars {
				want[s] = -1
			}
		}
		if _, err := c.Commit(t.Context(), []archive.Write{{Photo: photo}}); err != nil {
			t.Fatal(err)
		}
	}
	for named, err := range c.Named(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		if size, ok := want[named.Hash]; !ok || size != named.Size {
			t.Errorf("%+v, want size %d (known: %v)", named, size, ok)
		}
		delete(want, named.Hash)
	}
	if len(want) > 0 {
		t.Errorf("not named: %v", want)
	}
}

// A snapshot is whole, needs no log beside it, and is of one moment.
func TestSnapshot(t *testing.T) {
	dir := t.TempDir()
	path, copied := filepath.Join(dir, "catalogue.db"), filepath.Join(dir, "a copy?.db")
	c := open(t, path)
	commitPhotos(t, c, 1, 2)
	if err := c.Snapshot(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	commitPhotos(t, c, 3)
	if err := c.Snapshot(t.Context(), copied); err == nil {
		t.Error("a snapshot was written over another")
	}
	snapshot, err := sqlite.OpenSnapshot(copied)
	if err != nil {
		t.Fatal(err)
	}
	defer snapshot.Close()
	if stats, err := snapshot.Stats(t.Context()); err != nil || stats.Photos != 2 {
		t.Errorf("%+v, %v", stats, err)
	}
	if wrong, err := snapshot.Sound(t.Context()); err != nil || len(wrong) > 0 {
		t.Errorf("sound: %v, %v", wrong, err)
	}
	a, err := c.Identity(t.Context())
	b, err2 := snapshot.Identity(t.Context())
	if err != nil || err2 != nil || a != b || len(a) != 32 {
		t.Errorf("identities %q and %q (%v, %v)", a, b, err, err2)
	}
	if left, _ := filepath.Glob(copied + "-*"); len(left) > 0 {
		t.Errorf("beside the snapshot lies %v", left)
	}
}

// A catalogue that somebody uses is not replaced; one whose user died, and left
// a log, is.
func TestReplace(t *testing.T) {
	dir := t.TempDir()
	source, target, copied := filepath.Join(dir, "source.db"), filepath.Join(dir, "target.db"), filepath.Join(dir, "copy.db")
	c := open(t, source)
	commitPhotos(t, c, 1)
	if err := c.Snapshot(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	used, err := sqlite.Open(t.Context(), target)
	if err != nil {
		t.Fatal(err)
	}
	commitPhotos(t, used, 2, 3)
	if err := sqlite.Replace(t.Context(), copied, target); err == nil {
		t.Fatal("a catalogue in use was replaced")
	}
	// A process that dies leaves its log.
	var left [2][]byte
	for i, name := range []string{target, target + "-wal"} {
		if left[i], err = os.ReadFile(name); err != nil {
			t.Fatal(err)
		}
	}
	used.Close()
	for i, name := range []string{target, target + "-wal"} {
		if err := os.WriteFile(name, left[i], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := sqlite.Replace(t.Context(), copied, target); err != nil {
		t.Fatal(err)
	}
	if stats, err := open(t, target).Stats(t.Context()); err != nil || stats.Photos != 1 {
		t.Errorf("%+v, %v; want the one photo of the source", stats, err)
	}
}

func TestBackups(t *testing.T) {
	c := open(t, filepath.Join(t.TempDir(), "catalogue.db"))
	if b, err := c.LastBackup(t.Context()); b != nil || err != nil {
		t.Errorf("before the first: %+v, %v", b, err)
	}
	at := time.Date(2026, 11, 26, 9, 0, 0, 0, time.UTC)
	for i := range 2 {
		b := archive.BackupRecord{Dir: "/mnt/\xff", Started: at, Ended: at.Add(time.Minute), Seq: archive.Seq(i), BackupReport: archive.BackupReport{Photos: i + 1}}
		if err := c.AddBackup(t.Context(), b); err != nil {
			t.Fatal(err)
		}
		if got, err := c.LastBackup(t.Context()); err != nil || *got != b {
			t.Errorf("%+v, %v; want %+v", got, err, b)
		}
	}
}
