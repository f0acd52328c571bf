package main

import (
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// What the user may not read is refused with what to do about it, and the rest
// is stored. Root may read everything, so root's test runs the ingest as nobody.
func TestPermissionDenied(t *testing.T) {
	folder, data := t.TempDir(), t.TempDir()
	drawPhotos(t, folder, 5)
	for _, dir := range []string{"shut", "closed"} {
		if err := os.Mkdir(filepath.Join(folder, dir), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.Rename(filepath.Join(folder, "photo004.jpg"), filepath.Join(folder, dir, "photo004.jpg")); err != nil && dir == "shut" {
			t.Fatal(err)
		}
	}
	for name, words := range map[string]string{"photo001.xmp": "<x/>", "words.csv": "file,credit\nphoto001.jpg,AP\n"} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(words), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	cmd := cutline(t.Context(), "ingest", "--json", "--data", filepath.Join(data, "archive"), folder)
	if os.Geteuid() == 0 {
		asNobody(t, cmd, folder, data)
	}
	for _, name := range []string{"photo000.jpg", "photo001.xmp", "words.csv", "shut", "closed"} {
		if err := os.Chmod(filepath.Join(folder, name), 0); err != nil {
			t.Fatal(err)
		}
	}
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitLook {
		t.Fatalf("ingest: %v\n%s%s", err, out, exit.Stderr)
	}
	run := readIngest(t, out)
	for name, want := range map[string]struct{ outcome, reason string }{
		"photo000.jpg": {"refused", "no permission to read it; give the user that runs cutline the right to read"},
		"photo001.jpg": {"added", `the sidecar "photo001.xmp" cannot be read: the user that runs cutline has no right to read it`},
		"photo001.xmp": {"skipped", "has no right to read it"},
		"photo002.jpg": {"added", ""},
		"words.csv":    {"skipped", "the words in it are missing"},
		"shut":         {"refused", "no permission to read it"},
		"closed":       {"refused", "no permission to read it"},
	} {
		if got := run.Files[filepath.Join(folder, name)]; got.Outcome != want.outcome || !strings.Contains(got.Reason, want.reason) {
			t.Errorf("%s: %+v, want %+v", name, got, want)
		}
	}
	// With the rights given, what was refused is read, though nothing else of it
	// has changed.
	for _, name := range []string{"photo000.jpg", "photo001.xmp", "words.csv", "shut", "closed"} {
		if err := os.Chmod(filepath.Join(folder, name), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	again := cutline(t.Context(), cmd.Args[1:]...)
	again.Path, again.SysProcAttr = cmd.Path, cmd.SysProcAttr
	if out, err = again.Output(); err == nil {
		run = readIngest(t, out)
	}
	if run.Summary.Refused != 0 || run.Summary.Added != 2 {
		t.Errorf("with the rights given: %+v, error %v", run.Summary, err)
	}
}

// asNobody lets a command run as a user without rights, who owns folders.
func asNobody(t *testing.T, cmd *exec.Cmd, folders ...string) {
	t.Helper()
	const nobody = 65534
	src, err := os.Open(os.Args[0]) // which lies where only root may go
	if err != nil {
		t.Fatal(err)
	}
	defer src.Close()
	cmd.Path = filepath.Join(t.TempDir(), "cutline")
	dst, err := os.OpenFile(cmd.Path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o755)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(dst, src); err != nil {
		t.Fatal(err)
	}
	if err := dst.Close(); err != nil {
		t.Fatal(err)
	}
	cmd.SysProcAttr = &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: nobody, Gid: nobody}}
	for _, folder := range folders {
		err := filepath.WalkDir(folder, func(path string, _ os.DirEntry, err error) error {
			if err != nil {
				return err
			}
			return os.Chown(path, nobody, nobody)
		})
		if err != nil {
			t.Fatal(err)
		}
		for dir := folder; dir != os.TempDir() && dir != "/"; dir = filepath.Dir(dir) {
			if err := os.Chmod(dir, 0o755); err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := os.Chmod(filepath.Dir(cmd.Path), 0o755); err != nil {
		t.Fatal(err)
	}
}

// A folder with very many files is walked, each has its outcome, and a second
// run over it is quick.
func TestManyFilesInOneFolder(t *testing.T) {
	files, photos := long(10_000, 100_000), long(100, 1000)
	if testing.Short() {
		files = 1000
	}
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, photos)
	for n := range files {
		// Every tenth is one of the photos again.
		name := filepath.Join(folder, fmt.Sprintf("%06d.md", n))
		var err error
		if n%10 == 0 {
			err = os.Link(filepath.Join(folder, fmt.Sprintf("photo%03d.jpg", n/10%photos)), filepath.Join(folder, fmt.Sprintf("%06d.jpg", n)))
		} else {
			err = os.WriteFile(name, nil, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	start := time.Now()
	out, err := cutline(t.Context(), "ingest", "--json", "--data", data, folder).Output()
	if err != nil {
		t.Fatal(err)
	}
	first := time.Since(start)
	run := readIngest(t, out)
	if len(run.Files) != files+photos || run.Summary.Added != photos || run.Summary.Known != files/10 || run.Summary.Skipped != files-files/10 {
		t.Errorf("%d files: %+v", files+photos, run.Summary)
	}
	// The second run looks again at what had changed a moment before the first,
	// and the third at nothing.
	for range 2 {
		start = time.Now()
		if out, err = cutline(t.Context(), "ingest", "--json", "--data", data, folder).Output(); err != nil {
			t.Fatal(err)
		}
	}
	if run = readIngest(t, out); run.Summary.Unchanged != files+photos {
		t.Errorf("a run over it again: %+v", run.Summary)
	}
	t.Logf("%d files in one folder: %v, again %v", files+photos, first.Round(time.Millisecond), time.Since(start).Round(time.Millisecond))
}

// A file larger than memory is for the disk alone: there is no limit to what is
// stored but that.
func TestLargeFile(t *testing.T) {
	megabytes := long(256, 4200)
	if testing.Short() {
		megabytes = 32
	}
	const limit = 200 << 20 // bytes of memory for any size of file
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, 1)
	photo := filepath.Join(folder, "photo000.jpg")
	if err := os.Truncate(photo, int64(megabytes)<<20); err != nil { // a hole takes no room
		t.Fatal(err)
	}
	// Neither is a film that is named as a picture copied before it is refused.
	if err := os.WriteFile(filepath.Join(folder, "film.jpg"), []byte("....ftypmp42"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Truncate(filepath.Join(folder, "film.jpg"), 8<<40); err != nil {
		t.Log(err)
	}
	cmd := cutline(t.Context(), "ingest", "--json", "--quarantine", "0", "--data", data, folder)
	start := time.Now()
	out, err := cmd.Output()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitLook {
		t.Fatalf("ingest: %v\n%s", err, out)
	}
	run := readIngest(t, out)
	peak := cmd.ProcessState.SysUsage().(*syscall.Rusage).Maxrss << 10
	t.Logf("%d MB in %v, at most %d MB of memory", megabytes, time.Since(start).Round(time.Millisecond), peak>>20)
	if run.Files[photo].Outcome != "added" || run.Files[filepath.Join(folder, "film.jpg")].Outcome != "refused" || peak > limit {
		t.Errorf("%+v, with %d MB of memory", run.Files, peak>>20)
	}
}
