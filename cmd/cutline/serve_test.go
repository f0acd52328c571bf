package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// server starts cutline serve on a free port and returns its URL and process.
func server(t *testing.T, data string, flags ...string) (url string, cmd *exec.Cmd) {
	t.Helper()
	cmd = cutline(t.Context(), append([]string{"serve", "--data", data, "--addr", "127.0.0.1:0"}, flags...)...)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
		if t.Failed() {
			t.Logf("the server said:\n%s", stderr.Bytes())
		}
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("the server did not start: %v\n%s", err, stderr.Bytes())
	}
	url = strings.TrimSuffix(regexp.MustCompile(`http://\S+`).FindString(line), "/")
	if url == "" {
		t.Fatalf("the server said %q", line)
	}
	return url, cmd
}

// fetch gets a page.
func fetch(t *testing.T, url string) (status int, body string) {
	t.Helper()
	resp, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}

type results struct {
	Total int
	Hits  []struct{ ID, File string }
}

func find(t *testing.T, url, query string) (r results) {
	t.Helper()
	status, body := fetch(t, url+"/api/v1/search?q="+query)
	if status != http.StatusOK {
		t.Fatalf("search for %s: status %d: %s", query, status, body)
	}
	if err := json.Unmarshal([]byte(body), &r); err != nil {
		t.Fatal(err)
	}
	return r
}

// within asks again until it is so, and fails where it takes too long.
func within(t *testing.T, limit time.Duration, what string, so func() bool) {
	t.Helper()
	start := time.Now()
	for !so() {
		if time.Since(start) > limit {
			t.Fatalf("%s took more than %v", what, limit)
		}
	}
	t.Logf("%s took %v", what, time.Since(start).Round(time.Millisecond))
}

func mustRun(t *testing.T, args ...string) string {
	t.Helper()
	out, err := cutline(t.Context(), args...).CombinedOutput()
	if err != nil {
		t.Fatalf("cutline %s: %v\n%s", strings.Join(args, " "), err, out)
	}
	return string(out)
}

func TestIngestBesideServer(t *testing.T) {
	data, folder := filepath.Join(t.TempDir(), "data"), t.TempDir()
	url, _ := server(t, data)
	if r := find(t, url, ""); r.Total != 0 {
		t.Fatalf("a new archive has %d photos", r.Total)
	}
	drawPhotos(t, folder, 20)
	mustRun(t, "ingest", "--data", data, folder)
	within(t, 2*time.Second, "20 photos appearing on the page", func() bool { return find(t, url, "").Total == 20 })

	// Commands ask the server, which owns the index.
	if out := mustRun(t, "search", "--data", data, "--json", "photo001"); !strings.Contains(out, `"total":1,`) {
		t.Errorf("search beside the server: %s", out)
	}
	mustRun(t, "reindex", "--data", data)
	within(t, 10*time.Second, "a rebuild beside the answers", func() bool {
		if r := find(t, url, ""); r.Total != 20 {
			t.Fatalf("%d photos while the index is rebuilt", r.Total)
		}
		_, status := fetch(t, url+"/api/v1/status")
		return strings.Contains(status, `"rebuilding":false`)
	})
}

