package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/archivetest"
	"cutline/index/bleve"
)

// originalsIn lists the originals of a data directory, in the order of their
// names.
func originalsIn(t *testing.T, data string) (paths []string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(data, originalsDir), func(path string, entry fs.DirEntry, err error) error {
		if err == nil && len(entry.Name()) == 64 {
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

// flipBit changes one bit of an original.
func flipBit(t *testing.T, path string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	data[len(data)/2] ^= 1
	if err := errors.Join(os.Chmod(path, 0o600), os.WriteFile(path, data, 0o600)); err != nil {
		t.Fatal(err)
	}
}

// An interrupted verify ends with 130 and goes on where it was.
func TestVerifyInterrupted(t *testing.T) {
	const photos = 60
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, photos)
	mustRun(t, "ingest", "--data", data, folder)
	if err := os.RemoveAll(folder); err != nil {
		t.Fatal(err)
	}
	originals := originalsIn(t, data)
	for _, path := range originals { // the first one read will be reported
		flipBit(t, path)
	}
	cmd := cutline(t.Context(), "verify", "--data", data, "--rate", "50kB")
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	reported, last := 0, ""
	for lines := bufio.NewScanner(stdout); lines.Scan(); last = lines.Text() {
		if reported++; reported == 3 {
			if err := cmd.Process.Signal(syscall.SIGINT); err != nil {
				t.Fatal(err)
			}
		}
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.ExitCode() != exitInterrupted {
		t.Fatalf("an interrupted verify: %v, want exit status %d\n%s", err, exitInterrupted, stderr.Bytes())
	}
	if !strings.Contains(last, "the same command goes on from here") {
		t.Errorf("it ended with %q", last)
	}
	for _, path := range originals { // mended by hand
		flipBit(t, path)
	}
	out, err := cutline(t.Context(), "verify", "--data", data).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "60 photos, ") || strings.Contains(string(out), "round begun") && !strings.Contains(string(out), "photos were verified then") {
		t.Errorf("the rest: %v, %s", err, out)
	}
}

// status asks a server for what the health page shows.
func status(t *testing.T, url string) (s struct {
	Upkeep struct {
		Harmed   int
		Findings []archive.Finding
		Last     *struct{ Photos, Damaged, Missing int }
		Backup   *struct {
			Photos int
			Behind int64
		}
		Space *struct{ Free, Size int64 }
	}
},
) {
	t.Helper()
	_, body := fetch(t, url+"/api/v1/status")
	if err := json.Unmarshal([]byte(body), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// A server verifies by itself, says what it found in its log once and on its
// pages, and knows when it is mended.
func TestServerVerifies(t *testing.T) {
	folder, data, dir := t.TempDir(), filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "backup")
	drawPhotos(t, folder, 5)
	mustRun(t, "ingest", "--data", data, folder)
	backup(t, data, dir)
	drawPhotos(t, folder, 6)
	mustRun(t, "ingest", "--data", data, folder)
	flipBit(t, originalsIn(t, data)[0])
	url, cmd := server(t, data)
	within(t, 30*time.Second, "the server's verify", func() bool { return status(t, url).Upkeep.Last != nil })
	s := status(t, url).Upkeep
	if s.Harmed != 1 || len(s.Findings) != 1 || s.Findings[0].Kind != archive.Damaged || s.Last.Photos != 6 || s.Last.Damaged != 1 {
		t.Errorf("status: %+v", s)
	}
	if s.Space == nil || s.Space.Free == 0 || s.Backup == nil || s.Backup.Photos != 5 || s.Backup.Behind != 1 {
		t.Errorf("space and backup in the status: %+v, %+v", s.Space, s.Backup)
	}
	_, page := fetch(t, url+"/health")
	for _, part := range []string{"1 photo is damaged or incomplete.", "cutline verify --repair", "1 change since", string(s.Findings[0].ID)} {
		if !strings.Contains(page, part) {
			t.Errorf("the health page does not say %q", part)
		}
	}
	mustRun(t, "verify", "--data", data, "--repair")
	if _, page = fetch(t, url+"/health"); !strings.Contains(page, "Everything that was archived can be found.") {
		t.Errorf("after the repair the health page says\n%s", page)
	}
	cmd.Process.Signal(syscall.SIGTERM)
	cmd.Wait()
	if log := cmd.Stderr.(*bytes.Buffer).String(); strings.Count(log, "verify found damage") != 1 {
		t.Errorf("the log does not tell of the damage once:\n%s", log)
	}
}

// An index that lacks a photo or has one too many is found out and mended, by
// the server where one runs, else by the command.
func TestVerifyIndex(t *testing.T) {
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, 4)
	mustRun(t, "ingest", "--data", data, folder)
	mustRun(t, "search", "--data", data, "anything") // builds the index
	mustRun(t, "verify", "--data", data)
	mustRun(t, "settings", "--data", data, "verify=0") // the server would mend it first
	for name, withServer := range map[string]bool{"alone": false, "beside a server": true} {
		t.Run(name, func(t *testing.T) {
			spoilIndex(t, data)
			url := ""
			if withServer {
				url, _ = server(t, data)
			}
			out, err := cutline(t.Context(), "verify", "--data", data).CombinedOutput()
			var exit *exec.ExitError
			if !errors.As(err, &exit) || exit.ExitCode() != exitLook {
				t.Fatalf("verify: %v, %s", err, out)
			}
			for _, part := range []string{"photos that search should find and does not: 1", "entries of the index that are no photos of the archive: 1, such as " + string(archivetest.Photo(9).ID)} {
				if !strings.Contains(string(out), part) {
					t.Errorf("verify does not say %q:\n%s", part, out)
				}
			}
			if out := mustRun(t, "verify", "--data", data, "--repair"); !strings.Contains(out, "repaired") {
				t.Errorf("verify --repair: %s", out)
			}
			if withServer {
				within(t, 10*time.Second, "the server's rebuild", func() bool {
					_, body := fetch(t, url+"/api/v1/status")
					return strings.Contains(body, `"rebuilding":false`)
				})
			}
			mustRun(t, "verify", "--data", data)
			if out := mustRun(t, "search", "--data", data, "--json"); !strings.Contains(out, `"total":4,`) {
				t.Errorf("search: %s", out)
			}
		})
	}
}

// A server that verifies by itself mends an index that is wrong.
func TestServerMendsIndex(t *testing.T) {
	folder, data := t.TempDir(), filepath.Join(t.TempDir(), "data")
	drawPhotos(t, folder, 4)
	mustRun(t, "ingest", "--data", data, folder)
	spoilIndex(t, data)
	url, _ := server(t, data)
	within(t, 30*time.Second, "the server's verify and rebuild", func() bool {
		_, body := fetch(t, url+"/api/v1/status")
		return status(t, url).Upkeep.Last != nil && strings.Contains(body, `"rebuilding":false`) && strings.Contains(body, `"behind":0`)
	})
	mustRun(t, "verify", "--data", data)
}

// spoilIndex has the index of a data directory pass over one more photo, and
// adds one that does not exist.
func spoilIndex(t *testing.T, data string) {
	t.Helper()
	s, err := openStores(t.Context(), data)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	stats, err := s.Catalogue.Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	changes, err := s.Catalogue.Changes(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	ids := make([]archive.ID, len(changes)-1) // all but the last
	for i := range ids {
		ids[i] = changes[i].ID
	}
	photos, err := s.Catalogue.Photos(t.Context(), ids)
	if err != nil {
		t.Fatal(err)
	}
	// A new index, because nothing is taken out of one.
	if err := os.RemoveAll(filepath.Join(data, indexDir)); err != nil {
		t.Fatal(err)
	}
	settings, _, err := s.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	zone, err := settings.Location()
	if err != nil {
		t.Fatal(err)
	}
	engine, err := bleve.Open(filepath.Join(data, indexDir), zone, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if err := engine.Apply(t.Context(), append(photos, archivetest.Photo(9)), stats.Last); err != nil {
		t.Fatal(err)
	}
	if err := engine.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestByteSize(t *testing.T) {
	for text, want := range map[string]int64{
		"500": 500, "64kB": 64_000, "50MB": 50_000_000, "50m": 50_000_000, "1.5GB": 1_500_000_000, "2 TB": 2_000_000_000_000, "7B": 7,
		"": 0, "x": 0, "-5": 0, "0": 0, "5XB": 0, "1.2.3": 0, "0.1": 0,
	} {
		var size byteSize
		err := size.Set(text)
		if int64(size) != want || (err == nil) != (want > 0) {
			t.Errorf("%q is %d (%v), want %d", text, size, err, want)
		}
	}
	for n, want := range map[int64]string{
		0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 9_949: "9.9 kB", 9_990: "10 kB", 999_600: "1.0 MB", 30_467_851: "30 MB", 5e15: "5000 TB",
	} {
		if got := bytesText(n); got != want {
			t.Errorf("%d is %q, want %q", n, got, want)
		}
	}
}
