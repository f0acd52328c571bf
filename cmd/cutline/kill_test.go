package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"math/rand/v2"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// TestKill kills an ingest at random moments. Whatever it acknowledged
// must be there afterwards, whole; whatever is there must be whole; and the
// next ingest must go on.
func TestKill(t *testing.T) {
	const photos = 120
	kills := long(30, 200)
	if testing.Short() {
		kills = 8
	}
	folder, data := t.TempDir(), ""
	drawPhotos(t, folder, photos)
	random := rand.New(rand.NewPCG(3, 4))
	acknowledged := make(map[string]bool)
	midway := 0
	for round := range kills {
		if round%5 == 0 { // begin anew, so that early moments are hit again
			data = filepath.Join(t.TempDir(), "data")
			clear(acknowledged)
		}
		killedIngest(t, data, folder, random, acknowledged)
		if len(acknowledged) > 0 && len(acknowledged) < photos {
			midway++
		}
		checkAcknowledged(t, data, acknowledged)
	}
	t.Logf("%d kills, %d of them with some but not all photos acknowledged", kills, midway)
	if midway < kills/3 {
		t.Errorf("only %d of %d kills came while photos were being acknowledged", midway, kills)
	}
	if out, err := cutline(t.Context(), "ingest", "--data", data, folder).CombinedOutput(); err != nil {
		t.Fatalf("the ingest after the kills: %v\n%s", err, out)
	}
	if got := verify(t, data); got.Photos != photos || got.Orphaned != 0 {
		t.Errorf("after the last ingest: %+v, want %d photos and no orphans", got, photos)
	}
}

// killedIngest ingests and kills the process: at a moment of its start, or some
// moments after it acknowledged one of the first files. It adds to acknowledged
// the IDs that were reported.
func killedIngest(t *testing.T, data, folder string, random *rand.Rand, acknowledged map[string]bool) {
	t.Helper()
	cmd := cutline(t.Context(), "ingest", "--json", "--data", data, folder)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	var timers []*time.Timer
	killIn := func(d time.Duration) { timers = append(timers, time.AfterFunc(d, func() { cmd.Process.Kill() })) }
	after := random.IntN(12) // lines
	if after == 0 {
		killIn(time.Duration(random.IntN(150)) * time.Millisecond)
	}
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		var line struct{ ID string }
		// A line cut by the kill was not received, so it acknowledged nothing.
		if json.Unmarshal(lines.Bytes(), &line) == nil && line.ID != "" {
			acknowledged[line.ID] = true
		}
		if after--; after == 0 {
			killIn(time.Duration(random.IntN(20)) * time.Millisecond)
		}
	}
	cmd.Wait() // it was killed, or was faster
	for _, timer := range timers {
		timer.Stop()
	}
}

// checkAcknowledged verifies the archive and shows every photo acknowledged.
func checkAcknowledged(t *testing.T, data string, acknowledged map[string]bool) {
	t.Helper()
	if len(acknowledged) == 0 {
		return // perhaps there is no catalogue yet
	}
	if got := verify(t, data); got.Missing+got.Damaged > 0 || got.Photos < len(acknowledged) {
		t.Fatalf("verify after a kill: %+v with %d photos acknowledged", got, len(acknowledged))
	}
	args := []string{"show", "--json", "--data", data}
	for id := range acknowledged {
		args = append(args, id)
	}
	var stderr bytes.Buffer
	cmd := cutline(t.Context(), args...)
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("show of what was acknowledged: %v\n%s", err, stderr.Bytes())
	}
	for dec := json.NewDecoder(bytes.NewReader(out)); dec.More(); {
		var photo struct {
			ID       string
			Format   string
			Width    int
			Arrivals []json.RawMessage
		}
		if err := dec.Decode(&photo); err != nil {
			t.Fatal(err)
		}
		if photo.Format != "jpeg" || photo.Width != 320 || len(photo.Arrivals) == 0 {
			t.Errorf("photo %s is half there: %+v", photo.ID, photo)
		}
	}
}

type verified struct{ Photos, Missing, Damaged, Orphaned int }

func verify(t *testing.T, data string) verified {
	t.Helper()
	out, err := cutline(t.Context(), "verify", "--json", "--data", data).Output()
	if _, ok := err.(*exec.ExitError); err != nil && !ok {
		t.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	var last struct{ Summary verified }
	if err := json.Unmarshal(lines[len(lines)-1], &last); err != nil {
		t.Fatalf("verify printed %q: %v", out, err)
	}
	return last.Summary
}

// An interrupted ingest ends with 130, and what it reported is stored.
func TestInterrupt(t *testing.T) {
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, 400)
	cmd := cutline(t.Context(), "ingest", "--json", "--data", data, folder)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reported := 0
	var last struct{ Summary *struct{ Added int } }
	for lines := bufio.NewScanner(stdout); lines.Scan(); {
		if reported == 0 {
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &last); err != nil {
			t.Fatalf("%q: %v", lines.Text(), err)
		}
		if last.Summary == nil {
			reported++
		}
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Fatalf("an interrupted ingest: %v, want exit status %d", err, exitInterrupted)
	}
	if last.Summary == nil || last.Summary.Added != reported || reported == 400 {
		t.Errorf("%d files were reported, the summary says %+v", reported, last.Summary)
	}
	if got := verify(t, data); got.Photos != reported || got.Missing+got.Damaged+got.Orphaned > 0 {
		t.Errorf("verify after an interruption: %+v, want %d photos", got, reported)
	}
}
