package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"io"
	"mime/multipart"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// send uploads photos of a colour each, with the same words in all of them.
func send(t *testing.T, url, caption string, first, n int) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for name, value := range map[string]string{"desk": "Ada", "set": "caption=" + caption, "credit": "Jane Roe/AP"} {
		if err := form.WriteField(name, value); err != nil {
			t.Fatal(err)
		}
	}
	for i := first; i < first+n; i++ {
		file, err := form.CreateFormFile("file", fmt.Sprintf("rain%03d.jpg", i))
		if err != nil {
			t.Fatal(err)
		}
		img := image.NewRGBA(image.Rect(0, 0, 90, 60))
		for x := range 90 {
			for y := range 60 {
				img.Set(x, y, color.RGBA{uint8(i), uint8(2 * x), uint8(3 * y), 255})
			}
		}
		if err := jpeg.Encode(file, img, nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	res, err := http.Post(url+"/api/v1/ingest", form.FormDataContentType(), &body)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if answer, err := io.ReadAll(res.Body); err != nil || res.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s (%v)", res.Status, answer, err)
	}
}

// foundSoon waits until a search finds so many photos.
func foundSoon(t *testing.T, url, query string, n int) {
	t.Helper()
	last := 0
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); {
		res, err := http.Get(url + "/api/v1/search?limit=0&q=" + query)
		if err != nil {
			t.Fatal(err)
		}
		var answer struct{ Total int }
		err = json.NewDecoder(res.Body).Decode(&answer)
		res.Body.Close()
		if err != nil {
			t.Fatal(err)
		}
		if last = answer.Total; last == n {
			return
		}
	}
	t.Fatalf("%s found %d photos, and never %d", query, last, n)
}

// hold presses a key with others held down.
func hold(t *testing.T, ctx context.Context, key string, held ...chromedp.Modifier) {
	t.Helper()
	do(t, ctx, chromedp.KeyEvent(key, chromedp.KeyModifiers(held...)))
}

const selected = `document.querySelector("#selected").value`

// selectMany selects with the mouse and keys, looks at a photo, and acts.
func selectMany(t *testing.T, ctx context.Context, url string) {
	allowClipboard(t, ctx, url)
	do(t, ctx, chromedp.Navigate(url+"/search?sort=taken"))
	if value[bool](t, ctx, `document.querySelector(".actions").checkVisibility()`) {
		t.Error("the bar of actions shows before anything is selected")
	}
	press(t, ctx, "ArrowRight")
	press(t, ctx, "x")
	until(t, ctx, selected+` === "1 selected"`)
	hold(t, ctx, kb.ArrowRight, chromedp.ModifierShift)
	hold(t, ctx, kb.ArrowRight, chromedp.ModifierShift)
	until(t, ctx, selected+` === "3 selected"`)
	hold(t, ctx, kb.ArrowLeft, chromedp.ModifierShift) // a range that was too long
	until(t, ctx, selected+` === "2 selected"`)
	click := func(n int, held string) {
		value[any](t, ctx, fmt.Sprintf(`document.querySelectorAll(".tile > a")[%d].dispatchEvent(new MouseEvent("click", {bubbles: true, cancelable: true, %s: true}))`, n, held))
	}
	click(4, "ctrlKey")
	until(t, ctx, selected+` === "3 selected"`)
	click(6, "shiftKey")
	until(t, ctx, selected+` === "5 selected"`)
	keep(t, ctx, "selected")

	// The selection is there again after a look at a photo, and the c that
	// copies a credit copies those of all.
	value[any](t, ctx, `document.querySelectorAll(".tile > a")[8].click()`)
	until(t, ctx, onPhoto)
	press(t, ctx, "Escape")
	until(t, ctx, `location.search === "?sort=taken" && `+selected+` === "5 selected"`)
	want := value[string](t, ctx, `[...document.querySelectorAll(".tile:has(:checked) .credit")].map((e) => e.textContent).join("\n")`)
	do(t, ctx, chromedp.KeyEvent("c"))
	until(t, ctx, `document.querySelector("#say").innerText`)
	if says, lines := value[string](t, ctx, `document.querySelector("#say").innerText`), strings.Count(want, "\n")+1; says != fmt.Sprintf("Copied: %d lines", lines) {
		t.Errorf("copying %d lines says %q", lines, says)
	}
	clipboard, err := chromedp.Run(ctx, chromedp.Evaluate[string](`navigator.clipboard.readText()`, chromedp.EvalAwaitPromise))
	if err != nil || clipboard != want {
		t.Errorf("the clipboard holds %q, want %q (%v)", clipboard, want, err)
	}

	// It does not go along to another search, and waits for its own.
	do(t, ctx, chromedp.Navigate(url+"/search?q=loeb"))
	press(t, ctx, "a")
	until(t, ctx, `document.querySelectorAll(".tile > input:not(:checked)").length === 0 && `+selected+` === document.querySelectorAll(".tile").length + " selected"`)
	press(t, ctx, "Escape")
	until(t, ctx, `!document.querySelector(".actions").checkVisibility()`)
	hold(t, ctx, "a", chromedp.ModifierCtrl)
	until(t, ctx, `document.querySelector(".actions").checkVisibility()`)
	press(t, ctx, "k")
	until(t, ctx, `location.pathname.startsWith("/check/sheets/")`)
	shows(t, ctx, "Saul Loeb/Pool via AP")
}

