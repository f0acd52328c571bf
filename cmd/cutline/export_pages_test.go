package main

import (
	"archive/zip"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/chromedp"
)

// exportPhotos downloads a photo with its words from its page, and two as a ZIP
// from the search page, with the keyboard.
func exportPhotos(t *testing.T, ctx context.Context, url string) {
	dir := t.TempDir()
	_, err := chromedp.CallBrowser(ctx, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{
		Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir,
	})
	if err != nil {
		t.Fatal(err)
	}
	downloaded := func(extension string) string {
		t.Helper()
		for {
			found, err := filepath.Glob(filepath.Join(dir, "*"+extension))
			if err != nil || ctx.Err() != nil {
				t.Fatalf("no %s was downloaded (%v, %v)", extension, err, ctx.Err())
			}
			if len(found) > 0 {
				return found[0]
			}
			select { // looked for again, until the story's time is over
			case <-ctx.Done():
			case <-time.After(20 * time.Millisecond):
			}
		}
	}
	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda"), chromedp.Click(chromedp.CSS(".tile > a")))
	until(t, ctx, onPhoto)
	value[any](t, ctx, `document.querySelector("#delivery").open = true, 1`)
	value[any](t, ctx, `document.querySelector("#delivery [name=desk]").value = "Ada", 1`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`#delivery button[formaction$="/download"]`)))
	data, err := os.ReadFile(downloaded(".jpg"))
	if err != nil || !strings.Contains(string(data), "Vadim Ghirda") {
		t.Errorf("%d bytes were downloaded, error %v", len(data), err)
	}
	do(t, ctx, chromedp.Reload())
	until(t, ctx, onPhoto+` && document.querySelector("#delivery .uses")?.innerText.includes("Ada")`)

	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda OR loeb"))
	until(t, ctx, `document.querySelectorAll(".tile").length >= 2`)
	press(t, ctx, "a")
	until(t, ctx, selected+` === document.querySelectorAll(".tile").length + " selected"`)
	press(t, ctx, "d")
	until(t, ctx, `location.pathname === "/selection/export" && document.readyState === "complete"`)
	value[any](t, ctx, `document.querySelector("[name=name]").value = "{date} {headline} {id}", 1`)
	do(t, ctx, chromedp.Click(chromedp.CSS(`[formaction="/selection/zip"]`)))
	z, err := zip.OpenReader(downloaded(".zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer z.Close()
	var names []string
	for _, f := range z.File {
		names = append(names, f.Name)
	}
	if len(names) < 3 || names[len(names)-1] != "photos.csv" || !strings.HasPrefix(names[0], "20") {
		t.Errorf("the ZIP holds %q", names)
	}
}
