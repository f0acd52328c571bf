package web_test

import (
	"bytes"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

func TestUnknownPhotoPage(t *testing.T) {
	s := open(t)
	res, body := s.get("/photos/" + strings.Repeat("a", 20))
	if res.StatusCode != http.StatusNotFound {
		t.Errorf("status %d, want 404", res.StatusCode)
	}
	s.contains(body, "The archive has no such photo.", "Search for it", `<a href="/">All photos</a>`)
}

func TestPhotoPage(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	body := s.page("/photos/" + string(fire))
	s.contains(body, "Ukrainian firefighters extinguish a blaze</h1>", fireCaption+"</p>",
		`data-copy="Vadim Ghirda/AP"`, `data-copy="`+fireCaption+` (Vadim Ghirda/AP)"`, `<i>photographer</i> <span dir="auto">Vadim Ghirda</span>`,
		`<i>agency</i> <span dir="auto">AP</span>`, `data-copy="[Vadim Ghirda/AP]"`, `data-copy="AP Photo/Vadim Ghirda"`,
		"photoshop:City", "Vadim Ghirda/AP Photo]", "/wire/fire.jpg", "/originals/"+string(fire),
		`<svg class="size" width="600" height="400"`, "[Vadim Ghirda/AP Photo]</span>",
		"Read from the sign-off of the caption, XMP dc:description. No other place contradicts it.")
	body = s.page("/photos/" + string(talk))
	s.contains(body, `data-copy="Saul Loeb/Pool via AP"`, `<i>via</i> <span dir="auto">AP</span>`, "pool</span>")
	s.lacks(body, `<i>agency</i>`)

	res, _ := s.get("/photos/" + strings.ToUpper(string(fire)))
	if location := res.Header.Get("Location"); location != "/photos/"+string(fire) {
		t.Errorf("an ID in capitals leads to %q", location)
	}
}

// TestPhotoPageDisguised: a name with a Cyrillic letter is pointed out.
func TestPhotoPageDisguised(t *testing.T) {
	s := open(t)
	photo := s.add("/a/one.jpg", s.draw(300, 200, says{"dc:description": "Rain in Porto (V\u0430dim Ghirda/AP)"}))
	s.contains(s.page("/photos/"+string(photo)), `<i>letters that mislead</i> <span dir="auto">V`+"\u0430"+`dim Ghirda</span>`)
}

// TestPhotoPageRelated: of the same pixels with other words, each photo shows
// the other's credit.
func TestPhotoPageRelated(t *testing.T) {
	s := open(t)
	words := says{"dc:description": "Rain in Porto (Photo by Ana Costa/AFP)"}
	data := s.draw(300, 200, words)
	first := s.add("/a/one.jpg", data)
	s.drawn--
	second := s.add("/b/two.jpg", s.draw(300, 200, says{"dc:description": "Rain in Porto (Photo by Ana Costa/Lusa)"}))
	s.contains(s.page("/photos/"+string(first)), "Same pixels, other words", "/photos/"+string(second))
	s.contains(s.page("/photos/"+string(second)), "Same pixels, other words", "/photos/"+string(first))
	s.contains(s.page("/"), ">TWIN</li>")
}

// TestPhotoPageMany: a photo that came in very often is shown with its latest
// arrivals.
func TestPhotoPageMany(t *testing.T) {
	s := open(t)
	data := s.draw(30, 20, nil)
	var id archive.ID
	for n := range 102 {
		out, err := s.server.Archive.Add(t.Context(), archive.Incoming{Path: fmt.Sprintf("/night-%03d/a.jpg", n), Source: bytes.NewReader(data)})
		s.must(err)
		id = out.ID
	}
	body := s.page("/photos/" + string(id))
	s.contains(body, "/night-101/a.jpg", "/night-002/a.jpg", "the JSON has all")
	s.lacks(body, "/night-001/a.jpg")
}

// TestLongCaption: a caption of a hundred lines is there whole, most of it
// folded away; one of a dozen is not folded.
func TestLongCaption(t *testing.T) {
	s := open(t)
	lines := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, "Line %d of the caption.\n", i+1)
		}
		return strings.TrimSpace(b.String())
	}
	page := func(caption string) string {
		return s.page("/photos/" + string(s.add("/wire/long.jpg", s.draw(30, 20, says{"dc:description": caption}))))
	}
	s.contains(page(lines(100)), "Line 12 of the caption.</p><details class=\"rest\"><summary>Show all</summary><p class=\"caption\" dir=\"auto\">Line 13",
		"Line 100 of the caption.</p></details>")
	s.lacks(page(lines(14)), "Show all")
	s.contains(page(strings.Repeat("word ", 1000)+"end"), "word</p><details class=\"rest\">", "word end</p></details>")
	s.lacks(page(strings.Repeat("x", 5000)), "Show all") // there is no place to divide it
}

// TestPhotoPageLong: words of any length and number make pages of bounded size
// in bounded time.
func TestPhotoPageLong(t *testing.T) {
	for name, words := range map[string][]embedded.Statement{
		"caption": {{Place: embedded.XMP, Property: "dc:description", Value: strings.Repeat("A line of a very long caption.\n", 30_000)}},
		"credit":  {{Place: embedded.XMP, Property: "photoshop:Credit", Value: strings.Repeat("Ana Costa/AFP/", 50_000)}},
		"names":   {{Place: embedded.XMP, Property: "photoshop:Credit", Value: names(20_000)}},
		"unread":  {{Place: embedded.XMP, Property: "photoshop:Credit", Value: strings.Repeat("zxq ", 200_000)}},
		"keywords": slices.Repeat([]embedded.Statement{
			{Place: embedded.XMP, Property: "dc:subject", Value: strings.Repeat("rain ", 20)},
		}, 5_000),
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t)
			id := s.add("/wire/long.jpg", s.jpeg(300, 200, words...))
			begun := time.Now()
			for target, limit := range map[string]int{"/photos/" + string(id): 800_000, "/": 30_000, "/search?q=rain": 30_000} {
				if body := s.page(target); len(body) > limit {
					t.Errorf("%s has %d bytes, want at most %d", target, len(body), limit)
				}
			}
			if d := time.Since(begun); d > 5*time.Second {
				t.Errorf("the pages took %v", d)
			}
		})
	}
}

// names is a line of many different names.
func names(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "Ana Costa%c%c%c, ", 'a'+i%26, 'a'+i/26%26, 'a'+i/676%26)
	}
	return b.String() + "Rui Lopes/AFP"
}

// TestNotice: a killed picture says so first, and so does a copy of it that
// came from elsewhere.
func TestNotice(t *testing.T) {
	s := open(t)
	killed := s.draw(30, 20, says{"dc:description": "MANDATORY KILL. EDITORS: kill this photo. (AP Photo/Ana Costa)"})
	kill := s.add("/wire/kill.jpg", killed)
	words := embedded.Statement{Place: embedded.XMP, Property: "dc:description", Value: "Rescuers in Porto (AP Photo/Ana Costa)"}
	var copied bytes.Buffer
	s.must(embedded.WriteJPEG(&copied, killed, []embedded.Statement{words}))
	twin := s.add("/wire/copy.jpg", copied.Bytes())
	s.contains(s.page("/photos/"+string(kill)), `<p class="notice stop">The supplier killed this picture: it must not be used.</p>`)
	s.contains(s.page("/photos/"+string(twin)), "The same picture was killed by its supplier.", `href="/photos/`+string(kill)+`"`)
}
