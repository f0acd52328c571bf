package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	neturl "net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// visit is how a page is come to: its address, and where a form leads to it,
// what is sent.
type visit struct {
	url  string
	form neturl.Values
}

// desk is an editor's side of a server, beside the browser.
type desk struct {
	t    *testing.T
	url  string
	http http.Client
}

// send posts a form as Ada, and returns the address that it leads to.
func (d *desk) send(path string, form neturl.Values) string {
	d.t.Helper()
	form.Set("desk", "Ada")
	res, err := d.http.PostForm(d.url+path, form)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode >= 400 {
		d.t.Fatalf("%s: %s %v\n%s", path, res.Status, err, body)
	}
	res.Request.URL.RawQuery, res.Request.URL.Fragment = "", ""
	return res.Request.URL.String()
}

// get reads a page.
func (d *desk) get(path string) string {
	d.t.Helper()
	res, err := d.http.Get(d.url + path)
	if err != nil {
		d.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		d.t.Fatalf("%s: %s %v", path, res.Status, err)
	}
	return string(body)
}

// found are the IDs of what a search finds, at least least of them.
func (d *desk) found(query string, least int) (ids []string) {
	d.t.Helper()
	var answer struct{ Hits []struct{ ID string } }
	if err := json.Unmarshal([]byte(d.get("/api/v1/search?q="+neturl.QueryEscape(query))), &answer); err != nil || len(answer.Hits) < least {
		d.t.Fatalf("%s finds %d photos, want %d (%v)", query, len(answer.Hits), least, err)
	}
	for _, p := range answer.Hits {
		ids = append(ids, p.ID)
	}
	return ids
}

func (d *desk) run(args ...string) {
	d.t.Helper()
	if out, err := cutline(d.t.Context(), args...).CombinedOutput(); err != nil {
		d.t.Fatalf("%s: %v\n%s", strings.Join(args, " "), err, out)
	}
}

// restriction is the shape of a sentence in the demo that no rule reads.
const restriction = "no+use+with+unauthorized+audio+video+data+fixture+lists+or+live+services"

// pages are the kinds of pages there are, by name, each with something on it:
// what that takes is done here.
func pages(t *testing.T, url, data string) map[string]visit {
	t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	d := &desk{t, url, http.Client{Jar: jar}}
	photo := d.found("ghirda", 1)[0]
	ap := d.found("via:AP", 4)
	away := d.found("Полтава", 1)[0]
	chosen := func(more ...string) neturl.Values {
		form := neturl.Values{"id": slices.Clone(ap[:3])}
		for i := 0; i < len(more); i += 2 {
			form.Set(more[i], more[i+1])
		}
		return form
	}
	sheet := d.send("/selection/check", chosen())
	trial := d.send("/credits/trials", neturl.Values{"text": {"[news agency]\nKüstenbild\n"}})
	collection := d.send("/selection/collect", chosen("name", "Sunday"))
	saved := d.send("/searches", neturl.Values{"q": {"kyiv"}, "name": {"Kyiv"}})
	d.send("/api/v1/corrections", chosen("field", "label", "value", "Front page"))
	d.send("/photos/"+ap[3]+"/recall", neturl.Values{"kind": {"kill"}, "why": {"mail of the agency"}})
	d.send("/notices", neturl.Values{"text": {"PHOTO KILL. Editors: please kill the photos of firefighters in Kyiv."}})
	d.run("destination", "add", "layout", t.TempDir(), "--data", data)
	d.run("purge", away, "--why", "court order", "--data", data)
	receipt := regexp.MustCompile(`/ingest/runs/[^"/]+`).FindString(d.get("/ingest/runs"))
	return map[string]visit{
		"search":      {url: url + "/"},
		"photo":       {url: url + "/photos/" + photo},
		"withdrawn":   {url: url + "/photos/" + ap[3]},
		"purged":      {url: url + "/photos/" + away},
		"compare":     {url: url + "/compare?id=" + ap[0] + "&id=" + ap[1]},
		"like":        {url: url + "/photos/" + photo + "/like"},
		"stacks":      {url: url + "/search?q=is:duplicate"},
		"nothing":     {url: url + "/search?q=zzzzqqqq"},
		"mistake":     {url: url + "/search?q=bylne:ghirda"},
		"markup":      {url: url + "/search?q=okafor"},
		"searchhelp":  {url: url + "/search/help"},
		"notfound":    {url: url + "/photos/aaaaaaaaaaaaaaaaaaaa"},
		"health":      {url: url + "/health"},
		"shelf":       {url: url + "/shelf"},
		"collections": {url: url + "/collections"},
		"collection":  {url: collection},
		"arrange":     {url: collection + "?arrange=1"},
		"collect":     {url: url + "/selection/collect", form: chosen()},
		"searches":    {url: url + "/searches?q=loeb"},
		"saved":       {url: saved},
		"marking":     {url: url + "/selection/mark", form: chosen()},
		"copied":      {url: url + "/selection/credits", form: chosen()},
		"export":      {url: url + "/selection/export", form: chosen()},
		"sent":        {url: url + "/selection/send", form: chosen("destination", "layout", "desk", "Ada")},
		"edit":        {url: url + "/photos/" + photo + "/correct?field=caption"},
		"correct":     {url: url + "/correct", form: chosen()},
		"preview":     {url: url + "/correct", form: chosen("field", "headline", "op", "append", "value", "(file photo)", "do", "preview")},
		"batches":     {url: url + "/corrections"},
		"batch":       {url: url + "/corrections/1"},
		"pairs":       {url: url + "/queues/same-picture"},
		"queue":       {url: url + "/queues/no-credit"},
		"notices":     {url: url + "/notices"},
		"announced":   {url: url + "/notices?all=1"},
		"credits":     {url: url + "/credits"},
		"shape":       {url: url + "/credits/shape?shape=%3CX%3E+%3CN%3E%3A+%3CName%3E"},
		"rules":       {url: url + "/credits/rules"},
		"trial":       {url: trial},
		"check":       {url: url + "/check"},
		"sheet":       {url: sheet},
		"terms":       {url: url + "/check/terms"},
		"answer":      {url: url + "/check/terms/shape?shape=" + restriction + "&supplier=Reuters&effect=editorial+only"},
		"rights":      {url: url + "/rights"},
		"ends":        {url: url + "/ends?within=3650"},
		"ingest":      {url: url + "/ingest"},
		"receipts":    {url: url + "/ingest/runs"},
		"receipt":     {url: url + receipt},
		"refused":     {url: url + "/ingest/refused"},
		"folders":     {url: url + "/ingest/folders"},
	}
}

