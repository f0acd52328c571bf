package main

import (
	"bufio"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"cutline/archive"
	"cutline/thumbs"
)

// tendLater makes the test binary tend the shelf of the data directory that it
// names, by a clock that is ahead by some days.
const tendLater = "CUTLINE_TEST_TEND"

const daysAhead = 3

// tendShelfLater says when it begins, and each photo that has left, and exits.
func tendShelfLater(data string) {
	ctx := context.Background()
	s, err := openStores(ctx, data)
	if err == nil {
		s.Now = func() time.Time { return time.Now().AddDate(0, 0, daysAhead) }
		fmt.Println("ready")
		err = s.TendShelf(ctx, func(p *archive.Photo) { fmt.Println(p.ID) })
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(exitFailed)
	}
	s.Close()
	os.Exit(0)
}

// tend tends the shelf in a process of its own, which is killed a while after it
// said the line given, 0 for the first; -1 lets it end.
func tend(t *testing.T, data string, line int, after time.Duration) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0])
	cmd.Env = append(os.Environ(), tendLater+"="+data)
	cmd.Stderr = os.Stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	killed := line >= 0
	for said := bufio.NewScanner(stdout); said.Scan(); line-- {
		if line == 0 {
			time.AfterFunc(after, func() { cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err != nil && !killed {
		t.Fatal(err)
	}
}

// TestKillWhilePhotosLeave kills the process at random moments while photos
// leave. Nothing is lost that did not leave, the catalogue never claims an
// original that is gone, and none of what left stays in the end.
func TestKillWhilePhotosLeave(t *testing.T) {
	const photos, rounds = 60, 16
	prepared, dir := filepath.Join(t.TempDir(), "data"), t.TempDir()
	drawPhotos(t, dir, photos)
	url, cmd := server(t, prepared)
	mustRun(t, "watch", "add", "--data", prepared, "--keep", "wire:2", dir)
	within(t, 60*time.Second, "all photos being on the shelf", func() bool { return find(t, url, "leaves:<3d").Total == photos })
	kept := find(t, url, "photo007").Hits[0].ID
	mustRun(t, "shelf", "keep", "--data", prepared, kept)
	cmd.Process.Signal(syscall.SIGTERM)
	cmd.Wait()

	random := rand.New(rand.NewPCG(5, 6))
	var data string
	before, between, after := 0, 0, 0
	for round := range rounds {
		data = filepath.Join(t.TempDir(), "data")
		if err := os.CopyFS(data, os.DirFS(prepared)); err != nil {
			t.Fatal(err)
		}
		if line := round % 2; line == 0 { // from the beginning, or from the first that left
			tend(t, data, 0, time.Duration(random.IntN(40))*time.Millisecond)
		} else {
			tend(t, data, 1, time.Duration(random.IntN(4000))*time.Microsecond)
		}
		got := verify(t, data)
		if got.Missing+got.Damaged > 0 || got.Photos != photos {
			t.Fatalf("after kill %d: %+v", round, got)
		}
		switch left := countFiles(t, filepath.Join(data, "originals")); {
		case got.Orphaned > 0:
			between++
		case left > photos/2:
			before++
		default:
			after++
		}
		tend(t, data, -1, 0)
		if got := verify(t, data); got.Missing+got.Damaged+got.Orphaned > 0 || got.Photos != photos {
			t.Fatalf("after kill %d, when the shelf was tended again: %+v", round, got)
		}
	}
	t.Logf("%d kills: %d before anything left, %d between the catalogue and the bytes, %d when all was done", rounds, before, between, after)
	if between == 0 {
		t.Error("no kill came between the catalogue and the bytes")
	}

	url, _ = server(t, data)
	within(t, 30*time.Second, "the index after the kills", func() bool { return find(t, url, "is:retired").Total == photos-1 })
	if r := find(t, url, ""); r.Total != 1 || r.Hits[0].ID != kept {
		t.Errorf("what stays is %+v, want the one that was kept", r)
	}
	for _, hit := range find(t, url, "is:retired").Hits[:3] {
		if out := strings.Join(strings.Fields(mustRun(t, "show", "--data", data, hit.ID)), " "); !strings.Contains(out, "which keeps photos for 2 days; only its words are here") {
			t.Errorf("show of what has left:\n%s", out)
		}
		if status, _ := fetch(t, url+"/originals/"+hit.ID); status != http.StatusGone {
			t.Errorf("the original of %s: status %d", hit.ID, status)
		}
	}
	within(t, 30*time.Second, "their renditions going", func() bool {
		return countFiles(t, filepath.Join(data, "thumbs", "v"+strconv.Itoa(thumbs.Version), "grid")) == 1
	})

	// The restored backup of such an archive is whole, and lets nothing go again.
	backup := filepath.Join(t.TempDir(), "backup")
	mustRun(t, "backup", "--data", data, backup)
	if got := verify(t, backup); got.Photos != photos || got.Missing+got.Damaged+got.Orphaned > 0 {
		t.Errorf("verify of the backup: %+v", got)
	}
	// Ingested by hand they are back.
	mustRun(t, "ingest", "--data", data, dir)
	within(t, 30*time.Second, "all being back", func() bool { return find(t, url, "").Total == photos && find(t, url, "is:retired").Total == 0 })
	if got := verify(t, data); got.Missing+got.Damaged+got.Orphaned > 0 {
		t.Errorf("verify when all are back: %+v", got)
	}
}

// countFiles counts the files below a folder, without the spool.
func countFiles(t *testing.T, dir string) (n int) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && entry.Name() == "tmp":
			return filepath.SkipDir
		case !entry.IsDir():
			n++
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}
