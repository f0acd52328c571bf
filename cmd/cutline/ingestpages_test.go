package main

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/chromedp/chromedp"
)

// anUpload chooses files as an editor does and reads what became of them. One
// photo has no words, one file is broken; other tests look at them.
func anUpload(t *testing.T, ctx context.Context, url string) {
	dir := t.TempDir()
	var picture bytes.Buffer
	if err := jpeg.Encode(&picture, image.NewGray(image.Rect(0, 0, 300, 200)), nil); err != nil {
		t.Fatal(err)
	}
	var paths []string
	for name, data := range map[string][]byte{
		"bare.jpg": picture.Bytes(), "half.jpg": picture.Bytes()[:300], "notes.txt": []byte("Shot list"),
	} {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		paths = append(paths, path)
	}
	do(t, ctx, chromedp.Navigate(url+"/ingest"), chromedp.SetUploadFiles(chromedp.CSS("#upload [name=file]"), paths))
	value[any](t, ctx, `(document.querySelector("#upload [name=desk]").value = "Ada", document.querySelector("#upload .go").click())`)
	until(t, ctx, `location.pathname.startsWith("/ingest/runs/")`)
	shows(t, ctx, "1 added, 1 refused, 1 skipped")
	shows(t, ctx, "bare.jpg")
	shows(t, ctx, "no credit, no caption, no date")
	// The receipt is the run's: its list is asked for by outcome.
	value[any](t, ctx, `document.querySelector(".figures .bad a").click()`)
	until(t, ctx, `location.search === "?outcome=refused"`)
	shows(t, ctx, "half.jpg")
	if value[bool](t, ctx, `document.querySelector(".files").innerText.includes("bare.jpg")`) {
		t.Error("the refused files name one that was added")
	}
	workOff(t, ctx, url)
}

// aRunLive drops a file, and watches another upload as it comes.
func aRunLive(t *testing.T, ctx context.Context, url string) {
	const pixel = `new File([Uint8Array.from(atob("R0lGODdhAQABAIAAAP///wAAACwAAAAAAQABAAACAkQBADs="), (c) => c.charCodeAt(0))], "drop.gif")`
	do(t, ctx, chromedp.Navigate(url+"/ingest"))
	value[any](t, ctx, `{
		const form = document.querySelector("#upload"), dropped = new DataTransfer();
		form.querySelector("[name=desk]").value = "Ada";
		dropped.items.add(`+pixel+`);
		form.dispatchEvent(new DragEvent("drop", {dataTransfer: dropped, bubbles: true, cancelable: true}));
	} 1`)
	until(t, ctx, `location.pathname.startsWith("/ingest/runs/")`)
	shows(t, ctx, "drop.gif")
	shows(t, ctx, "1 added")

	await := func(js string) string {
		t.Helper()
		answer, err := chromedp.Run(ctx, chromedp.Evaluate[string](js, chromedp.EvalAwaitPromise))
		if err != nil {
			t.Fatal(err)
		}
		return answer
	}
	id := await(`fetch("/api/v1/runs", {method: "POST", body: new URLSearchParams({desk: "Ada"})}).then((r) => r.json()).then((run) => run.id)`)
	do(t, ctx, chromedp.Navigate(url+"/ingest/runs/"+id))
	until(t, ctx, `document.querySelector("#run[data-events]") && (window.stays = true)`)
	await(`{
		const data = new FormData();
		data.append("file", new Blob(["\xff\xd8\xff"]), "<b>half.jpg");
		data.append("file", ` + pixel + `, "again.gif");
		fetch("/api/v1/ingest?run=` + id + `", {method: "POST", body: data}).then((r) => r.text());
	}`)
	// The counts and what needs a look come into the page as it stands.
	until(t, ctx, `window.stays && document.querySelector("[data-count=refused]").innerText === "1"`)
	until(t, ctx, `window.stays && document.querySelector("[data-look] .refused").innerText.includes("<b>half.jpg")`)
	await(`fetch("/api/v1/runs/` + id + `/end", {method: "POST"}).then((r) => r.text())`)
	until(t, ctx, `!window.stays && document.querySelector("#run:not([data-events])") !== null`)
	shows(t, ctx, "1 known, 1 refused")
}

// workOff mends a photo by keys alone, and undoes it.
func workOff(t *testing.T, ctx context.Context, url string) {
	const field = `document.querySelector("#queue li [name=value]")`
	do(t, ctx, chromedp.Navigate(url+"/queues/no-credit"))
	until(t, ctx, `document.activeElement.innerText === "bare.jpg"`)
	press(t, ctx, "a") // there is nothing to take
	until(t, ctx, `document.activeElement === `+field)
	do(t, ctx, chromedp.KeyEvent("Ana Costa/AP"))
	until(t, ctx, field+`.value === "Ana Costa/AP"`)
	press(t, ctx, "Escape")
	until(t, ctx, `document.activeElement.innerText === "bare.jpg"`)
	press(t, ctx, "a")
	until(t, ctx, `document.querySelector("#queue .taken b").checkVisibility() && document.querySelector("#queue .taken b").innerText === "Ana Costa/AP"`)
	photo := value[string](t, ctx, `document.querySelector("#queue .row").href`)
	do(t, ctx, chromedp.Navigate(photo))
	until(t, ctx, `document.querySelector(".card .credit").innerText === "Ana Costa/AP"`)
	goBack(t, ctx)
	until(t, ctx, `location.pathname === "/queues/no-credit" && document.readyState === "complete"`)
	// The page is as it is now: the photo does not wait any more.
	do(t, ctx, chromedp.Navigate(url+"/queues/no-credit"))
	until(t, ctx, `![...document.querySelectorAll("#queue .row")].some((e) => e.innerText === "bare.jpg")`)

	do(t, ctx, chromedp.Navigate(url+"/queues/no-caption"))
	until(t, ctx, `document.activeElement.innerText === "bare.jpg"`)
	press(t, ctx, "e")
	do(t, ctx, chromedp.KeyEvent("A grey card."))
	until(t, ctx, field+`.value === "A grey card."`)
	press(t, ctx, "Escape")
	press(t, ctx, "a")
	until(t, ctx, `document.querySelector("#queue .taken").checkVisibility()`)
	press(t, ctx, "u")
	until(t, ctx, `!document.querySelector("#queue .taken").checkVisibility() && `+field+`.checkVisibility()`)
}

// press presses a key where the focus is. A key that chromedp types comes into a
// field that the key has moved the focus to, as no browser does it.
func press(t *testing.T, ctx context.Context, key string) {
	t.Helper()
	value[any](t, ctx, `document.activeElement.dispatchEvent(new KeyboardEvent("keydown", {key: `+strconv.Quote(key)+`, bubbles: true, cancelable: true}))`)
}

// shows waits for words on the page.
func shows(t *testing.T, ctx context.Context, text string) {
	t.Helper()
	until(t, ctx, `document.querySelector("main")?.innerText.includes(`+strconv.Quote(text)+`)`)
}
