// Package page finds the pictures of a news page, with the caption and the
// credit that stand beside each: in HTML as saved by a browser, and in plain
// text as pasted from one.
//
// It reads what a person sees: scripts, styles and hidden parts are ignored,
// and nothing is ever fetched. It does not judge which words are a credit;
// package credit does.
package page

import (
	"bytes"
	"fmt"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// MaxBytes bounds a page, and MaxPictures what is taken from one. Saved news
// pages have a few megabytes at most, nearly all of it scripts; a hostile page
// of this size takes some 300 MB to read.
const (
	MaxBytes    = 6 << 20
	MaxPictures = 2000
	maxWords    = 64 << 10 // bytes of one caption; the rest is cut
	maxNodes    = 2_000_000
	maxImages   = 5 * MaxPictures // with those that say nothing, or the same again
)

// ErrTooLarge: the page exceeds MaxBytes.
var ErrTooLarge = fmt.Errorf("it has more than %d MB, and no news page has", MaxBytes>>20)

// Picture is a picture on a page, with the words that stand beside it.
type Picture struct {
	// Sources are the addresses it is loaded from, as written, the one shown
	// first. None of them was visited. Empty in plain text.
	Sources []string
	// Alt is the text for those who do not see it.
	Alt string
	// Caption is the text beside it, without Credit where that is marked.
	Caption string
	// Credit is the text that the page itself marks as credit, often empty:
	// most pages write it at the end of the caption.
	Credit string
}

// Names are the file names of its sources, decoded: what a browser calls the
// picture when it saves the page.
func (p Picture) Names() []string {
	var names []string
	for _, source := range p.Sources {
		if at, err := url.Parse(source); err == nil && at.Opaque == "" {
			if name := path.Base(at.Path); name != "." && name != "/" {
				names = append(names, name)
			}
		}
	}
	return names
}

// Pictures returns the pictures of an HTML page that words stand beside, in
// order. A page in any character set that it declares is read; one that is no
// HTML has no pictures.
func Pictures(data []byte) ([]Picture, error) {
	if len(data) > MaxBytes {
		return nil, ErrTooLarge
	}
	root, err := parse(data)
	if err != nil {
		return nil, err
	}
	var list []Picture
	r := reader{figures: make(map[*html.Node]spoken)}
	for n := range visible(root) {
		if n.DataAtom != atom.Img {
			continue
		}
		if r.images++; r.images > maxImages {
			break
		}
		p := Picture{Sources: sources(n), Alt: clean(attr(n, "alt"))}
		p.Caption, p.Credit = r.beside(n)
		if p.Alt == "" && p.Caption == "" && p.Credit == "" {
			continue
		}
		if twin := like(list, p); twin != nil {
			twin.Sources = append(twin.Sources, p.Sources...)
			continue
		}
		if list = append(list, p); len(list) == MaxPictures {
			break
		}
	}
	return list, nil
}

// parse reads HTML. The words of noscript count: pages that load their pictures
// late hold them there.
func parse(data []byte) (*html.Node, error) {
	decoded, err := charset.NewReader(bytes.NewReader(data), "text/html")
	if err != nil {
		return nil, fmt.Errorf("page: %w", err)
	}
	root, err := html.ParseWithOptions(decoded, html.ParseOptionEnableScripting(false))
	if err != nil {
		return nil, fmt.Errorf("page: not to be read as HTML: %w", err)
	}
	return root, nil
}

// like is the picture of the list that p is again: pages hold a picture once
// for scripts and once without them.
func like(list []Picture, p Picture) *Picture {
	for i := range list {
		if q := &list[i]; q.Alt == p.Alt && q.Caption == p.Caption && q.Credit == p.Credit && p.Caption+p.Credit != "" {
			return q
		}
	}
	return nil
}

// sources are the addresses of an image: shown, loaded late, and of other sizes.
func sources(img *html.Node) []string {
	var list []string
	add := func(source string) {
		source = strings.TrimSpace(source)
		if source == "" || strings.HasPrefix(source, "data:") {
			return
		}
		for _, had := range list {
			if had == source {
				return
			}
		}
		list = append(list, source)
	}
	add(attr(img, "src"))
	for _, name := range []string{"data-src", "data-original", "data-lazy-src"} {
		add(attr(img, name))
	}
	nodes := []*html.Node{img}
	if img.Parent != nil && img.Parent.DataAtom == atom.Picture {
		for c := img.Parent.FirstChild; c != nil; c = c.NextSibling {
			nodes = append(nodes, c)
		}
	}
	for _, n := range nodes {
		for _, name := range []string{"srcset", "data-srcset"} {
			for part := range strings.SplitSeq(attr(n, name), ", ") {
				address, _, _ := strings.Cut(strings.TrimSpace(part), " ")
				add(strings.TrimSuffix(address, ","))
			}
		}
	}
	return list
}

// FromText returns the captions of a page pasted as plain text: each line that
// is longer than a heading, with the line before as Alt where the caption
// begins with it, as text for those who do not see often does. Which of them
// hold a credit is for package credit to say.
func FromText(text string) []Picture {
	var list []Picture
	before := ""
	for line := range strings.Lines(text) {
		line = clean(line)
		if line == "" {
			continue
		}
		p := Picture{Caption: line}
		if before != "" && len(before) < len(line) && strings.HasPrefix(line, before) {
			p.Alt = before
			list = list[:len(list)-1]
		}
		if list = append(list, p); len(list) == MaxPictures {
			return list
		}
		before = line
	}
	return list
}

// Text is the text of an HTML page as a person sees it, a line for each
// paragraph.
func Text(data []byte) (string, error) {
	if len(data) > MaxBytes {
		return "", ErrTooLarge
	}
	root, err := parse(data)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for line := range strings.Lines(words(root, nil, len(data))) {
		if line = clean(line); line != "" {
			b.WriteString(line)
			b.WriteByte('\n')
		}
	}
	return b.String(), nil
}

// IsHTML tells whether a file's first bytes look like a web page.
func IsHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n"))
	for _, start := range []string{"<!doctype html", "<html", "<head", "<body", "<!--", "<article", "<figure", "<?xml"} {
		if bytes.HasPrefix(head, []byte(start)) {
			return true
		}
	}
	return false
}
