package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/index"
	"cutline/thumbs"
)

// search is the address of a query, as pages write it.
func search(query string) string {
	return "/search?q=" + strings.NewReplacer("+", "%20", "%3A", ":", "%2C", ",", "%2F", "/").Replace(url.QueryEscape(query))
}

func TestSearchPage(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	for _, target := range []string{"/", "/search"} {
		body := s.page(target)
		s.contains(body, "2 photos", "/photos/"+string(fire), "/photos/"+string(talk),
			"<span>Vadim Ghirda/</span><span>AP</span>", "<span>Saul Loeb/</span>Pool via <span>AP</span>", ">POOL</li>")
		s.lacks(body, "AP Photo]") // the sign-off is not part of the caption
	}
	body := s.page(search("firefighters kyiv"))
	s.contains(body, "1 photo", "Ukrainian <mark>firefighters</mark> extinguish", "bombing in <mark>Kyiv</mark>", `class="tile w1 t5"`)
	s.lacks(body, "/photos/"+string(talk))
	s.contains(s.page(search("is:pool")), "/photos/"+string(talk), `class="tile w0 t6 h7"`)
	s.contains(s.page(search("agency:AP")), "/photos/"+string(fire))
	s.contains(s.page(search("by:ghirda")), "/photos/"+string(fire))
}

// TestSearchFuzzy: what is found by a near spelling is said and marked.
func TestSearchFuzzy(t *testing.T) {
	s := open(t)
	s.seeds()
	s.contains(s.page(search("firefigters")), "No photo has these words.", "<mark>firefighters</mark>")
	s.contains(s.page("/api/v1/search?q=firefigters"), `"fuzzy":true`, `{"text":"firefighters","mark":true}`)
}

// TestSuggestion: a search that finds nothing offers the archive's own words,
// with the rest of the query as it was understood.
func TestSuggestion(t *testing.T) {
	s := open(t)
	s.seeds()
	for query, want := range map[string]string{"firefigters": "firefighters", "by:girda": "by:ghirda"} {
		link := `Did you mean <a href="` + search(want) + `"><bdi>` + want + `</bdi></a>?`
		s.contains(s.page(search(query)), link)
		s.contains(s.page("/api"+"/v1"+search(query)), `"suggestion":"`+want+`"`)
	}
	s.contains(s.page(search("firefigters -warehouse")), "No photo matches all of this", "<bdi>firefigters</bdi>", "<bdi>-warehouse</bdi>")
	s.lacks(s.page(search("firefighters")), "Did you mean")
}

// TestSearchPageSizes: the places of all tiles are known before a picture
// comes, and each picture has something to show until then.
func TestSearchPageSizes(t *testing.T) {
	s := open(t)
	s.seeds()
	body := s.page("/")
	for _, tag := range strings.SplitAfter(body, "<img ")[1:] {
		tag, _, _ = strings.Cut(tag, ">")
		s.contains(tag, ` alt="`)
	}
	s.contains(body, `<li class="tile w1 t5">`, `<li class="tile w0 t6 h7">`)
	if tints := strings.Count(body, `<svg color="#`); tints != 2 {
		t.Errorf("%d tiles have their colour, want 2", tints)
	}
	s.lacks(body, "<style", " style=", "<script>", "onclick", "onload")
}

func TestSearchEscapes(t *testing.T) {
	s := open(t)
	evil := `<script>alert("x")</script> & <img src=x onerror=alert(1)>`
	id := s.add("/wire/<b>evil</b>.jpg", s.draw(300, 200, says{
		"dc:description": "A caption " + evil, "photoshop:Headline": evil, "photoshop:Credit": `"><script>x</script>`,
		"photoshop:City": evil, "photoshop:Instructions": evil,
	}))
	for _, target := range []string{
		"/", search("caption alert"), search(`caption:"<script>"`), search(`<script>`), search(`city:"` + evil),
		"/photos/" + string(id), "/search?q=x&sort=%3Cscript%3E&size=%3Cscript%3E&after=%3Cscript%3E", "/<script>x</script>",
	} {
		_, body := s.get(target)
		s.lacks(body, "<script>", "<img src=x", "<b>evil")
	}
	s.contains(s.page("/"), "A caption &lt;script&gt;")
}

func TestSearchMistake(t *testing.T) {
	s := open(t)
	s.seeds()
	res, body := s.get(search("kyiv agancy:AP blaze"))
	if res.StatusCode != http.StatusBadRequest {
		t.Errorf("status %d, want 400", res.StatusCode)
	}
	s.contains(body, `value="kyiv agancy:AP blaze"`, "kyiv <em>agancy</em>:AP blaze",
		`<a href="/search?q=kyiv%20agency:AP%20blaze">kyiv agency:AP blaze</a>`)
}

