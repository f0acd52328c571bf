package web

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
	"cutline/index"
	"cutline/thumbs"
)

// snippetBytes bounds the caption on a sheet; two lines under a wide tile hold
// less.
const snippetBytes = 180

// maxSearched is how many bytes of a caption are searched for matches to mark;
// the index knows no more of it either.
const maxSearched = 64 << 10

// Long edges of the renditions in pixels, as package thumbs makes them.
const (
	gridEdge    = 400
	previewEdge = 1600
)

// tile is a photo on the contact sheet.
type tile struct {
	URL     string
	Picture picture
	Caption []index.Piece
	// NoCaption: Caption only names the file.
	NoCaption bool
	Credit    creditLine
	Badges    []badge
}

// picture is an img element, its size known before it arrives.
type picture struct {
	Src, SrcSet   string
	Sizes         string
	Width, Height int
	Ratio         int    // in hundredths, has a class of its own
	Inside        bool   // the picture stands inside its frame, not filling it
	Colour        string // "#rrggbb" or empty
	Alt           string
}

// rowHeights are those of the contact sheet's three sizes in CSS pixels, as
// cutline.css has them.
var rowHeights = map[string]int{"1": 130, "2": 200, "3": 320}

func (s *Server) tile(p *archive.Photo, q *index.Query, h house, size string) (tile, error) {
	fields := p.Fields()
	line, err := s.creditLine(&p.Reading.Credit.Credit, h.style)
	if err != nil {
		return tile{}, err
	}
	caption, field := fields[embedded.Caption].String(), embedded.Caption
	if caption == "" {
		caption, field = fields[embedded.Headline].String(), embedded.Headline
	}
	t := tile{
		URL:     "/photos/" + string(p.ID),
		Credit:  line,
		Badges:  badges(p, fields, h),
		Picture: gridPicture(p, size),
	}
	t.Picture.Alt = alt(fields)
	if caption == "" {
		t.NoCaption = true
		t.Caption = []index.Piece{{Text: "No caption: " + clip(fileName(p), snippetBytes)}}
		return t, nil
	}
	caption = clip(caption, maxSearched)
	t.Caption = snippet(caption, q.Spans(field, caption), t.Picture.lines(size))
	return t, nil
}

// snippet begins with the caption where its first match is seen under the tile
// then, and else shortly before the match.
func snippet(caption string, spans []index.Span, seen int) []index.Piece {
	if len(spans) > 0 && spans[0].End > seen {
		return index.Snippet(caption, spans, seen)
	}
	return index.Snippet(caption, spans, snippetBytes)
}

// lines is about how many letters two lines under the picture hold.
func (p picture) lines(size string) int {
	const (
		letter = 7 // average width in CSS pixels at 13 pixels, generously
		least  = 36
	)
	return min(max(2*rowHeights[size]*p.Ratio/100/letter, least), snippetBytes)
}

func gridPicture(p *archive.Photo, size string) picture {
	hundredths, own := ratio(p.Width, p.Height)
	pic := picture{
		Src:    renditionURL(p.ID, thumbs.Grid),
		Width:  p.Width,
		Height: p.Height,
		Ratio:  hundredths,
		Inside: !own,
		Colour: colour(p.Colour),
	}
	grid, preview := renditionWidth(p, gridEdge), renditionWidth(p, previewEdge)
	if p.Placeholder != "" || grid == 0 || preview <= grid {
		return pic
	}
	pic.SrcSet = fmt.Sprintf("%s %dw, %s %dw", pic.Src, grid, renditionURL(p.ID, thumbs.Preview), preview)
	pic.Sizes = strconv.Itoa(rowHeights[size]*p.Width/p.Height) + "px"
	return pic
}

// renditionWidth is the width of a rendition with the long edge given; 0 where
// the photo's size is unknown.
func renditionWidth(p *archive.Photo, edge int) int {
	long := max(p.Width, p.Height)
	if long <= edge || p.Width <= 0 || p.Height <= 0 {
		return max(p.Width, 0)
	}
	return max(int(int64(p.Width)*int64(edge)/int64(long)), 1)
}

