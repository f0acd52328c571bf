package main

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// twoEditors corrects one field in two browsers: the second sees what the first
// made of it, word by word, and saves all the same. Then many photos at once are
// corrected from the search page, and the correction is taken back.
func twoEditors(t *testing.T, ctx context.Context, url string) {
	ben, cancel := chromedp.NewContext(ctx, chromedp.WithNewBrowserContext())
	defer cancel()
	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda"), chromedp.Click(chromedp.CSS(".tile > a")))
	until(t, ctx, onPhoto)
	photo := url + value[string](t, ctx, `location.pathname`)
	do(t, ben, chromedp.Navigate(photo))
	until(t, ben, onPhoto)

	// The form comes where the words stand, and goes again.
	for _, tab := range []context.Context{ctx, ben} {
		do(t, tab, chromedp.Click(chromedp.CSS(`.edits a[href$="field=headline"]`)))
		until(t, tab, `document.querySelector(".edits #edit [name=value]") !== null && document.activeElement.name === "value"`)
	}
	for _, width := range []int64{360, 1280, 2560} {
		do(t, ctx, chromedp.EmulateViewport(width, max(800, width*9/16)))
		if over := value[int64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("with its form open the photo page is %d pixels too wide at %d", over, width)
		}
		keep(t, ctx, "editing-"+strconv.FormatInt(width, 10))
	}
	do(t, ctx, chromedp.EmulateReset())
	save := func(tab context.Context, text, name string) {
		value[any](t, tab, `{const f = document.querySelector("#edit"); f.value.value = `+strconv.Quote(text)+`; f.desk.value = `+strconv.Quote(name)+`; f.requestSubmit()}`)
	}
	save(ctx, "Firefighters in Kyiv", "Ada")
	until(t, ctx, onPhoto+` && document.querySelector("h1").innerText === "Firefighters in Kyiv"`)
	save(ben, "Firefighters near Kyiv", "Ben")
	until(t, ben, `document.querySelector("#conflict")?.innerText.includes("Ada was faster")`)
	if marked := value[string](t, ben, `[...document.querySelectorAll("#conflict mark")].map(m => m.innerText.trim()).join(" ")`); marked != "in near" {
		t.Errorf("marked as different: %q", marked)
	}
	keep(t, ben, "two-editors")
	save(ben, "Firefighters near Kyiv", "Ben")
	until(t, ben, onPhoto+` && document.querySelector("h1").innerText === "Firefighters near Kyiv"`)
	for _, happened := range []string{"Ada corrected headline", "Ben corrected headline from “Firefighters in Kyiv”"} {
		if history := value[string](t, ben, `document.querySelector("#history").textContent`); !strings.Contains(history, happened) {
			t.Errorf("the history lacks %q", happened)
		}
	}

	// Many at once: asked, previewed, corrected, found, taken back.
	do(t, ctx, chromedp.Navigate(url+"/"))
	until(t, ctx, `document.querySelectorAll(".tile > a").length > 3`)
	ids := value[string](t, ctx, `[...document.querySelectorAll(".tile > a")].slice(0, 3).map(a => a.pathname.split("/").pop()).join(" ")`)
	value[any](t, ctx, `{const f = document.createElement("form"); f.method = "post"; f.action = "/correct";
		for (const id of `+strconv.Quote(ids)+`.split(" ")) { const i = document.createElement("input"); i.name = "id"; i.value = id; f.append(i); }
		document.body.append(f); f.submit()}`)
	until(t, ctx, `document.querySelector("h1")?.innerText === "Correct 3 photos"`)
	do(t, ctx, chromedp.SetValue(chromedp.CSS("[name=field]"), "label"), chromedp.SendKeys(chromedp.CSS("textarea[name=value]"), "Front page"), chromedp.Click(chromedp.CSS("button[value=preview]")))
	until(t, ctx, `document.querySelector(".previewed .state")?.innerText.startsWith("3 would change")`)
	for _, width := range []int64{360, 1280, 2560} {
		do(t, ctx, chromedp.EmulateViewport(width, max(800, width*9/16)))
		if over := value[int64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("the preview is %d pixels too wide at %d", over, width)
		}
		keep(t, ctx, "preview-"+strconv.FormatInt(width, 10))
	}
	do(t, ctx, chromedp.EmulateReset(), chromedp.Click(chromedp.CSS("button[value=apply]")))
	until(t, ctx, `document.querySelector(".state")?.innerText.startsWith("3 photos corrected")`)
	do(t, ctx, chromedp.Navigate(url+`/search?q=label:"front page"`))
	until(t, ctx, `document.querySelectorAll(".tile").length === 3`)
	do(t, ctx, chromedp.Navigate(url+"/corrections"), chromedp.Click(chromedp.CSS(".batches a")))
	until(t, ctx, `document.querySelector('form[action$="/undo"]') !== null`)
	value[any](t, ctx, `document.querySelector('form[action$="/undo"]').requestSubmit()`)
	until(t, ctx, `document.querySelector("main").innerText.includes("takes back correction")`)
	do(t, ctx, chromedp.Navigate(url+"/queues/same-picture"))
	until(t, ctx, `document.querySelector("#pairs") !== null`)
	keep(t, ctx, "pairs")
}
