package main

import (
	"bufio"
	"context"
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// correctable is a data directory with photos, all of one city.
func correctable(t *testing.T, photos int) (data string) {
	t.Helper()
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, photos)
	if out, err := cutline(t.Context(), "ingest", "--data", data, "--set", "city=Kiev", folder).CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	return data
}

// killCorrect begins a correction that adds to the city and kills it when some
// photos are reported and some are not: what it prints of all of them is more
// than a pipe holds, so that it cannot end before it is read.
func killCorrect(t *testing.T, data string) {
	t.Helper()
	cmd := cutline(t.Context(), "correct", "--data", data, "--json", "city:kiev", "city=X", "--append")
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if lines := bufio.NewScanner(stdout); lines.Scan() {
		var line struct{ Outcome string }
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil || line.Outcome != "changed" {
			t.Errorf("it printed %q", lines.Text())
		}
		cmd.Process.Kill()
	}
	if cmd.Wait() == nil {
		t.Fatal("the correction ended before it was killed")
	}
}

// oneBatch is the only batch of a data directory.
func oneBatch(t *testing.T, s *stores) archive.Batch {
	t.Helper()
	list, err := s.Batches.Batches(t.Context(), 0, false, 10)
	if err != nil || len(list) != 1 {
		t.Fatalf("batches %+v, error %v", list, err)
	}
	return list[0]
}

// correctedOnce checks that every photo was corrected, none twice.
func correctedOnce(t *testing.T, s *stores, photos int) {
	t.Helper()
	changes, err := s.Catalogue.Changes(t.Context(), 0, photos+1)
	if err != nil || len(changes) != photos {
		t.Fatalf("%d photos, error %v", len(changes), err)
	}
	for _, change := range changes {
		p, err := s.Photo(t.Context(), change.ID)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Fields()[embedded.City].String(); got != "Kiev X" || len(p.Corrections) != 1 {
			t.Fatalf("photo %s: %q, %d corrections", p.ID, got, len(p.Corrections))
		}
	}
}

// A correction that is killed half-way is carried on by the next one, and no
// photo is corrected twice.
func TestKilledCorrectionIsCarriedOn(t *testing.T) {
	const photos = 900
	data := correctable(t, photos)
	killCorrect(t, data)
	s, err := openStores(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if b := oneBatch(t, s); b.Done == 0 || b.Done == photos || !b.Ended.IsZero() {
		t.Fatalf("killed, it is at %+v", b)
	}
	// It counts as left when nobody has worked on it for a while; --resume would
	// not wait for that.
	s.Now = func() time.Time { return time.Now().Add(2 * archive.BatchRest) }
	var said strings.Builder
	if err := s.carryLeftOver(t.Context(), &said, 0); err != nil || !strings.Contains(said.String(), "was cut off after") {
		t.Fatalf("carried on, saying %q, error %v", said.String(), err)
	}
	if b := oneBatch(t, s); b.Done != photos || b.Changed != photos || b.Ended.IsZero() {
		t.Errorf("at the end it is %+v", b)
	}
	correctedOnce(t, s, photos)
}

// So does a server, by itself.
func TestServerCarriesOnAKilledCorrection(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: 900 photos take minutes under the race detector, and the test before has raced the same code")
	}
	const photos = 900
	data := correctable(t, photos)
	killCorrect(t, data)
	s, err := openStores(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	go s.carryOn(ctx)
	for oneBatch(t, s).Ended.IsZero() {
		if ctx.Err() != nil {
			t.Fatal("nobody carries it on")
		}
		time.Sleep(20 * time.Millisecond)
	}
	correctedOnce(t, s, photos)
}
