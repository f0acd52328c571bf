package main

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

// markAndCollect picks and stars a photo by keys, collects it, and puts the
// collection in order; it saves a search.
func markAndCollect(t *testing.T, ctx context.Context, url string) {
	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda"), chromedp.Click(chromedp.CSS(".tile > a")))
	until(t, ctx, onPhoto)
	value[any](t, ctx, `document.querySelector("#marking [name=desk]")?.setAttribute("value", "Ada")`)
	do(t, ctx, chromedp.KeyEvent("p"))
	until(t, ctx, `document.querySelector("#marking [name=pick]").innerText.includes("Picked")`)
	do(t, ctx, chromedp.KeyEvent("4"))
	until(t, ctx, `document.querySelectorAll("#marking .stars [aria-pressed=true]").length === 1`)
	keep(t, ctx, "photo-marked")

	do(t, ctx, chromedp.Navigate(url+"/search?q=is:pool"))
	value[any](t, ctx, `document.querySelector(".tile > a").focus()`)
	until(t, ctx, `performance.getEntriesByType("resource").some((e) => /\/marks-[^/]*\.js$/.test(e.name) && e.responseEnd)`)
	press(t, ctx, "p")
	until(t, ctx, `document.querySelector(".tile .marks b") !== null`)
	keep(t, ctx, "search-marked")

	answer, err := chromedp.Run(ctx, chromedp.Evaluate[int](`fetch("/selection/collect", {method: "POST", body: new URLSearchParams({all: 1, q: "ap", name: "Front page"})}).then((r) => r.status)`, chromedp.EvalAwaitPromise))
	if err != nil || answer != 200 {
		t.Fatalf("collect: %d %v", answer, err)
	}
	do(t, ctx, chromedp.Navigate(url+"/collections/1"))
	keep(t, ctx, "collection")
	do(t, ctx, chromedp.Navigate(url+"/collections/1?arrange=1"))
	keep(t, ctx, "collection-arrange")
	second := value[string](t, ctx, `document.querySelectorAll("#arrange > li")[1].id`)
	value[any](t, ctx, `document.querySelectorAll("#arrange > li")[1].querySelector("a").dispatchEvent(new KeyboardEvent("keydown", {key: "ArrowUp", altKey: true, bubbles: true, cancelable: true}))`)
	until(t, ctx, `document.querySelector("#arrange > li").id === "`+second+`"`)
	do(t, ctx, chromedp.Navigate(url+"/collections/1?arrange=1"))
	until(t, ctx, `document.querySelector("#arrange > li").id === "`+second+`"`)
	do(t, ctx, chromedp.Navigate(url+"/searches?q=kyiv"))
	keep(t, ctx, "searches")
}

// deskWithoutScript ticks photos, collects them and puts them in order, with
// forms alone.
func deskWithoutScript(t *testing.T, ctx context.Context, url string) {
	scripts(t, ctx, false)
	defer scripts(t, ctx, true)
	click := func(selector string) { do(t, ctx, chromedp.Click(chromedp.CSS(selector))) }
	do(t, ctx, chromedp.Navigate(url+"/search?q=via:AP"))
	click(".tile:nth-child(1) > input")
	click(".tile:nth-child(2) > input")
	click(`.actions [formaction="/selection/collect"]`)
	const making = "form:has([name=name]) "
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS(making)))
	if title := value[string](t, ctx, `document.querySelector("h1").innerText`); title != "Add 2 photos to a collection" {
		t.Fatalf("two ticked photos lead to %q", title)
	}
	do(t, ctx, chromedp.SendKeys(chromedp.CSS(making+"[name=name]"), "By hand"), chromedp.SetValue(chromedp.CSS(making+"[name=desk]"), "Ada"))
	click(making + "button")
	click(`.tools a[href$="arrange=1"]`)
	do(t, ctx, chromedp.WaitVisible(chromedp.CSS("#arrange")))
	second := value[string](t, ctx, `document.querySelector("#arrange > li + li").id`)
	click("#arrange > li + li [value=up]")
	until(t, ctx, `document.querySelector("#arrange > li")?.id === "`+second+`"`)
}
