package main

import (
	"bufio"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// skip skips a test for want of something that CI installs, and fails where
// skipping is forbidden.
func skip(t *testing.T, why string) {
	t.Helper()
	if os.Getenv("CUTLINE_NO_SKIP") != "" {
		t.Fatal(why)
	}
	t.Skip(why)
}

// tab opens a tab of a headless Chromium.
func tab(t *testing.T) context.Context {
	t.Helper()
	var path string
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		skip(t, "no Chromium is installed; the pages are not tried in a browser")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true))
	allocator, cancel := chromedp.NewExecAllocator(t.Context(), options...)
	t.Cleanup(cancel)
	ctx, cancel := chromedp.NewContext(allocator)
	t.Cleanup(func() {
		chromedp.Cancel(ctx)
		cancel()
	})
	do(t, ctx) // starts the browser, which lives as long as this context
	return ctx
}

// demoServer starts cutline demo, and returns its URL and its data directory.
func demoServer(t *testing.T) (url, data string) {
	t.Helper()
	dir := t.TempDir()
	cmd := cutline(t.Context(), "demo", "--addr", "127.0.0.1:0", "--browser=false")
	cmd.Env = append(cmd.Env, "TMPDIR="+dir)
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		cmd.Process.Signal(syscall.SIGTERM)
		cmd.Wait()
	})
	line, err := bufio.NewReader(stdout).ReadString('\n')
	if err != nil {
		t.Fatalf("the demo did not start: %v", err)
	}
	found, err := filepath.Glob(filepath.Join(dir, "*", "data"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the demo's data: %q (%v)", found, err)
	}
	return strings.TrimSuffix(regexp.MustCompile(`http://\S+`).FindString(line), "/"), found[0]
}

// do runs steps in a tab.
func do(t *testing.T, ctx context.Context, steps ...chromedp.Action[chromedp.Void]) {
	t.Helper()
	if err := chromedp.Do(ctx, steps...); err != nil {
		t.Fatal(err)
	}
}

// value evaluates JavaScript in a tab.
func value[T any](t *testing.T, ctx context.Context, js string) T {
	t.Helper()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](js))
	if err != nil {
		t.Fatalf("%s: %v", js, err)
	}
	return v
}

// until waits for JavaScript to be true, which it must become soon. It asks
// again and again because a page that is being left answers nothing.
func until(t *testing.T, ctx context.Context, js string) {
	t.Helper()
	var last error
	for deadline := time.Now().Add(5 * time.Second); time.Now().Before(deadline); {
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+js+")"))
		if last = err; err == nil && is {
			return
		}
	}
	t.Fatalf("it never came to this: %s (last error: %v)", js, last)
}

// scheme makes a tab prefer dark or light pages.
func scheme(t *testing.T, ctx context.Context, which string) {
	t.Helper()
	_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: which}},
	})
	if err != nil {
		t.Fatal(err)
	}
}

// keep saves a screenshot of the window into the folder that
// CUTLINE_SCREENSHOTS names, where it names one.
func keep(t *testing.T, ctx context.Context, name string) {
	t.Helper()
	dir := os.Getenv("CUTLINE_SCREENSHOTS")
	if dir == "" {
		return
	}
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
