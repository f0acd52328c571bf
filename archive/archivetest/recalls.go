package archivetest

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
)

// RecallCatalogue is a catalogue that keeps the notices of suppliers and purges
// photos, too.
type RecallCatalogue interface {
	archive.Catalogue
	archive.Announcements
	archive.Tombstones
	archive.Shelves
	archive.Fingerprints
	archive.Memory
}

// Recalls runs the suite of recalls, archive.Announcements and
// archive.Tombstones.
func Recalls(t *testing.T, newCatalogue func(t *testing.T) RecallCatalogue) {
	for name, test := range map[string]func(t *testing.T, c RecallCatalogue){
		"recalls are only ever added":               recalls,
		"a photo's notice is announced once":        carried,
		"a text is announced and settled once":      announced,
		"announcements come page by page":           announcedPages,
		"a purge leaves a tombstone and no more":    purge,
		"a purge of what changed is a conflict":     purgeConflict,
		"what is purged is not written again":       purgedStays,
		"a sidecar that another names stays":        purgedSidecar,
		"the number of a purged photo stays unused": purgedNumber,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

func recalls(t *testing.T, c RecallCatalogue) {
	p := Photo(1)
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: Photo(2)})
	p.Recalls = []archive.Recall{{At: day(1), Actor: "Ada", Kind: archive.Kill, Why: "mail of the agency\n☂", Announced: 7}}
	commit(t, c, archive.Write{Photo: p, Seen: 1})
	p.Recalls = append(slices.Clone(p.Recalls), archive.Recall{At: day(2), Actor: "Ben", Kind: archive.Kill, Lifted: true, Why: "another picture"})
	commit(t, c, archive.Write{Photo: p, Seen: 3})
	p.Seq, p.Came = 4, 1
	if diff := cmp.Diff(p, read(t, c, p.ID)); diff != "" {
		t.Errorf("photo changed on the way (-written +read):\n%s", diff)
	}
	if other := read(t, c, Photo(2).ID); len(other.Recalls) > 0 {
		t.Errorf("another photo has %+v", other.Recalls)
	}
}