// open comes to a page: an address is typed, a form is sent from another page.
func open(t *testing.T, ctx context.Context, page visit) {
	t.Helper()
	if page.form == nil {
		do(t, ctx, chromedp.Navigate(page.url))
		return
	}
	fields, err := json.Marshal(page.form)
	if err != nil {
		t.Fatal(err)
	}
	value[any](t, ctx, fmt.Sprintf(`{
		const form = document.createElement("form");
		form.method = "post";
		form.action = %q;
		for (const [name, values] of Object.entries(%s)) for (const value of values) {
			const field = document.createElement("input");
			field.name = name;
			field.value = value;
			form.append(field);
		}
		document.body.append(form);
		window.left = true;
		form.submit();
	}`, page.url, fields))
	until(t, ctx, `!window.left && document.readyState === "complete"`)
}

// everyWidth opens each page once, and looks at it in the window of a phone, a
// desk and a wall.
func everyWidth(t *testing.T, ctx context.Context, pages map[string]visit) {
	kept := os.Getenv("CUTLINE_SCREENSHOTS") != ""
	for name, page := range pages {
		open(t, ctx, page)
		for _, width := range []int64{360, 1280, 2560} {
			do(t, ctx, chromedp.EmulateViewport(width, max(800, width*9/16)))
			until(t, ctx, `[...document.images].every(i => i.complete || i.loading === "lazy")`)
			if over := value[int64](t, ctx, `document.documentElement.scrollWidth - innerWidth`); over > 0 {
				t.Errorf("%s at %d: %d pixels too wide", name, width, over)
			}
			if width == 360 {
				small := value[string](t, ctx, `[...document.querySelectorAll("a, button, input, select, summary")].filter(e => e.checkVisibility()).
					filter(e => getComputedStyle(e).display !== "inline").map(e => e.closest("label") ?? e).filter(e => { const r = e.getBoundingClientRect(); return r.width > 0 && r.height < 32 && r.width < 32 }).map(e => e.outerHTML).join("\n")`)
				if small != "" {
					t.Errorf("%s: smaller than 32 pixels both ways:\n%s", name, small)
				}
			}
			for _, which := range []string{"dark", "light"} {
				if !kept {
					break
				}
				scheme(t, ctx, which)
				keep(t, ctx, fmt.Sprintf("%s-%d-%s", name, width, which))
			}
		}
	}
	do(t, ctx, chromedp.EmulateReset())
}

// accessible runs axe-core, where CUTLINE_AXE names its file.
func accessible(t *testing.T, ctx context.Context, pages map[string]visit) {
	path := os.Getenv("CUTLINE_AXE")
	if path == "" {
		skip(t, "CUTLINE_AXE does not name axe.min.js of axe-core; accessibility is not checked")
	}
	axe, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for name, page := range pages {
		open(t, ctx, page)
		value[any](t, ctx, string(axe)+"; 1")
		for _, which := range []string{"dark", "light"} {
			scheme(t, ctx, which)
			found, err := chromedp.Run(ctx, chromedp.Evaluate[string](
				`axe.run(document, {runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}).
				then(r => JSON.stringify(r.violations.map(v => ({id: v.id, help: v.help, at: v.nodes.map(n => n.html).slice(0, 3)}))))`,
				chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			var violations []struct {
				ID, Help string
				At       []string
			}
			if err := json.Unmarshal([]byte(found), &violations); err != nil {
				t.Fatal(err)
			}
			for _, v := range violations {
				t.Errorf("%s, %s: %s: %s\n%s", name, which, v.ID, v.Help, strings.Join(v.At, "\n"))
			}
		}
	}
}
