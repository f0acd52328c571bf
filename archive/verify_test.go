package archive_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"cutline/archive"
	"cutline/thumbs"
)

// originalPath is where the store keeps an original.
func originalPath(t *testing.T, a *archive.Archive, hash archive.Hash) string {
	t.Helper()
	file, err := a.Originals.Open(t.Context(), hash)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	return file.(interface{ Name() string }).Name()
}

// flipBit changes one byte of an original and leaves its size.
func flipBit(t *testing.T, a *archive.Archive, hash archive.Hash) {
	t.Helper()
	path := originalPath(t, a, hash)
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, data, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// A round that was interrupted goes on: what was read is not read again, what
// was found is.
func TestVerifyGoesOnAfterAnInterruption(t *testing.T) {
	const photos, first = 12, 5
	a := open(t, t.TempDir())
	var hashes []archive.Hash
	for i := range photos {
		hashes = append(hashes, add(t, a, fmt.Sprintf("%d.jpg", i), picture(t, uint8(100+i))).SHA256)
	}
	flipBit(t, a, hashes[1])
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	seen := 0
	v, err := a.Verify(ctx, archive.VerifyOptions{Step: func(int, int64) {
		if seen++; seen == first {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) || v.Photos != first || v.Damaged != 1 {
		t.Fatalf("the interrupted part: %+v, %v", v, err)
	}
	// Damage to what was read already is not this round's business.
	flipBit(t, a, hashes[0])
	var read []archive.ID
	var begun archive.Round
	left := 0
	options := archive.VerifyOptions{
		Begun: func(round archive.Round, photos int, _ int64) { begun, left = round, photos },
		Found: func(f archive.Finding) { read = append(read, f.ID) },
	}
	v, err = a.Verify(t.Context(), options)
	if err != nil || begun.Photos != first-1 || left != photos-first+1 {
		t.Errorf("went on with %d photos behind it and %d before it (%v); want %d and %d, the damaged one again", begun.Photos, left, err, first-1, photos-first+1)
	}
	if v.Photos != photos || v.Damaged != 1 || len(read) != 1 || read[0] != hashes[1].ID() {
		t.Errorf("the whole round: %+v, found %v", v, read)
	}
	if v, err = a.Verify(t.Context(), options); err != nil || left != photos || v.Damaged != 2 {
		t.Errorf("the next round: %d photos before it, %+v, %v", left, v, err)
	}
	options.Since = time.Now().Add(time.Hour)
	if _, err = a.Verify(t.Context(), options); err != nil || begun.Photos != 0 {
		t.Errorf("a fresh round has %d photos behind it (%v)", begun.Photos, err)
	}
}

// A clock that goes back must not make a round endless.
func TestVerifyWhileTheClockGoesBack(t *testing.T) {
	a := open(t, t.TempDir())
	add(t, a, "a.jpg", picture(t, 120))
	add(t, a, "b.jpg", picture(t, 121))
	now := time.Now()
	a.Now = func() time.Time {
		now = now.Add(-time.Minute)
		return now
	}
	if v, err := verify(t, a, func(f archive.Finding) { t.Errorf("found %+v", f) }); err != nil || v.Photos != 2 {
		t.Errorf("%+v, %v", v, err)
	}
}

// A rate is kept.
func TestVerifyRate(t *testing.T) {
	a := open(t, t.TempDir())
	data := picture(t, 122)
	add(t, a, "a.jpg", data)
	start := time.Now()
	rate := int64(len(data)) * 2 // half a second
	if _, err := a.Verify(t.Context(), archive.VerifyOptions{Rate: func(archive.Round, int64) int64 { return rate }}); err != nil {
		t.Fatal(err)
	}
	if took := time.Since(start); took < 350*time.Millisecond {
		t.Errorf("%d bytes at %d a second took %v", len(data), rate, took)
	}
}

// Bytes that verify found changed are healed by the same file coming again,
// although the size tells nothing.
func TestKnownBytesHealAFlippedBit(t *testing.T) {
	a := open(t, t.TempDir())
	data := picture(t, 123)
	o := add(t, a, "a.jpg", data, sidecar("words"))
	flipBit(t, a, o.SHA256)
	if again := add(t, a, "a.jpg", data, sidecar("words")); strings.Contains(strings.Join(again.Warnings, " "), "stored again") {
		t.Error("an original was replaced that nobody knew to be damaged")
	}
	if v, err := verify(t, a, nil); err != nil || v.Damaged != 1 {
		t.Fatalf("%+v, %v", v, err)
	}
	again := add(t, a, "a.jpg", data, sidecar("words"))
	if !strings.Contains(strings.Join(again.Warnings, " "), "stored again") {
		t.Errorf("warnings %q", again.Warnings)
	}
	if _, n, err := a.Upkeep.Troubled(t.Context(), 10); err != nil || n != 0 {
		t.Errorf("%d photos are still said to be damaged (%v)", n, err)
	}
	if v, err := verify(t, a, nil); err != nil || v.Damaged != 0 || v.Originals != 2 {
		t.Errorf("%+v, %v", v, err)
	}
}

// held is a catalogue that stops before it commits.
type held struct {
	archive.Catalogue
	reached, release chan struct{}
}

func (h held) Commit(ctx context.Context, writes []archive.Write) ([]archive.ID, error) {
	close(h.reached)
	<-h.release
	return h.Catalogue.Commit(ctx, writes)
}

// watched are originals that tell when they were listed and what is removed.
type watched struct {
	archive.Originals
	listed, removed chan struct{}
}

func (w watched) All(ctx context.Context) iter.Seq2[archive.Stored, error] {
	return func(yield func(archive.Stored, error) bool) {
		defer close(w.listed)
		for stored, err := range w.Originals.All(ctx) {
			if !yield(stored, err) {
				return
			}
		}
	}
}

func (w watched) Remove(ctx context.Context, hash archive.Hash) error {
	close(w.removed)
	return w.Originals.Remove(ctx, hash)
}

// An original that was moved into place and waits for its row is no orphan,
// however old it is.
func TestVerifyWaitsForACommitUnderWay(t *testing.T) {
	dir := t.TempDir()
	ingest, repair := open(t, dir), open(t, dir)
	h := held{ingest.Catalogue, make(chan struct{}), make(chan struct{})}
	w := watched{repair.Originals, make(chan struct{}), make(chan struct{})}
	ingest.Catalogue, repair.Originals = h, w
	repair.Now = func() time.Time { return time.Now().Add(24 * time.Hour) } // it looks a day old
	var both sync.WaitGroup
	both.Go(func() { add(t, ingest, "a.jpg", picture(t, 124)) })
	<-h.reached
	both.Go(func() {
		v, err := repair.Verify(t.Context(), archive.VerifyOptions{Repair: true, Found: func(f archive.Finding) { t.Errorf("found %+v", f) }})
		if err != nil || v.Orphaned+v.Repaired > 0 {
			t.Errorf("%+v, %v", v, err)
		}
	})
	<-w.listed
	select {
	case <-w.removed:
		t.Error("the original was removed while its commit was under way")
	case <-time.After(200 * time.Millisecond): // it waits
	}
	close(h.release)
	both.Wait()
	if v, err := verify(t, open(t, dir), func(f archive.Finding) { t.Errorf("found %+v", f) }); err != nil || v.Originals != 1 {
		t.Errorf("afterwards: %+v, %v", v, err)
	}
}

// Ingests and repairs race, over and over, with no age to protect anything.
func TestIngestRacesRepair(t *testing.T) {
	const ingests, photos = 3, 25
	dir := t.TempDir()
	done := make(chan struct{})
	var adding, repairing sync.WaitGroup
	for i := range ingests {
		a := open(t, dir)
		adding.Go(func() {
			for n := range photos {
				add(t, a, fmt.Sprintf("%d-%d.jpg", i, n), withComment(picture(t, uint8(n)), fmt.Sprint(i)))
			}
		})
	}
	rounds := 0
	repair := open(t, dir)
	repair.Now = func() time.Time { return time.Now().Add(24 * time.Hour) }
	repairing.Go(func() {
		for {
			_, err := repair.Verify(t.Context(), archive.VerifyOptions{Repair: true})
			if err != nil {
				t.Error(err)
				return
			}
			rounds++
			select {
			case <-done:
				return
			default:
			}
		}
	})
	adding.Wait()
	close(done)
	repairing.Wait()
	v, err := verify(t, open(t, dir), func(f archive.Finding) { t.Errorf("found %+v", f) })
	if err != nil || v.Originals != ingests*photos {
		t.Errorf("after %d repairs: %+v, %v", rounds, v, err)
	}
	t.Logf("%d repairs beside %d ingests", rounds, ingests)
}

// What is found of a photo that has sidecars says which file it is about.
func TestVerifyNamesSidecars(t *testing.T) {
	a := open(t, t.TempDir())
	o := add(t, a, "a.jpg", picture(t, 125), sidecar("words"))
	hash := get(t, a, o.ID).Arrivals[0].Sidecars[0]
	if err := a.Originals.Remove(t.Context(), hash); err != nil {
		t.Fatal(err)
	}
	var found []archive.Finding
	v, err := verify(t, a, func(f archive.Finding) { found = append(found, f) })
	if err != nil || v.Missing != 1 || len(found) != 1 || *found[0].Hash != hash || !strings.Contains(found[0].Text, "its sidecar") {
		t.Errorf("%+v, %v, %+v", v, err, found)
	}
	if trouble, err := a.Upkeep.Trouble(t.Context(), o.ID); err != nil || len(trouble) != 1 || trouble[0].Kind != archive.Missing {
		t.Errorf("what is remembered: %+v, %v", trouble, err)
	}
}

// Renditions of photos that are not committed yet are left alone; those that
// no photo has go when they are old.
func TestStrayRenditions(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	o := add(t, a, "a.jpg", picture(t, 126))
	data, err := os.ReadFile(filepath.Join(dir, "thumbs", fmt.Sprintf("v%d", thumbs.Version), "grid", string(o.ID[:2]), string(o.ID)+".jpg"))
	if err != nil {
		t.Fatal(err)
	}
	stray := filepath.Join(dir, "thumbs", fmt.Sprintf("v%d", thumbs.Version), "grid", "aa", "aaaaaaaaaaaaaaaaaaaa.jpg")
	if err := errors.Join(os.MkdirAll(filepath.Dir(stray), 0o700), os.WriteFile(stray, data, 0o600)); err != nil {
		t.Fatal(err)
	}
	var kinds []string
	options := archive.VerifyOptions{Repair: true, Found: func(f archive.Finding) { kinds = append(kinds, f.Kind) }}
	if _, err := a.Verify(t.Context(), options); err != nil || len(kinds) > 0 {
		t.Fatalf("a fresh one: %v, %v", kinds, err)
	}
	old := time.Now().Add(-2 * time.Hour)
	if err := os.Chtimes(stray, old, old); err != nil {
		t.Fatal(err)
	}
	if v, err := a.Verify(t.Context(), options); err != nil || !slices.Equal(kinds, []string{archive.Stray}) || v.Repaired != 1 {
		t.Errorf("an old one: %v, %+v, %v", kinds, v, err)
	}
	if _, err := os.Stat(stray); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("it is still there (%v)", err)
	}
}