func listed(t *testing.T, c RecallCatalogue, state archive.AnnouncementState) []archive.Announcement {
	t.Helper()
	list, err := c.Announced(t.Context(), state, 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func carried(t *testing.T, c RecallCatalogue) {
	killed := Photo(1)
	killed.Reading.Notice = archive.Kill
	commit(t, c, archive.Write{Photo: Photo(2)}, archive.Write{Photo: killed})
	want := []archive.Announcement{{N: 1, At: day(1), Kind: archive.Kill, Photo: killed.ID, Actor: "cutline"}}
	for _, state := range []archive.AnnouncementState{archive.FreshAnnouncements, archive.OpenAnnouncements, archive.AllAnnouncements} {
		if diff := cmp.Diff(want, listed(t, c, state)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", state, diff)
		}
	}
	killed.Colour = "#ffffff"
	commit(t, c, archive.Write{Photo: killed, Seen: 2})
	if list := listed(t, c, archive.AllAnnouncements); len(list) != 1 {
		t.Errorf("after another change of the photo: %+v", list)
	}
	if err := c.Looked(t.Context(), 1); err != nil {
		t.Fatal(err)
	}
	if list := listed(t, c, archive.FreshAnnouncements); len(list) > 0 {
		t.Errorf("looked at and still fresh: %+v", list)
	}
	if list := listed(t, c, archive.OpenAnnouncements); len(list) != 1 {
		t.Errorf("looked at and not open: %+v", list)
	}
}

func announced(t *testing.T, c RecallCatalogue) {
	text := archive.Announcement{At: day(1), Kind: archive.Kill, Text: "MANDATORY KILL\n☂", Actor: "Ada"}
	n, err := c.Announce(t.Context(), text)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := c.Announce(t.Context(), text); err != nil || again != n {
		t.Errorf("the same text again is %d, error %v; want %d", again, err, n)
	}
	w := archive.Withdrawn{By: "Ada", At: day(2), Why: "recalled by hand"}
	if err := c.Settle(t.Context(), n, w); err != nil {
		t.Fatal(err)
	}
	for _, wrong := range []int64{n, n + 1} {
		if err := c.Settle(t.Context(), wrong, w); !errors.Is(err, archive.ErrNotFound) {
			t.Errorf("settle %d: %v, want ErrNotFound", wrong, err)
		}
	}
	text.N, text.Settled = n, &w
	if diff := cmp.Diff([]archive.Announcement{text}, listed(t, c, archive.AllAnnouncements)); diff != "" {
		t.Errorf("settled (-want +got):\n%s", diff)
	}
	if list := listed(t, c, archive.OpenAnnouncements); len(list) > 0 {
		t.Errorf("settled and still open: %+v", list)
	}
	if later, err := c.Announce(t.Context(), archive.Announcement{At: day(3), Kind: archive.Kill, Text: text.Text}); err != nil || later == n {
		t.Errorf("the same text after it was settled is %d, error %v", later, err)
	}
}

func announcedPages(t *testing.T, c RecallCatalogue) {
	for n := range 5 {
		if _, err := c.Announce(t.Context(), archive.Announcement{At: day(n), Kind: archive.Withdrawal, Text: string(rune('a' + n))}); err != nil {
			t.Fatal(err)
		}
	}
	var texts string
	for before := int64(0); ; {
		page, err := c.Announced(t.Context(), archive.OpenAnnouncements, before, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		for _, a := range page {
			texts += a.Text
		}
		before = page[len(page)-1].N
	}
	if texts != "edcba" {
		t.Errorf("page by page: %q", texts)
	}
}

// stone is the tombstone of Photo(n).
func stone(n int) archive.Tombstone {
	p := Photo(n)
	return archive.Tombstone{
		ID: p.ID, SHA256: p.SHA256, At: day(9), Actor: "Ada", Why: "a court's order ☂",
		Purged: archive.Purged{Bytes: p.Size, Arrivals: 1},
	}
}

func purge(t *testing.T, c RecallCatalogue) {
	p, twin := Photo(1), Photo(2)
	p.PixelHash = twin.PixelHash
	p.Reading.Notice = archive.Kill
	p.Corrections = []archive.Correction{{At: day(1), Actor: "Ada", Field: "credit", To: []string{"x"}}}
	p.Recalls = []archive.Recall{{At: day(1), Actor: "Ada", Kind: archive.Kill, Why: "y"}}
	p.Usages, p.Permissions = []archive.Usage{usage("2022-03-18")}, []archive.Permission{permission()}
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: twin})
	if err := c.Remember(t.Context(), []archive.Seen{{Path: "/a", Outcome: archive.Added, SHA256: p.SHA256, ID: p.ID}}); err != nil {
		t.Fatal(err)
	}
	seen, last := read(t, c, p.ID).Seq, feed(t, c, 0)
	want := stone(1)
	if err := c.Purge(t.Context(), want, seen); err != nil {
		t.Fatal(err)
	}
	if photos, err := c.Photos(t.Context(), []archive.ID{p.ID}); err != nil || len(photos) > 0 {
		t.Errorf("still there: %v, error %v", photos, err)
	}
	want.Seq = last[len(last)-1].Seq + 1
	stones, err := c.Tombstones(t.Context(), []archive.ID{p.ID, twin.ID})
	if diff := cmp.Diff([]archive.Tombstone{want}, stones); err != nil || diff != "" {
		t.Errorf("tombstones, error %v (-want +got):\n%s", err, diff)
	}
	if buried, err := c.Buried(t.Context(), 0, 10); err != nil || !cmp.Equal(buried, stones) {
		t.Errorf("buried: %+v, error %v", buried, err)
	}
	if buried, err := c.Buried(t.Context(), want.Seq, 10); err != nil || len(buried) > 0 {
		t.Errorf("buried before the first: %+v, error %v", buried, err)
	}
	// The feed tells of it, and of the twin whose relation went.
	changes := feed(t, c, last[len(last)-1].Seq)
	if !cmp.Equal(changes, []archive.Change{{ID: p.ID, Seq: want.Seq, Purged: true}, {ID: twin.ID, Seq: want.Seq + 1}}) {
		t.Errorf("the feed: %+v", changes)
	}
	if other := read(t, c, twin.ID); len(other.Relations) > 0 {
		t.Errorf("its twin is still related: %v", other.Relations)
	}
	marks, err := c.Fingerprints(t.Context(), last[len(last)-1].Seq, 10)
	if err != nil || len(marks) != 2 || marks[0].ID != p.ID || marks[0].Fingerprint != 0 {
		t.Errorf("fingerprints: %+v, error %v", marks, err)
	}
	if list := listed(t, c, archive.AllAnnouncements); len(list) > 0 {
		t.Errorf("its notice is still there: %+v", list)
	}
	if known, err := c.Seen(t.Context(), []string{"/a"}); err != nil || len(known) > 0 {
		t.Errorf("its file is remembered: %+v, error %v", known, err)
	}
	if gone, err := c.LetGo(t.Context(), 10); err != nil || len(gone) != 1 || gone[0] != (archive.LetGo{Hash: p.SHA256}) {
		t.Errorf("let go: %+v, error %v", gone, err)
	}
	if stats, err := c.Stats(t.Context()); err != nil || stats != (archive.Stats{Photos: 1, Last: want.Seq + 1}) {
		t.Errorf("Stats: %+v, error %v", stats, err)
	}
}

func purgeConflict(t *testing.T, c RecallCatalogue) {
	commit(t, c, archive.Write{Photo: Photo(1)})
	if err := c.Purge(t.Context(), stone(1), 7); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("seen at another Seq: %v, want ErrConflict", err)
	}
	if err := c.Purge(t.Context(), stone(2), 0); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("not there: %v, want ErrConflict", err)
	}
	read(t, c, Photo(1).ID)
}