// TestCommandsBesideServer: a command beside a server finds what the command
// before it did, and the API tells the same.
func TestCommandsBesideServer(t *testing.T) {
	data, folder := filepath.Join(t.TempDir(), "data"), t.TempDir()
	url, _ := server(t, data)
	drawPhotos(t, folder, 2)
	mustRun(t, "ingest", "--data", data, folder)
	total := func(query string) int {
		t.Helper()
		var r results
		if err := json.Unmarshal([]byte(mustRun(t, "search", "--data", data, "--json", query)), &r); err != nil {
			t.Fatal(err)
		}
		if len(r.Hits) != r.Total {
			t.Errorf("%s: %d photos found, and %d shown", query, r.Total, len(r.Hits))
		}
		return r.Total
	}
	for i, step := range []struct {
		args  []string
		query string
		found int
	}{
		{[]string{"correct", "--data", data, "format:jpeg", "city=Kyiv"}, "city:kyiv", 2},
		{[]string{"correct", "--data", data, "--undo", "1"}, "city:kyiv", 0},
		{[]string{"withdraw", "--data", data, "--kill", "--why", "advisory", "--all", "format:jpeg"}, "format:jpeg", 0},
		{[]string{"withdraw", "--data", data, "--lift", "--why", "a mistake", "--all", "is:withdrawn"}, "format:jpeg", 2},
	} {
		mustRun(t, step.args...)
		if n := total(step.query); n != step.found {
			t.Errorf("step %d: %s finds %d photos, want %d", i, step.query, n, step.found)
		}
	}
	id := find(t, url, "format:jpeg").Hits[0].ID
	status, body := fetch(t, url+"/api/v1/photos/"+id)
	for _, kind := range []string{"arrived", "corrected", "undone", "recalled"} {
		if !strings.Contains(body, `"kind":"`+kind+`"`) {
			t.Errorf("status %d: the history does not tell that it was %s: %s", status, kind, body)
		}
	}
	for _, label := range []string{"Red", "Blue"} {
		resp, err := http.PostForm(url+"/api/v1/marks", map[string][]string{"desk": {"Ada"}, "all": {"1"}, "q": {"format:jpeg"}, "label": {label}})
		if err != nil {
			t.Fatal(err)
		}
		answer, err := io.ReadAll(resp.Body)
		resp.Body.Close()
		if err != nil || !strings.HasPrefix(string(answer), `{"changed":2,`) {
			t.Errorf("all photos labelled %s: status %d: %s", label, resp.StatusCode, answer)
		}
	}
	mustRun(t, "purge", "--data", data, "--why", "court order", id)
	if n := total("format:jpeg"); n != 1 {
		t.Errorf("after a purge %d photos are found", n)
	}
	if status, body := fetch(t, url+"/api/v1/photos/"+id); status != http.StatusGone || !strings.Contains(body, "court order") {
		t.Errorf("status %d of a photo that was purged: %s", status, body)
	}
}

func TestSecondServer(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	url, first := server(t, data)
	out, err := cutline(t.Context(), "serve", "--data", data, "--addr", "127.0.0.1:0").CombinedOutput()
	if exit, ok := err.(*exec.ExitError); !ok || exit.ExitCode() != exitFailed {
		t.Fatalf("the second server: %v\n%s", err, out)
	}
	for _, part := range []string{url, "process " + strconv.Itoa(first.Process.Pid)} {
		if !strings.Contains(string(out), part) {
			t.Errorf("%q does not name %q", out, part)
		}
	}
	// A server that died leaves its socket and lock file; both are taken over.
	first.Process.Kill()
	first.Wait()
	server(t, data)
}

// Deleting what is derived under a running server costs nothing but time.
func TestDerivedDeletedUnderServer(t *testing.T) {
	data, folder := filepath.Join(t.TempDir(), "data"), t.TempDir()
	drawPhotos(t, folder, 5)
	mustRun(t, "ingest", "--data", data, folder)
	url, _ := server(t, data)
	within(t, 5*time.Second, "indexing at the start", func() bool { return find(t, url, "").Total == 5 })
	id := find(t, url, "").Hits[0].ID
	_, page := fetch(t, url+"/photos/"+id)
	rendition := regexp.MustCompile(`/photos/` + id + `/preview/[^" ]+`).FindString(page)
	if rendition == "" {
		t.Fatal("the photo page names no preview")
	}
	if err := os.RemoveAll(filepath.Join(data, "thumbs")); err != nil {
		t.Fatal(err)
	}
	status, body := fetch(t, url+rendition)
	if status != http.StatusOK || !strings.HasPrefix(body, "\xff\xd8") {
		t.Errorf("the preview after thumbs were deleted: status %d, %d bytes", status, len(body))
	}

	if err := os.RemoveAll(filepath.Join(data, "index")); err != nil {
		t.Fatal(err)
	}
	if r := find(t, url, ""); r.Total != 5 {
		t.Errorf("%d photos are found after the index was deleted", r.Total)
	}
	more := t.TempDir()
	drawPhotos(t, more, 8)
	mustRun(t, "ingest", "--data", data, more)
	within(t, 20*time.Second, "new photos appearing after the index was deleted", func() bool { return find(t, url, "").Total == 8 })
}

// A data directory may be deeper than a socket's name may be long.
func TestServeInDeepDirectory(t *testing.T) {
	data := filepath.Join(t.TempDir(), strings.Repeat("deep", 30), "data")
	url, _ := server(t, data)
	if out := mustRun(t, "search", "--data", data, "--json"); !strings.Contains(out, `"total":0`) {
		t.Errorf("search beside the server: %s", out)
	}
	if status, body := fetch(t, url+"/healthz"); status != http.StatusOK {
		t.Errorf("healthz: %d %s", status, body)
	}
}
