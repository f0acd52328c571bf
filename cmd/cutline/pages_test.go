package main

import (
	"context"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// TestPages tries the demo's pages in a browser, as an editor uses them.
func TestPages(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: painting the demo takes minutes under the race detector")
	}
	ctx := tab(t)
	url, data := demoServer(t)
	var listed map[string]visit
	every := func(test func(t *testing.T, ctx context.Context, pages map[string]visit)) func(*testing.T, context.Context, string) {
		return func(t *testing.T, ctx context.Context, url string) {
			if listed == nil {
				listed = pages(t, url, data)
			}
			test(t, ctx, listed)
		}
	}
	for _, c := range []struct {
		name string
		test func(t *testing.T, ctx context.Context, url string)
	}{
		{"search while typing", searchWhileTyping},
		{"keyboard", keyboard},
		{"back button", backButton},
		{"copy the credit", copyCredit},
		{"select many", selectMany},
		{"compare", compareTwo},
		{"zoom", zoomIn},
		{"a rule for what is not understood", aRule},
		{"check before reuse", checkReuse},
		{"record a use", recordUse},
		{"marks and collections", markAndCollect},
		{"export", exportPhotos},
		{"two editors", twoEditors},
		{"an upload and its work queue", anUpload},
		{"a run, live", aRunLive},
		{"an endless sheet", endless},
		{"a live page", live},
		{"without JavaScript", withoutScript},
		{"the desk without JavaScript", deskWithoutScript},
		{"every width", every(everyWidth)},
		{"accessible", every(accessible)},
		{"fast and still", fastAndStill},
	} {
		t.Run(c.name, func(t *testing.T) {
			ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
			defer cancel()
			c.test(t, ctx, url)
		})
	}
}

const firstTile = `document.querySelector(".tile .credit")?.innerText`

// onPhoto: a photo page is there, its script included.
const onPhoto = `location.pathname.startsWith("/photos/") && document.readyState === "complete"`

func searchWhileTyping(t *testing.T, ctx context.Context, url string) {
	do(t, ctx, chromedp.Navigate(url+"/"), chromedp.SendKeys(chromedp.CSS("#q"), "ghir"))
	until(t, ctx, firstTile+` === "Vadim Ghirda/AP"`) // half a word is enough while typing
	until(t, ctx, `location.search === "?q=ghir"`)
	do(t, ctx, chromedp.Navigate(url+"/search?q=firefighters"))
	if mark := value[string](t, ctx, `document.querySelector(".tile mark").innerText`); mark != "firefighters" {
		t.Errorf("the match is not marked: %q", mark)
	}
}

func keyboard(t *testing.T, ctx context.Context, url string) {
	do(t, ctx, chromedp.Navigate(url+"/"), chromedp.KeyEvent("/"))
	until(t, ctx, `document.activeElement.id === "q"`)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#q"), "loeb"+kb.Enter))
	until(t, ctx, firstTile+` === "Saul Loeb/Pool via AP"`)
	until(t, ctx, `document.activeElement.closest(".tile") !== null`)
	do(t, ctx, chromedp.KeyEvent(kb.Enter))
	until(t, ctx, onPhoto)
	do(t, ctx, chromedp.KeyEvent("?"))
	until(t, ctx, `document.querySelector("dialog[open]") !== null`)
	do(t, ctx, chromedp.KeyEvent(kb.Escape))
	until(t, ctx, `document.querySelector("dialog[open]") === null`)
}

func backButton(t *testing.T, ctx context.Context, url string) {
	do(t, ctx, chromedp.Navigate(url+"/search?q=is:pool"), chromedp.Click(chromedp.CSS(".tile > a")))
	until(t, ctx, onPhoto)
	goBack(t, ctx)
	until(t, ctx, `location.search === "?q=is%3Apool" || location.search === "?q=is:pool"`)
	if q := value[string](t, ctx, `document.querySelector("#q").value`); q != "is:pool" {
		t.Errorf("after going back the box holds %q", q)
	}
	// A query that was sent is a step of its own; what was typed on the way to
	// it is not.
	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda"))
	value[any](t, ctx, `document.querySelector("#q").select()`)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("#q"), "loeb"+kb.Enter))
	until(t, ctx, firstTile+` === "Saul Loeb/Pool via AP"`)
	goBack(t, ctx)
	until(t, ctx, firstTile+` === "Vadim Ghirda/AP"`)
	until(t, ctx, `document.querySelector("#q").value === "ghirda"`)

	// Going back from a photo lands where the eye was.
	do(t, ctx, chromedp.Navigate(url+"/"))
	value[any](t, ctx, `scrollTo(0, 700)`)
	until(t, ctx, `history.state?.scrolled === 700`) // the scroll has come to its end, as before a click by hand
	value[any](t, ctx, `document.querySelectorAll(".tile > a")[9].click()`)
	until(t, ctx, onPhoto)
	goBack(t, ctx)
	until(t, ctx, `document.querySelectorAll(".tile").length > 10 && scrollY === 700`)
}

// goBack presses the back button. A page may come from the browser's cache
// then, without the load event that chromedp's own step waits for.
func goBack(t *testing.T, ctx context.Context) {
	value[any](t, ctx, `setTimeout(() => history.back()), 1`)
}

