package page_test

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/page"
)

const (
	firefighters = "Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, March 17 [Vadim Ghirda/AP Photo]"
	blinken      = "‘Yesterday, President Biden said that – in his opinion – war crimes have been committed in Ukraine. Personally, I agree,’ Blinken says [Saul Loeb/Pool via AP]"
)

func TestPictures(t *testing.T) {
	for name, c := range map[string]struct {
		html string
		want []page.Picture
	}{
		"figure of the seed": {
			`<!DOCTYPE html><body><main><figure class="article-featured-image"><div class="responsive-image">
				<img class="site-image" src="live_files/AP22076.jpg?resize=770%2C513" alt="Ukrainian firefighters extinguish a blaze"></div>
				<figcaption>` + firefighters + `</figcaption></figure><p>Words.</p>
				<figure id="attachment_1" class="wp-caption"><img src="live_files/AP22077.jpg" alt=""/>
				<figcaption class="wp-caption-text">` + blinken + `</figcaption></figure></main>`,
			[]page.Picture{
				{Sources: []string{"live_files/AP22076.jpg?resize=770%2C513"}, Alt: "Ukrainian firefighters extinguish a blaze", Caption: firefighters},
				{Sources: []string{"live_files/AP22077.jpg"}, Caption: blinken},
			},
		},
		"marked credit inside the figcaption": {
			`<figure><picture><source srcset="a-800.jpg 800w, a-400.jpg 400w"><img data-src="a.jpg" src="data:image/gif;base64,AA"></picture>
				<figcaption><span>A street in Kyiv.</span><span class="css-1 photo-credit"><span>Credit...</span><span>Lynsey Addario for The New York Times</span></span></figcaption></figure>`,
			[]page.Picture{{Sources: []string{"a.jpg", "a-800.jpg", "a-400.jpg"}, Caption: "A street in Kyiv.", Credit: "Credit...Lynsey Addario for The New York Times"}},
		},
		"credit beside the caption": {
			`<figure><img src=a.jpg><span itemprop="copyrightHolder">Reuters</span><figcaption>A street.</figcaption></figure>`,
			[]page.Picture{{Sources: []string{"a.jpg"}, Caption: "A street.", Credit: "Reuters"}},
		},
		"no figure": {
			`<div class="img-wrap"><a href="x"><img src="a.jpg" alt="Alt"></a><p class="image__caption">Words<br>in two lines (AP Photo/Eric Gay)</p></div>
				<div><img src="b.jpg"><p>Other words.</p></div>`,
			[]page.Picture{{Sources: []string{"a.jpg"}, Alt: "Alt", Caption: "Words in two lines (AP Photo/Eric Gay)"}},
		},
		"two pictures, one caption each": {
			`<div><div><img src="a.jpg"><p class="caption">One</p></div><div><img src="b.jpg"><p class="caption">Two</p></div></div>`,
			[]page.Picture{{Sources: []string{"a.jpg"}, Caption: "One"}, {Sources: []string{"b.jpg"}, Caption: "Two"}},
		},
		"once with and once without scripts": {
			`<figure><img data-src="a.jpg" src="spacer.gif"><noscript><img src="a.jpg"></noscript><figcaption>Words</figcaption></figure>`,
			[]page.Picture{{Sources: []string{"spacer.gif", "a.jpg", "a.jpg"}, Caption: "Words"}},
		},
		"scripts and hidden words": {
			`<figure><script>document.write("<img src=x.jpg alt=x>")</script><img src=a.jpg alt=" A&nbsp; b ">
				<figcaption>Seen<span hidden> not</span><span style="display: none"> not</span><!-- not --> too</figcaption></figure>`,
			[]page.Picture{{Sources: []string{"a.jpg"}, Alt: "A b", Caption: "Seen too"}},
		},
		"no page at all": {"\xff\xd8\xff\xe0", nil},
	} {
		got, err := page.Pictures([]byte(c.html))
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}

func TestCharacterSets(t *testing.T) {
	for _, data := range []string{
		"<meta charset=windows-1252><img src=a.jpg alt='Kitzb\xfchel'>",
		"\xef\xbb\xbf<img src=a.jpg alt='Kitzbühel'>",
		"<img src=a.jpg alt='Kitzb&uuml;hel'>",
	} {
		got, err := page.Pictures([]byte(data))
		if err != nil || len(got) != 1 || got[0].Alt != "Kitzbühel" {
			t.Errorf("%q: %+v, error %v", data, got, err)
		}
	}
}

func TestNames(t *testing.T) {
	p := page.Picture{Sources: []string{"Kyiv_files/AP%2022076.jpg?w=1", "https://example.org/a/b.webp#x", "javascript:void(0)", "%zz", "/"}}
	if diff := cmp.Diff([]string{"AP 22076.jpg", "b.webp"}, p.Names()); diff != "" {
		t.Errorf("Names (-want +got):\n%s", diff)
	}
}

func TestFromText(t *testing.T) {
	text := "Ukrainian firefighters extinguish a blaze\n" + firefighters + "\r\n\n" + blinken + "\n"
	want := []page.Picture{{Alt: "Ukrainian firefighters extinguish a blaze", Caption: firefighters}, {Caption: blinken}}
	if diff := cmp.Diff(want, page.FromText(text)); diff != "" {
		t.Errorf("FromText (-want +got):\n%s", diff)
	}
}

func TestText(t *testing.T) {
	got, err := page.Text([]byte(`<title>T</title><h1>Head</h1><p>One <b>bold</b>
		line<p>Two<ul><li>a<li>b</ul><script>no()</script><div>c<div>d</div>e</div>`))
	if err != nil || got != "Head\nOne bold line\nTwo\na\nb\nc\nd\ne\n" {
		t.Errorf("Text: %q, error %v", got, err)
	}
}

// No page takes long or fails in another way than by an error.
func TestHostilePages(t *testing.T) {
	const size = 4 << 20
	for name, part := range map[string]string{
		"open elements": "<b>", "open divs": "<div>", "open tables": "<table>", "figures": "<figure><img src=a.jpg>",
		"images": "<img src=a.jpg alt=x>", "images in one figure": "<img src=a>", "attributes": "<p a=b c=d ", "entities": "&amp;&#x10ffff;",
		"captions": "<div class=caption><img src=a>", "formatting": "<a><p>", "selects": "<select><option>", "zeros": "\x00", "templates": "<template>",
	} {
		data := []byte("<figure>" + strings.Repeat(part, size/len(part)))
		start := time.Now()
		_, err := page.Pictures(data)
		_, textErr := page.Text(data)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("%s: %v for %d MB", name, took, size>>20)
		}
		t.Logf("%-22s %8v  %v %v", name, time.Since(start).Round(time.Millisecond), err, textErr)
	}
	if _, err := page.Pictures(bytes.Repeat([]byte(" "), page.MaxBytes+1)); err != page.ErrTooLarge {
		t.Errorf("a page over the limit: %v", err)
	}
}

func FuzzPictures(f *testing.F) {
	f.Add([]byte("<figure><img src=a.jpg alt=b><figcaption class=credit>c</figcaption></figure>"))
	f.Add([]byte("<div><img srcset='a 1x, b 2x'><p class=caption>x<table><td>y"))
	f.Fuzz(func(t *testing.T, data []byte) {
		list, err := page.Pictures(data)
		if err == nil && len(list) > page.MaxPictures {
			t.Errorf("%d pictures", len(list))
		}
	})
}