// endless scrolls to the third page, looks at a photo there, and comes back.
func endless(t *testing.T, ctx context.Context, url string) {
	send(t, url, "Drizzle in Vilalba", 0, 120)
	foundSoon(t, url, "vilalba", 120)
	do(t, ctx, chromedp.Navigate(url+"/search?q=vilalba&size=3"))
	for _, tiles := range []string{"100", "120"} {
		value[any](t, ctx, `scrollTo(0, document.body.scrollHeight)`)
		until(t, ctx, `document.querySelectorAll(".tile").length === `+tiles)
	}
	if value[bool](t, ctx, `document.querySelector(".next") !== null`) {
		t.Error("after the last page there is another")
	}
	const at = `document.querySelectorAll(".tile")[110].getBoundingClientRect().top`
	value[any](t, ctx, `document.querySelectorAll(".tile")[110].scrollIntoView({block: "center"})`)
	until(t, ctx, `history.state?.pages === 3 && Math.abs(history.state.scrolled - scrollY) < 1`)
	before := value[float64](t, ctx, at)
	id := value[string](t, ctx, `document.querySelectorAll(".tile > input")[110].value`)
	for _, back := range []string{"the button", "a key"} {
		value[any](t, ctx, `document.querySelector('.tile > a[href$="`+id+`"]').focus({preventScroll: true})`)
		do(t, ctx, chromedp.KeyEvent(kb.Enter))
		until(t, ctx, onPhoto)
		if back == "a key" {
			send(t, url, "Drizzle in Vilalba", 120, 2) // what comes meanwhile moves nothing
			foundSoon(t, url, "vilalba", 122)
			press(t, ctx, "Escape")
		} else {
			goBack(t, ctx)
		}
		until(t, ctx, `location.pathname === "/search" && document.querySelector('.tile > a[href$="`+id+`"]') !== null`)
		until(t, ctx, fmt.Sprintf(`Math.abs(document.querySelector('.tile > a[href$="%s"]').getBoundingClientRect().top - %v) < 2`, id, before))
	}
}

// live waits beside the wire: what comes in is counted, and shown when asked
// for.
func live(t *testing.T, ctx context.Context, url string) {
	send(t, url, "Hail in Braga", 130, 30)
	foundSoon(t, url, "braga", 30)
	do(t, ctx, chromedp.Navigate(url+"/search?q=braga&size=3"))
	until(t, ctx, `document.querySelector("#fresh") !== null`)
	value[any](t, ctx, `scrollTo(0, 900)`)
	until(t, ctx, `scrollY === 900`)
	send(t, url, "Hail in Braga", 170, 3)
	send(t, url, "Fog in Leiria", 180, 2)
	foundSoon(t, url, "braga", 33)
	until(t, ctx, `document.querySelector("#fresh").checkVisibility() && document.querySelector("#fresh").innerText === "3 new" && document.title.includes("3 new · ")`)
	if now := value[string](t, ctx, `scrollY + " " + document.querySelectorAll(".tile").length`); now != "900 30" {
		t.Errorf("what came in moved the page: from 900 and 30 tiles to %s", now)
	}
	keep(t, ctx, "new")
	press(t, ctx, "n")
	until(t, ctx, `document.querySelectorAll(".tile").length === 33 && scrollY === 0 && !document.querySelector("#fresh").checkVisibility()`)
	if value[bool](t, ctx, `document.title.includes(" new · ")`) {
		t.Error("the title still says that there is something new")
	}
}

