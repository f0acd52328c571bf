package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"
)

type backedUp struct{ Photos, Originals, Copied, Missing, Damaged int }

// backup makes a backup and returns its summary.
func backup(t *testing.T, data, dir string) backedUp {
	t.Helper()
	cmd := cutline(t.Context(), "backup", "--json", "--data", data, dir)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("backup: %v\n%s%s", err, out, stderr.Bytes())
	}
	lines := bytes.Split(bytes.TrimSpace(out), []byte("\n"))
	var last struct{ Summary backedUp }
	if err := json.Unmarshal(lines[len(lines)-1], &last); err != nil {
		t.Fatalf("backup printed %q: %v", out, err)
	}
	return last.Summary
}

// A backup made while an ingest runs is whole: every photo that its catalogue
// names is there. Served, it finds them.
func TestBackupWhileIngesting(t *testing.T) {
	const photos = 150
	folder, data, dir := t.TempDir(), filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "backup")
	drawPhotos(t, folder, photos)
	url, _ := server(t, data)
	ingest := cutline(t.Context(), "ingest", "--data", data, folder)
	if err := ingest.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- ingest.Wait() }()
	partly, backups := 0, 0
	for running := true; running; backups++ {
		select {
		case err := <-ended:
			if err != nil {
				t.Fatal(err)
			}
			running = false // and one more backup, of everything
		default:
		}
		made := backup(t, data, dir)
		if got := verify(t, dir); got.Missing+got.Damaged+got.Orphaned > 0 || got.Photos != made.Photos {
			t.Fatalf("the backup of %d photos, verified: %+v", made.Photos, got)
		}
		if made.Photos > 0 && made.Photos < photos {
			partly++
		}
	}
	t.Logf("%d backups beside an ingest and a server, %d of them of some but not all photos", backups, partly)
	if partly == 0 {
		t.Error("no backup came while photos were being stored")
	}
	within(t, 5*time.Second, "all photos appearing", func() bool { return find(t, url, "").Total == photos })
	restored, _ := server(t, dir)
	within(t, 10*time.Second, "the restored archive finding all photos", func() bool { return find(t, restored, "").Total == photos })
}

// A backup killed at any moment leaves the former one whole, and the next goes
// on.
func TestBackupKilled(t *testing.T) {
	const perRound = 20
	rounds := 16
	if testing.Short() {
		rounds = 4
	}
	data, dir := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "backup")
	random := rand.New(rand.NewPCG(5, 6))
	folder := t.TempDir()
	drawPhotos(t, folder, perRound*rounds)
	files, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	whole, killed := 0, 0
	for round := range rounds {
		args := []string{"ingest", "--data", data}
		for _, file := range files[round*perRound : (round+1)*perRound] {
			args = append(args, filepath.Join(folder, file.Name()))
		}
		mustRun(t, args...)
		cmd := cutline(t.Context(), "backup", "--data", data, dir)
		began := time.Now()
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		// At any moment, or while originals are copied: the snapshot is there.
		if round%2 == 0 {
			timer := time.AfterFunc(time.Duration(random.IntN(500))*time.Millisecond, func() { cmd.Process.Kill() })
			defer timer.Stop()
		} else {
			within(t, 10*time.Second, "a snapshot", func() bool {
				info, err := os.Stat(filepath.Join(dir, newCatalogue))
				return err == nil && info.ModTime().After(began) // not that of a killed one
			})
			time.AfterFunc(time.Duration(random.IntN(40))*time.Millisecond, func() { cmd.Process.Kill() })
		}
		err := cmd.Wait()
		var exit *exec.ExitError
		switch {
		case err == nil:
			whole = (round + 1) * perRound
		case errors.As(err, &exit) && exit.ExitCode() == -1:
			killed++
		default:
			t.Fatal(err)
		}
		if whole == 0 {
			continue // there need be no catalogue yet
		}
		if got := verify(t, dir); got.Missing+got.Damaged > 0 || got.Photos < whole {
			t.Fatalf("after round %d, with %d photos backed up: %+v", round, whole, got)
		}
	}
	t.Logf("%d of %d backups were killed", killed, rounds)
	if killed == 0 || whole == 0 && !testing.Short() {
		t.Errorf("%d of %d backups were killed and the last whole one was of %d photos; the moments are badly chosen", killed, rounds, whole)
	}
	if made := backup(t, data, dir); made.Photos != perRound*rounds || made.Originals != made.Photos {
		t.Errorf("the backup after the kills: %+v", made)
	}
	if got := verify(t, dir); got.Photos != perRound*rounds || got.Missing+got.Damaged+got.Orphaned > 0 {
		t.Errorf("it verifies as %+v", got)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.new"))
	if spool, _ := filepath.Glob(filepath.Join(dir, "originals", "tmp", "*")); err != nil || len(left)+len(spool) > 1 { // the commit lock of verify
		t.Errorf("left behind: %v, %v", left, spool)
	}
}

