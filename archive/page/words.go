package page

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// visible yields the elements below root that a person may see, in order. It
// does not recurse: pages are untrusted, and nest as they like.
func visible(root *html.Node) iter.Seq[*html.Node] {
	return func(yield func(*html.Node) bool) {
		seen := 0
		for n := root; n != nil && seen < maxNodes; seen++ {
			skip := hidden(n)
			if !skip && n.Type == html.ElementNode && !yield(n) {
				return
			}
			n = next(n, root, skip)
		}
	}
}

// next is the node after n in order below root, beside its children where they
// are skipped.
func next(n, root *html.Node, skip bool) *html.Node {
	if !skip && n.FirstChild != nil {
		return n.FirstChild
	}
	for n != nil && n != root {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// hidden tells what nobody sees.
func hidden(n *html.Node) bool {
	if n.Type == html.CommentNode || n.Type == html.DoctypeNode {
		return true
	}
	if n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Template, atom.Svg, atom.Button, atom.Iframe, atom.Object, atom.Select, atom.Textarea, atom.Title, atom.Meta, atom.Link:
		return true
	}
	if has(n, "hidden") {
		return true
	}
	style := strings.ReplaceAll(strings.ToLower(attr(n, "style")), " ", "")
	return strings.Contains(style, "display:none") || strings.Contains(style, "visibility:hidden")
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// howFarUp is how many elements above an image its caption is looked for.
const howFarUp = 8

// reader goes through one page.
type reader struct {
	images  int
	figures map[*html.Node]spoken // a figure may hold thousands of images
}

// spoken are the words beside a picture.
type spoken struct{ caption, credit string }

// beside finds the caption and the credit of an image: in its figure, else in
// the nearest element around it that holds no other picture.
func (r *reader) beside(img *html.Node) (caption, credit string) {
	if figure := above(img, atom.Figure); figure != nil {
		s, ok := r.figures[figure]
		if !ok {
			s.caption, s.credit = figureWords(figure)
			r.figures[figure] = s
		}
		return s.caption, s.credit
	}
	around := img.Parent
	for range howFarUp {
		if around == nil || around.DataAtom == atom.Body || images(around) > 1 {
			break
		}
		if marked := find(around, isCaption); marked != nil {
			return captionWords(marked, find(around, isCredit))
		}
		around = around.Parent
	}
	return clean(attr(img, "data-caption")), clean(attr(img, "data-credit"))
}

// figureWords reads a figure: its figcaption, else an element marked as caption.
func figureWords(figure *html.Node) (caption, credit string) {
	marked := find(figure, func(n *html.Node) bool { return n.DataAtom == atom.Figcaption })
	if marked == nil {
		marked = find(figure, isCaption)
	}
	return captionWords(marked, find(figure, isCredit))
}

// captionWords are the words of a caption and those of the credit beside or
// inside it.
func captionWords(caption, credit *html.Node) (string, string) {
	if caption == credit {
		return "", clean(words(caption, nil, maxWords))
	}
	return clean(words(caption, credit, maxWords)), clean(words(credit, nil, maxWords))
}

// above is the nearest element of a kind around n, not further than howFarUp.
func above(n *html.Node, a atom.Atom) *html.Node {
	n = n.Parent
	for range howFarUp {
		if n == nil || n.DataAtom == a {
			return n
		}
		n = n.Parent
	}
	return nil
}

// images counts the pictures below n, as far as two.
func images(n *html.Node) (count int) {
	for e := range visible(n) {
		if e.DataAtom == atom.Img {
			if count++; count > 1 {
				break
			}
		}
	}
	return count
}

func find(root *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range visible(root) {
		if is(n) {
			return n
		}
	}
	return nil
}

// isCaption and isCredit tell elements by the names that pages give them. The
// caption element of a figure is never its credit, nor is the whole figure.
func isCaption(n *html.Node) bool { return named(n, "caption") }

func isCredit(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Figure, atom.Figcaption, atom.Img, atom.Picture, atom.A:
		return false
	}
	if strings.EqualFold(attr(n, "itemprop"), "copyrightHolder") || strings.EqualFold(attr(n, "itemprop"), "creditText") {
		return true
	}
	return named(n, "credit", "copyright", "attribution")
}

// named tells whether a word of a class or test name is one of names, or ends
// in one: wp-caption-text, image__caption, media-credit.
func named(n *html.Node, names ...string) bool {
	text := attr(n, "class") + " " + attr(n, "data-testid") + " " + attr(n, "itemprop")
	for class := range strings.FieldsSeq(strings.ToLower(text)) {
		for part := range strings.FieldsFuncSeq(class, func(r rune) bool { return !unicode.IsLetter(r) }) {
			for _, name := range names {
				if strings.HasSuffix(part, name) {
					return true
				}
			}
		}
	}
	return false
}

// oneLine takes away line breaks that a page does not draw.
var oneLine = strings.NewReplacer("\n", " ", "\r", " ")

// words are the visible words below root but those below except, at most limit
// bytes of them, a line for each block.
func words(root, except *html.Node, limit int) string {
	if root == nil {
		return ""
	}
	var b strings.Builder
	var last *html.Node // the element that ended right before
	for n := root; n != nil && b.Len() < limit; {
		skip := hidden(n) || n == except
		switch {
		case skip:
		case n.Type == html.TextNode:
			// The label "Credit..." leads on to what follows it.
			if apart(last, n.Parent) && !strings.HasSuffix(b.String(), "...") {
				b.WriteByte(' ')
			}
			b.WriteString(oneLine.Replace(n.Data))
			last = n.Parent
		case n.Type == html.ElementNode && block(n):
			b.WriteByte('\n')
		}
		following := next(n, root, skip)
		for up := n; up != nil && up != root && following != nil && !contains(up, following); up = up.Parent {
			if block(up) {
				b.WriteByte('\n')
			}
		}
		n = following
	}
	text := b.String()
	if len(text) > limit {
		text = strings.ToValidUTF8(text[:limit], "")
	}
	return text
}

// apart tells whether two texts stand in two inline elements side by side,
// which pages draw with a gap between them.
func apart(last, now *html.Node) bool {
	return last != nil && last != now && last.NextSibling == now
}

// contains tells whether n is up or stands below it. It looks at n's nearest
// ancestors only: next never leads further away.
func contains(up, n *html.Node) bool {
	return n.Parent == up || n == up
}

func block(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Br, atom.Li, atom.Ul, atom.Ol, atom.Figcaption, atom.Figure, atom.H1, atom.H2, atom.H3,
		atom.H4, atom.H5, atom.H6, atom.Section, atom.Article, atom.Tr, atom.Td, atom.Th, atom.Blockquote, atom.Header, atom.Footer:
		return true
	}
	return false
}

// clean gives words as one line: blanks of any kind are one blank, and
// invisible characters go.
func clean(text string) string {
	text = strings.Map(func(r rune) rune {
		switch r {
		case '\u00ad', '\u200b', '\u2060', '\ufeff':
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}