func TestSearchEmpty(t *testing.T) {
	s := open(t)
	s.contains(s.page("/"), "The archive is empty", "cutline ingest")
	s.seeds()
	body := s.page(search("zebra city:Kyiv"))
	s.contains(body, "No photo matches all of this", "Searches to try",
		`<a href="/search?q=city:Kyiv"`, `<a href="/search?q=zebra"`)
}

// TestSearchBehind: photos that are archived and not yet indexed are no reason
// to call the archive empty.
func TestSearchBehind(t *testing.T) {
	s := open(t)
	_, err := s.server.Archive.Add(t.Context(), archive.Incoming{Path: "/wire/new.jpg", Source: bytes.NewReader(s.draw(30, 20, nil))})
	s.must(err)
	body := s.page("/")
	s.contains(body, "The newest photos and corrections cannot be found yet: the index has")
	s.lacks(body, "The archive is empty")
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	s.lacks(s.page("/"), "cannot be found yet")
}

func TestSearchFilters(t *testing.T) {
	s := open(t)
	s.seeds()
	body := s.page(search("taken:yesterday kyiv"))
	s.contains(body, "taken:yesterday</bdi> <i>19 Mar 2022</i>")
	body = s.page(search("blaze"))
	// A facet narrows the search, and once chosen is taken out again.
	s.contains(body, `<a href="/search?q=blaze%20photographer:%22Vadim%20Ghirda%22"><bdi>Vadim Ghirda</bdi><i>1</i></a>`)
	body = s.page(search(`blaze photographer:"Vadim Ghirda"`))
	s.contains(body, "1 photo", `<a href="/search?q=blaze" aria-current="true"><bdi>Vadim Ghirda</bdi>`)
}

func TestSearchPages(t *testing.T) {
	s := open(t)
	for n := range index.DefaultLimit + 3 {
		s.add("/wire/small.jpg", s.draw(30, 20, says{"dc:description": fmt.Sprintf("Rain in Porto, frame %d", n)}))
	}
	body := s.page("/search?q=rain&sort=taken&size=3")
	s.contains(body, "53 photos", "rows-3", `<input type="hidden" name="sort" value="taken">`)
	_, link, ok := strings.Cut(body, `rel="next" href="`)
	if !ok {
		t.Fatal("there is no link to the next page")
	}
	link, _, _ = strings.Cut(link, `"`)
	link = strings.ReplaceAll(link, "&amp;", "&")
	s.contains(link, "q=rain", "sort=taken", "size=3")
	body = s.page(link)
	if n := strings.Count(body, `class="tile`); n != 3 {
		t.Errorf("the second page has %d photos, want 3", n)
	}
	s.contains(body, "First page")
	s.lacks(body, `rel="next"`)
}

// TestSearchPageWeight holds a full page of photos as different as on any day,
// with its style and script but without its pictures, to the figure of the
// design.
func TestSearchPageWeight(t *testing.T) {
	s := open(t)
	first := []string{"Vadim", "Hannah", "Christoph", "Marguerite", "Saul", "Ruben", "Aiko"}
	last := []string{"Ghirda", "Okafor", "Hölzl", "van Aalst", "Loeb", "Whitcombe", "Tanemura", "Pritchard", "Wittkamp"}
	houses := []string{"AP", "AFP", "Reuters", "Getty Images", "EPA", "dpa", "PA", "Xinhua", "Anadolu", "NurPhoto", "Bloomberg", "The New York Times", "Sipa USA"}
	cities := []string{"Kyiv", "New York", "London", "Kitzbühel", "Buenos Aires", "Frankfurt", "Tianjin", "Los Angeles", "Gdansk", "Rome", "Oslo", "Lima", "Cairo", "Lagos"}
	for n := range index.DefaultLimit + 1 {
		s.add("/wire/fire.jpg", s.draw(30+n%20, 30-n%10, says{
			"dc:description": fmt.Sprintf("%s, frame %d", fireCaption, n), "photoshop:Headline": "Ukrainian firefighters extinguish a blaze",
			"photoshop:Credit": fmt.Sprintf("%s %s/%s via %s", first[n%7], last[n%9], houses[n%13], houses[(n+4)%13]),
			"photoshop:City":   cities[n%14], "photoshop:Country": cities[(n+3)%14],
			"photoshop:DateCreated": fmt.Sprintf("%d-03-17", 2000+n%20),
		}))
	}
	page := s.page("/")
	weight := len(page)
	for part := range strings.SplitSeq(page, `"/static/`) {
		if name, _, ok := strings.Cut(part, `"`); ok && (strings.HasSuffix(name, ".css") || strings.HasSuffix(name, ".js")) {
			weight += len(s.page("/static/" + name))
		}
	}
	const limit = 60 << 10
	if t.Logf("%d bytes, of them %d of the page", weight, len(page)); weight > limit {
		t.Errorf("the page weighs %d bytes, want at most %d", weight, limit)
	}
}