// allowClipboard lets the page's script read what it copied.
func allowClipboard(t *testing.T, ctx context.Context, url string) {
	for _, name := range []string{"clipboard-read", "clipboard-write"} {
		_, err := chromedp.CallBrowser(ctx, browser.SetPermission, browser.SetPermissionParams{
			Permission: &browser.PermissionDescriptor{Name: name, AllowWithoutSanitization: name == "clipboard-write"},
			Setting:    browser.PermissionSettingGranted, Origin: url,
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

func copyCredit(t *testing.T, ctx context.Context, url string) {
	allowClipboard(t, ctx, url)
	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda"), chromedp.Click(chromedp.CSS(".tile > a")))
	until(t, ctx, onPhoto)
	do(t, ctx, chromedp.KeyEvent("c"))
	until(t, ctx, `document.querySelector("#say").innerText.includes("Vadim Ghirda/AP")`)
	clipboard, err := chromedp.Run(ctx, chromedp.Evaluate[string](`navigator.clipboard.readText()`, chromedp.EvalAwaitPromise))
	if err != nil || clipboard != "Vadim Ghirda/AP" {
		t.Errorf("the clipboard holds %q (%v)", clipboard, err)
	}
	do(t, ctx, chromedp.KeyEvent("C"))
	const printed = "Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, March 17 (Vadim Ghirda/AP)"
	until(t, ctx, `document.querySelector("#say").innerText.includes("(Vadim Ghirda/AP)")`)
	clipboard, err = chromedp.Run(ctx, chromedp.Evaluate[string](`navigator.clipboard.readText()`, chromedp.EvalAwaitPromise))
	if err != nil || clipboard != printed {
		t.Errorf("with its caption the clipboard holds %q (%v)", clipboard, err)
	}
}

// aRule makes a rule of the form that the demo's rules do not explain, as an
// editor does: look, take what is proposed, try it, put it in force, undo it.
func aRule(t *testing.T, ctx context.Context, url string) {
	click := func(label string) {
		value[any](t, ctx, `[...document.querySelectorAll("main a, main button")].find((e) => e.innerText.trim() === `+strconv.Quote(label)+`).click()`)
	}
	shows := func(text string) {
		until(t, ctx, `document.querySelector("main")?.innerText.includes(`+strconv.Quote(text)+`)`)
	}
	do(t, ctx, chromedp.Navigate(url+"/credits"))
	click("<X> <N>: <Name>")
	shows("A rule for it")
	click("Try it on the archive")
	shows("3 understood now")
	do(t, ctx, chromedp.SendKeys(chromedp.CSS("[name=desk]"), "Ada"))
	click("Put it in force")
	shows("Revision 1 is in force, set by Ada")
	do(t, ctx, chromedp.Navigate(url+"/search?q=agency:Küstenbild"))
	until(t, ctx, firstTile+` === "Malte Brodersen/Küstenbild"`)
	do(t, ctx, chromedp.Navigate(url+"/credits/rules"))
	click("Undo…")
	shows("3 no longer understood")
	click("Put it in force")
	shows("Revision 2 is in force, set by Ada")
}

// scripts lets the scripts of pages run, or not.
func scripts(t *testing.T, ctx context.Context, run bool) {
	t.Helper()
	if _, err := chromedp.Call(ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !run}); err != nil {
		t.Fatal(err)
	}
}

func withoutScript(t *testing.T, ctx context.Context, url string) {
	scripts(t, ctx, false)
	defer scripts(t, ctx, true)
	do(t, ctx, chromedp.Navigate(url+"/"), chromedp.SendKeys(chromedp.CSS("#q"), "ghirda"+kb.Enter),
		chromedp.WaitVisible(chromedp.CSS(".tile mark")), chromedp.Click(chromedp.CSS(".tile > a")),
		chromedp.WaitVisible(chromedp.CSS("h1")))
	title, err := chromedp.Run(ctx, chromedp.Title())
	if err != nil || !strings.Contains(strings.ToLower(title), "firefighters") {
		t.Errorf("without JavaScript the walk ends at %q (%v)", title, err)
	}
}

// maxPage is the most that a search page may weigh without its pictures, in
// bytes: HTML, style and script.
const maxPage = 60 << 10

func fastAndStill(t *testing.T, ctx context.Context, url string) {
	// The first visit starts the browser's own parts: fonts, raster, caches. An
	// editor's browser has them.
	for _, visit := range []string{"cold", "warm", "warm"} {
		do(t, ctx, chromedp.Navigate(url+"/"))
		until(t, ctx, `performance.getEntriesByName("first-contentful-paint").length > 0`)
		paint := value[float64](t, ctx, `performance.getEntriesByName("first-contentful-paint")[0].startTime`)
		t.Logf("first paint, %s browser: %.0f ms", visit, paint)
	}
	weight := value[int](t, ctx, `[...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")].
		filter(e => e.initiatorType !== "img").reduce((sum, e) => sum + e.decodedBodySize, 0)`)
	t.Logf("the search page weighs %d bytes without pictures", weight)
	if weight > maxPage {
		t.Errorf("the search page weighs %d bytes without pictures, at most %d were promised", weight, maxPage)
	}
	shift, err := chromedp.Run(ctx, chromedp.Evaluate[float64](`new Promise(done => {
		let sum = 0;
		new PerformanceObserver(list => { for (const e of list.getEntries()) sum += e.value }).observe({type: "layout-shift", buffered: true});
		scrollTo(0, document.body.scrollHeight);
		requestAnimationFrame(() => requestAnimationFrame(() => done(sum)));
	})`, chromedp.EvalAwaitPromise))
	if err != nil || shift > 0 {
		t.Errorf("layout shift %v (%v)", shift, err)
	}
}