func renditionURL(id archive.ID, size thumbs.Size) string {
	return "/photos/" + string(id) + "/" + string(size) + "/" + strconv.Itoa(thumbs.Version)
}

// colour lets only colours through that are written as #rrggbb.
func colour(c string) string {
	if len(c) != len("#rrggbb") || c[0] != '#' || strings.Trim(c[1:], "0123456789abcdefABCDEF") != "" {
		return ""
	}
	return c
}

// altBytes bounds the text that stands for a picture.
const altBytes = 300

// alt is the text that stands for a picture beside its caption, which it does
// not repeat: the one written for the purpose, else the headline, else none.
func alt(fields archive.Fields) string {
	text := fields[embedded.AltText].String()
	if text == "" && fields[embedded.Caption].String() != "" {
		text = fields[embedded.Headline].String()
	}
	return clip(text, altBytes)
}

// clip cuts a text to at most n bytes at a blank or at least between runes.
func clip(text string, n int) string {
	if len(text) <= n {
		return text
	}
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	text = text[:n]
	if blank := strings.LastIndexByte(text, ' '); blank > n/2 {
		text = text[:blank]
	}
	return text + "…"
}

// fileName is the name of the latest file that a photo came in as.
func fileName(p *archive.Photo) string {
	if len(p.Arrivals) == 0 {
		return string(p.ID)
	}
	path := p.Arrivals[len(p.Arrivals)-1].Path
	return strings.ToValidUTF8(filepath.Base(path), "\uFFFD")
}

// Weights of a badge, as class names: a note, a caution, a stop.
const (
	quiet  = "note"
	marked = "caution"
	filled = "stop"
)

// badge is a short word on the state of a photo. A clear photo has none.
type badge struct{ Word, Weight, Title string }

func badges(p *archive.Photo, fields archive.Fields, h house) []badge {
	var list []badge
	add := func(set bool, word, weight, title string) {
		if set {
			list = append(list, badge{word, weight, title})
		}
	}
	if expires, ok := fields[embedded.Expires]; ok {
		t, ok := index.ParseTime(expires.String(), h.zone)
		add(ok && t.Before(h.now), "EXPIRED "+day(t, h), filled, "its expiration date is past")
	}
	if release, ok := fields[embedded.Release]; ok {
		t, ok := index.ParseTime(release.String(), h.zone)
		add(ok && t.After(h.now), "UNTIL "+day(t, h), filled, "embargo: its release date is to come")
	}
	c := &p.Reading.Credit
	conflict := false
	for _, d := range c.Differences {
		conflict = conflict || d.Severity == credit.Conflict
	}
	credited := c.Agency != "" || len(c.Photographers) > 0 || c.Courtesy != "" || len(c.Credits) > 0 || len(c.Creators) > 0
	add(conflict, "CONFLICT", marked, "two places disagree about the credit")
	add(len(c.Unread) > 0, "UNREAD", marked, "the credit holds words that no rule explains")
	add(credited && !c.Sure && len(c.Unread) == 0, "UNSURE", marked, "the credit is a guess")
	add(!credited && len(c.Unread) == 0, "NO CREDIT", marked, "no place states a credit")
	add(c.Pool, "POOL", quiet, "shot for a press pool")
	add(c.Handout, "HANDOUT", quiet, "supplied by its subject or owner")
	add(c.File, "FILE", quiet, "a picture from the files")
	add(c.Symbolic, "SYMBOLIC", quiet, "it only stands for the subject")
	for _, r := range p.Relations {
		if r.Kind == archive.SamePixels {
			add(true, "TWIN", quiet, "another photo has the same pixels and other words")
			break
		}
	}
	return list
}

// day is a date as a badge shows it: the year only where it is another.
func day(t time.Time, h house) string {
	t = t.In(h.zone)
	if t.Year() == h.now.In(h.zone).Year() {
		return strings.ToUpper(t.Format("2 Jan"))
	}
	return strings.ToUpper(t.Format("2 Jan 2006"))
}