func TestSearchLimits(t *testing.T) {
	s := open(t)
	s.seeds()
	long := func(n int) string { return strings.Repeat("a", n) }
	for _, row := range []struct {
		name, target string
		status       int
	}{
		{"query at its limit", "/search?q=" + long(index.MaxQueryBytes), 200},
		{"query too long", "/search?q=" + long(index.MaxQueryBytes+1), 400},
		{"no such order", "/search?sort=random", 400},
		{"no such size", "/search?size=9", 200},
		{"after too long", "/search?after=" + long(1025), 400},
		{"after makes no sense", "/search?after=nonsense", 400},
		{"query of 100 KB", "/search?q=" + strings.Repeat("a%20", 50_000), 400},
		{"10,000 brackets", "/search?q=" + strings.Repeat("(", 10_000), 400},
		{"brackets too deep", "/search?q=" + strings.Repeat("(", index.MaxDepth+2) + "a" + strings.Repeat(")", index.MaxDepth+2), 400},
		{"control characters", "/search?q=kyiv%00%01%1b%7f", 200},
		{"control characters alone", "/search?q=%00%01", 400},
		{"a star alone", "/search?q=*", 400},
		{"query not UTF-8", "/search?q=%FF", 400},
		{"no page", "/nothing", 404},
		{"ID too short", "/photos/abc", 404},
		{"ID too long", "/photos/" + long(4000), 404},
		{"unknown photo", "/photos/" + long(20), 404},
		{"unknown original", "/originals/" + long(20), 404},
		{"unknown photo's rendition", "/photos/" + long(20) + "/grid/" + strconv.Itoa(thumbs.Version), 404},
		{"no such rendition", "/photos/" + long(20) + "/huge/1", 404},
		{"no such file", "/static/secret", 404},
		{"folder of files", "/static/", 404},
		{"limit", "/api/v1/search?limit=500", 200},
		{"limit too high", "/api/v1/search?limit=501", 400},
		{"limit negative", "/api/v1/search?limit=-1", 400},
		{"limit no number", "/api/v1/search?limit=many", 400},
		{"no such facet", "/api/v1/search?facet=mood", 400},
		{"line at its limit", "/api/v1/credit?line=" + long(4096), 200},
		{"line too long", "/api/v1/credit?line=" + long(4097), 400},
	} {
		t.Run(row.name, func(t *testing.T) {
			if res, body := s.get(row.target); res.StatusCode != row.status {
				t.Errorf("status %d, want %d\n%s", res.StatusCode, row.status, body)
			}
		})
	}
}

func TestSearchWhileRebuilding(t *testing.T) {
	s := open(t)
	s.seeds()
	s.engine.Rebuild()
	s.engine.Cursor() // as the follower does: here a rebuild begins
	s.contains(s.page("/"), "The index is being rebuilt", "2 photos")
	s.contains(s.page("/health"), "The index is being rebuilt")
	s.must(archive.CatchUp(t.Context(), s.server.Archive.Catalogue, s.engine, nil))
	s.lacks(s.page("/"), "being rebuilt")
}

// FuzzSearch: no parameters of a search make a failure or a page that runs.
func FuzzSearch(f *testing.F) {
	s := open(f)
	s.seeds()
	for _, q := range []string{"", "kyiv", "kyiv agancy:AP", `"`, "taken:>2022-03 (a OR b) -is:pool", "<script>", "\xff", "is:", "*", "merkel* ghirda~", "taken:0000..9999", "width:>99999999999"} {
		f.Add(q, "newest", "", "2")
	}
	f.Add("rain", "taken", "bm9uc2Vuc2U", "3")
	f.Add("rain", "<b>", "{}", "-1")
	f.Fuzz(func(t *testing.T, q, sort, after, size string) {
		s.TB = t
		values := url.Values{"q": {q}, "sort": {sort}, "after": {after}, "size": {size}}.Encode()
		for _, target := range []string{"/search?" + values, "/api/v1/search?" + values} {
			res, body := s.get(target)
			if res.StatusCode != http.StatusOK && res.StatusCode != http.StatusBadRequest {
				t.Errorf("GET %s: %s\n%s", target, res.Status, s.log.String())
			}
			if strings.Contains(body, "<script>") {
				t.Errorf("GET %s answers with a script", target)
			}
		}
	})
}

// BenchmarkSearchPage is a full page of results without the waiting for its
// pictures.
func BenchmarkSearchPage(b *testing.B) {
	s := open(b)
	for n := range index.DefaultLimit {
		s.add("/wire/fire.jpg", s.draw(30, 20, says{
			"dc:description": fmt.Sprintf("%s, frame %d [Vadim Ghirda/AP Photo]", fireCaption, n), "photoshop:City": "Kyiv",
		}))
	}
	for b.Loop() {
		s.page("/search?q=firefighters")
	}
}
