package main

import (
	"context"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// recordUse records that a photo was printed and a permission for it, as an
// editor does, writes an agreement, and sees what ends.
func recordUse(t *testing.T, ctx context.Context, url string) {
	open := func(summary string) {
		value[any](t, ctx, `[...document.querySelectorAll("summary")].find((e) => e.innerText.startsWith(`+strconv.Quote(summary)+`)).parentElement.open = true`)
	}
	shows := func(text string) {
		until(t, ctx, `document.querySelector("main")?.innerText.includes(`+strconv.Quote(text)+`)`)
	}
	type in = struct{ css, text string }
	write := func(form string, fields ...in) {
		for _, f := range fields {
			value[any](t, ctx, `document.querySelector(`+strconv.Quote(form+" "+f.css)+`).value = `+strconv.Quote(f.text))
		}
		value[any](t, ctx, `document.querySelector(`+strconv.Quote(form)+`).requestSubmit()`)
	}
	do(t, ctx, chromedp.Navigate(url+"/search?q=ghirda"), chromedp.Click(chromedp.CSS(".tile > a")))
	until(t, ctx, onPhoto)
	photo := value[string](t, ctx, `location.pathname`)
	open("Uses and rights")
	open("Record a use")
	open("Record a permission")
	for _, width := range []int64{360, 1280, 2560} {
		do(t, ctx, chromedp.EmulateViewport(width, max(800, width*9/16)))
		value[any](t, ctx, `document.querySelector("#recorded").scrollIntoView()`)
		if over := value[int64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
			t.Errorf("with its forms open the photo page is %d pixels too wide at %d", over, width)
		}
		keep(t, ctx, "recording-"+strconv.FormatInt(width, 10))
	}
	do(t, ctx, chromedp.EmulateReset())
	do(t, ctx, chromedp.SendKeys(chromedp.CSS(`form[action$="/uses"] [name=where]`), "The Post, A3"))
	do(t, ctx, chromedp.SendKeys(chromedp.CSS(`form[action$="/uses"] [name=url]`), "https://post.example/story"))
	value[any](t, ctx, `document.querySelector('form[action$="/uses"] [name=desk]').value = ""`)
	do(t, ctx, chromedp.SendKeys(chromedp.CSS(`form[action$="/uses"] [name=desk]`), "Ada"+kb.Enter))
	shows("The Post, A3")
	shows("post.example")
	if at := value[string](t, ctx, `location.pathname + location.hash`); at != photo+"#recorded" {
		t.Errorf("after recording the page is %s", at)
	}
	open("Record a permission")
	write(`form[action$="/permissions"]`, in{"[name=until]", "2030-01-31"}, in{"[name=territories]", "DE, UK"}, in{"[name=note]", "by mail"})
	shows("Permission until 2030-01-31 · DE, GB · all media")
	keep(t, ctx, "recorded")
	do(t, ctx, chromedp.Navigate(url+"/search?q=is:used"))
	until(t, ctx, `document.querySelectorAll(".tile").length === 1`)

	do(t, ctx, chromedp.Navigate(url+"/rights"))
	write(`form[action^="/rights"]`, in{"textarea", "[agreement]\nsupplier = AP\nuntil = 2030-02-30"})
	shows(`Line 3: "2030-02-30" is not a day of the calendar`)
	write(`form[action^="/rights"]`, in{"textarea", "[agreement]\nsupplier = AP\nmedia = print, online\nuntil = 2030-02-28\nnote = contract 4711\n\n[staff]\nGraham Turner; G. Turner = staff 2001-03-01..2019-12-31\n"})
	shows("until 2030-02-28")
	do(t, ctx, chromedp.Navigate(url+"/ends?within=3650"))
	shows("The agreement with AP.")
	shows("The permission (by mail).")
	if links := value[string](t, ctx, `[...document.querySelectorAll("main table a")].map(a => a.pathname).join(" ")`); !strings.Contains(links, photo) {
		t.Errorf("what ends links to %s; want %s among them", links, photo)
	}
}