// A target that is too small is found out before anything is copied; one that
// fills up meanwhile leaves the former backup whole.
func TestBackupDiskFull(t *testing.T) {
	if os.Geteuid() != 0 {
		skip(t, "only root can mount a small file system; a full backup disk is not tried")
	}
	mount := t.TempDir()
	if err := unix.Mount("tmpfs", mount, "tmpfs", 0, "size=24m"); err != nil {
		skip(t, "no tmpfs can be mounted here; a full backup disk is not tried")
	}
	t.Cleanup(func() { unix.Unmount(mount, unix.MNT_DETACH) })
	data, dir, folder := filepath.Join(t.TempDir(), "data"), filepath.Join(mount, "backup"), t.TempDir()
	drawPhotos(t, folder, 10)
	mustRun(t, "ingest", "--data", data, folder)
	backup(t, data, dir)

	more := t.TempDir()
	drawLarge(t, more, 12)
	mustRun(t, "ingest", "--data", data, more)
	out, err := cutline(t.Context(), "backup", "--data", data, dir).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "free some space there") {
		t.Fatalf("a backup that cannot fit: %v, %s", err, out)
	}
	if got := verify(t, dir); got.Photos != 10 || got.Missing+got.Damaged > 0 {
		t.Errorf("after it was refused: %+v", got)
	}

	// The space is there, but no more files can be made: what the look before
	// could not tell.
	var st unix.Statfs_t
	if err := unix.Statfs(mount, &st); err != nil {
		t.Fatal(err)
	}
	limit := func(inodes uint64) {
		t.Helper()
		if err := unix.Mount("", mount, "", unix.MS_REMOUNT, fmt.Sprintf("size=64m,nr_inodes=%d", inodes)); err != nil {
			t.Fatal(err)
		}
	}
	limit(st.Files - st.Ffree + 8)
	out, err = cutline(t.Context(), "backup", "--data", data, dir).CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != exitFailed || !strings.Contains(string(out), "the disk is full") {
		t.Fatalf("a disk that fills up: %v, %s", err, out)
	}
	limit(10_000)
	if got := verify(t, dir); got.Photos != 10 || got.Missing+got.Damaged > 0 {
		t.Errorf("after the disk was full: %+v", got)
	}
	if made := backup(t, data, dir); made.Photos != 22 {
		t.Errorf("with space again: %+v", made)
	}
}

// drawLarge writes n different photos of about two megabytes.
func drawLarge(t *testing.T, dir string, n int) {
	t.Helper()
	drawPhotos(t, dir, n)
	files, err := filepath.Glob(filepath.Join(dir, "*.jpg"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.NewChaCha8([32]byte{7})
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		tail := make([]byte, 2<<20) // what follows the picture is kept with it
		random.Read(tail)
		if err := os.WriteFile(path, append(data, tail...), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// Two backups into one directory do not meet.
func TestTwoBackups(t *testing.T) {
	data, dir, folder := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "backup"), t.TempDir()
	drawPhotos(t, folder, 3)
	mustRun(t, "ingest", "--data", data, folder)
	backup(t, data, dir)
	owned, err := own(dir)
	if err != nil {
		t.Fatal(err)
	}
	out, err := cutline(t.Context(), "backup", "--data", data, dir).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "another cutline is at work in") {
		t.Errorf("a backup beside another: %v, %s", err, out)
	}
	owned.release()
	_, cmd := server(t, dir)
	out, err = cutline(t.Context(), "backup", "--data", data, dir).CombinedOutput()
	if err == nil || !strings.Contains(string(out), "serves "+dir) {
		t.Errorf("a backup that is served, by process %d: %v, %s", cmd.Process.Pid, err, out)
	}
}