// compareTwo compares photos, closely.
func compareTwo(t *testing.T, ctx context.Context, url string) {
	do(t, ctx, chromedp.Navigate(url+"/search?q=via:AP"))
	press(t, ctx, "ArrowRight")
	press(t, ctx, "x")
	until(t, ctx, selected+` === "1 selected"`)
	hold(t, ctx, kb.ArrowRight, chromedp.ModifierShift)
	until(t, ctx, selected+` === "2 selected"`)
	press(t, ctx, "v")
	until(t, ctx, `location.pathname === "/compare" && document.readyState === "complete" && document.querySelectorAll(".side").length === 2`)
	before := value[string](t, ctx, `JSON.stringify([...document.querySelectorAll(".side")].map((e) => e.getBoundingClientRect()))`)
	press(t, ctx, "z")
	until(t, ctx, `document.querySelectorAll(".loupe img:nth-child(2)").length === 2`) // the originals have come
	const places = `[...document.querySelectorAll(".loupe img:last-child")].map((e) => e.style.transform)`
	const first = places + `.join()`
	at := value[string](t, ctx, first)
	press(t, ctx, "ArrowDown")
	if moved := value[[]string](t, ctx, places); strings.Join(moved, ",") == at {
		t.Errorf("an arrow leaves the pictures at %v", moved)
	}
	if after := value[string](t, ctx, `JSON.stringify([...document.querySelectorAll(".side")].map((e) => e.getBoundingClientRect()))`); after != before {
		t.Errorf("the layout shifts from %s to %s", before, after)
	}
	keep(t, ctx, "compared")
	press(t, ctx, "Escape")
	until(t, ctx, `document.querySelector(".loupe") === null`)
	press(t, ctx, "Escape")
	until(t, ctx, `location.pathname === "/search" && `+selected+` === "2 selected"`)
}

// zoomIn looks at a photo at 100 %.
func zoomIn(t *testing.T, ctx context.Context, url string) {
	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda"), chromedp.Click(chromedp.CSS(".tile > a")))
	until(t, ctx, onPhoto)
	height := value[float64](t, ctx, `document.querySelector("#photo").getBoundingClientRect().height`)
	value[any](t, ctx, `{
		const img = document.querySelector(".frame img"), r = img.getBoundingClientRect();
		img.dispatchEvent(new MouseEvent("click", {bubbles: true, clientX: r.left + 10, clientY: r.top + 10}));
	} 1`)
	const sharp = `document.querySelector(".loupe img:nth-child(2)")`
	until(t, ctx, sharp+` !== null`)
	if at := value[string](t, ctx, sharp+`.style.transform`); at != "translate(0px, 0px)" {
		t.Errorf("a click in the corner shows the picture at %q", at)
	}
	if width := value[bool](t, ctx, sharp+`.naturalWidth === Math.round(`+sharp+`.clientWidth * devicePixelRatio)`); !width {
		t.Error("a pixel of the picture is not one of the screen")
	}
	press(t, ctx, "ArrowRight") // moves the picture now, and not to the next photo
	until(t, ctx, sharp+`.style.transform.startsWith("translate(-")`)
	keep(t, ctx, "zoomed")
	if now := value[float64](t, ctx, `document.querySelector("#photo").getBoundingClientRect().height`); now != height {
		t.Errorf("the page is %v high, and was %v", now, height)
	}
	press(t, ctx, "z")
	until(t, ctx, `document.querySelector(".loupe") === null && location.pathname.startsWith("/photos/")`)
}