func purgedStays(t *testing.T, c RecallCatalogue) {
	commit(t, c, archive.Write{Photo: Photo(1)})
	if err := c.Purge(t.Context(), stone(1), 1); err != nil {
		t.Fatal(err)
	}
	if _, err := c.Commit(t.Context(), []archive.Write{{Photo: Photo(1)}}); err == nil {
		t.Error("a purged photo was written again")
	}
	commit(t, c, archive.Write{Photo: Photo(2)})
}

func purgedSidecar(t *testing.T, c RecallCatalogue) {
	shared := Photo(9).SHA256
	p, other := Photo(1), Photo(2)
	for _, with := range []*archive.Photo{p, other} {
		with.Arrivals[0].Sidecars = []archive.Hash{shared}
	}
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: other})
	if err := c.Purge(t.Context(), stone(1), 1); err != nil {
		t.Fatal(err)
	}
	gone, err := c.LetGo(t.Context(), 10)
	if err != nil || len(gone) != 2 {
		t.Fatalf("let go: %+v, error %v", gone, err)
	}
	for _, l := range gone {
		if l.Named != (l.Hash == shared) {
			t.Errorf("%s: named %v", l.Hash, l.Named)
		}
	}
}

func purgedNumber(t *testing.T, c RecallCatalogue) {
	commit(t, c, archive.Write{Photo: Photo(1)}, archive.Write{Photo: Photo(2)})
	before, err := c.Fingerprints(t.Context(), 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Purge(t.Context(), stone(2), 2); err != nil {
		t.Fatal(err)
	}
	commit(t, c, archive.Write{Photo: Photo(3)})
	after, err := c.Fingerprints(t.Context(), 0, 10)
	if err != nil || len(after) != 3 {
		t.Fatalf("%+v, error %v", after, err)
	}
	if latest := after[2]; latest.ID != Photo(3).ID || latest.N <= before[1].N {
		t.Errorf("the photo after it has number %d, which was given out to another", latest.N)
	}
}
