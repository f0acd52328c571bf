package main

import (
	"context"
	"testing"

	"github.com/chromedp/chromedp"
)

// checkReuse drops twelve pictures on the check page, as an editor does with
// those of an article, and copies a credit from the sheet. Then it asks about
// words.
func checkReuse(t *testing.T, ctx context.Context, url string) {
	do(t, ctx, chromedp.Navigate(url+"/"))
	value[any](t, ctx, `window.twelve = [...document.querySelectorAll(".tile > a")].slice(0, 12).map((a) => a.href.split("/").pop()), 1`)
	ids := value[string](t, ctx, `JSON.stringify(twelve)`)
	do(t, ctx, chromedp.Navigate(url+"/check"))
	// Half of them come as a messenger makes them: another JPEG, without words.
	dropped := `(async () => {
		const dt = new DataTransfer();
		for (const [i, id] of ` + ids + `.entries()) {
			let blob = await (await fetch("/originals/" + id + "?anyway=1")).blob();
			if (i % 2) {
				const picture = await createImageBitmap(blob);
				const canvas = new OffscreenCanvas(picture.width / 2, picture.height / 2);
				canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
				blob = await canvas.convertToBlob({type: "image/jpeg", quality: 0.6});
			}
			dt.items.add(new File([blob], "picture-" + i + ".jpg", {type: "image/jpeg"}));
		}
		document.dispatchEvent(new DragEvent("drop", {bubbles: true, cancelable: true, dataTransfer: dt}));
		return dt.files.length;
	})()`
	n, err := chromedp.Run(ctx, chromedp.Evaluate[int](dropped, chromedp.EvalAwaitPromise))
	if err != nil || n != 12 {
		t.Fatalf("%d files were dropped (%v)", n, err)
	}
	until(t, ctx, `document.querySelectorAll(".credits-sheet > li").length === 12`)
	wrong := `JSON.stringify(` + ids + `.filter((id, i) => !document.querySelectorAll(".credits-sheet > li")[i].querySelector(".hint a")?.href.endsWith(id)))`
	if missing := value[string](t, ctx, wrong); missing != "[]" {
		t.Errorf("not found as themselves: %s", missing)
	}
	allowClipboard(t, ctx, url)
	do(t, ctx, chromedp.Click(chromedp.CSS(".credits-sheet .copy")))
	line := value[string](t, ctx, `document.querySelector(".credits-sheet .credit").innerText`)
	until(t, ctx, `document.querySelector("#say").innerText.length > 0`)
	clipboard, err := chromedp.Run(ctx, chromedp.Evaluate[string](`navigator.clipboard.readText()`, chromedp.EvalAwaitPromise))
	if err != nil || clipboard != line || line == "" {
		t.Errorf("the clipboard holds %q (%v), want %q", clipboard, err, line)
	}

	do(t, ctx, chromedp.Navigate(url+"/check"), chromedp.SendKeys(chromedp.CSS("#text"),
		"Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, March 17 [Vadim Ghirda/Reuters]"),
		chromedp.Click(chromedp.CSS(".check .go")))
	until(t, ctx, `document.querySelector(".credits-sheet")?.innerText.includes("The line names Reuters, and the archive has it from AP.")`)
}
