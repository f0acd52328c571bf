package web

import (
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
	"cutline/thumbs"
)

// snippetBytes bounds the caption in an answer to a program.
const snippetBytes = 180

// maxSearched is how many bytes of a caption are searched for matches to mark;
// the index knows no more of it either.
const maxSearched = 64 << 10

// tile is a photo on the contact sheet.
type tile struct {
	ID      archive.ID
	Picture picture
	Caption []index.Piece
	// NoCaption: Caption only names the file.
	NoCaption bool
	Credit    creditLine
	Badges    []badge
	Marks     marking
	// Others is how many photos of the same picture the search found behind it.
	Others int
}

// picture is an img element, its size known before it arrives.
type picture struct {
	Src           string
	Set           string // of renditions by their widths; may be empty
	Sizes         string // how wide the picture is shown, for choosing from Set
	Width, Height int
	Ratio         int    // of width to height, in hundredths
	Inside        bool   // the picture stands inside its frame, not filling it
	Colour        string // "#rrggbb" or empty
	Alt           string
	Soon          bool // to be loaded at once, not when it comes into view
}

// Shape are the classes that give the picture's frame its ratio. A digit 0
// after the point needs none.
func (p picture) Shape() string {
	shape := "w" + strconv.Itoa(p.Ratio/100)
	if tenths := p.Ratio / 10 % 10; tenths > 0 {
		shape += " t" + strconv.Itoa(tenths)
	}
	if hundredths := p.Ratio % 10; hundredths > 0 {
		shape += " h" + strconv.Itoa(hundredths)
	}
	if p.Inside {
		shape += " inside"
	}
	return shape
}

// rowHeights are those of the contact sheet's three sizes in CSS pixels, as
// cutline.css has them.
var rowHeights = map[string]int{"1": 130, "2": 200, "3": 320}

func (s *Server) tile(p *archive.Photo, m marks, h house, size string) (tile, error) {
	fields := p.Fields()
	line, err := h.creditLine(&p.Reading.Credit.Credit, m, maxTileCredit)
	if err != nil {
		return tile{}, err
	}
	t := tile{
		ID:      p.ID,
		Credit:  line,
		Badges:  badges(p, fields, h),
		Marks:   markingOf(p),
		Picture: gridPicture(p, size),
	}
	t.Picture.Alt = alt(fields)
	room := t.Picture.letters(size)
	headline := clip(fields[embedded.Headline].String(), maxSearched)
	inHeadline := m.in(embedded.Headline, headline)
	caption := clip(fields[embedded.Caption].String(), maxSearched)
	inCaption := m.in(embedded.Caption, caption)
	switch {
	case caption == "" && headline == "":
		t.NoCaption = true
		t.Caption = []index.Piece{{Text: "No caption: " + clip(fileName(p), snippetBytes)}}
	case caption == "":
		t.Caption = snippet(headline, inHeadline, room)
	case len(inCaption) == 0 && len(inHeadline) > 0:
		t.Caption = append(snippet(headline, inHeadline, room), index.Piece{Text: " · "})
		t.Caption = append(t.Caption, snippet(caption, nil, room)...)
		t.Picture.Alt = ""
	default:
		t.Caption = snippet(caption, inCaption, room)
	}
	return t, nil
}

// snippet is a text from its beginning where its first match is seen there
// under a tile with room for so many letters, and else from shortly before the
// match. Tiles grow to fill their row, and on a phone its whole width.
func snippet(text string, spans []index.Span, letters int) []index.Piece {
	const least, most = 110, 180
	bytes := func(letters int) int { return letters * len(text) / max(utf8.RuneCountInString(text), 1) }
	if seen := bytes(letters); len(spans) > 0 && spans[0].End > seen {
		return index.Snippet(text, spans, seen)
	}
	return index.Snippet(text, spans, bytes(min(max(letters*3/2, least), most)))
}

// letters is about how many letters two lines under the picture hold.
func (p picture) letters(size string) int {
	const (
		width = 7 // of a letter, on average, in CSS pixels at 13 pixels, generously
		least = 36
	)
	return max(2*rowHeights[size]*p.Ratio/100/width, least)
}

func gridPicture(p *archive.Photo, size string) picture {
	hundredths, own := ratio(p.Width, p.Height)
	pic := picture{
		Src:    shownURL(p, thumbs.Grid),
		Width:  p.Width,
		Height: p.Height,
		Ratio:  hundredths,
		Inside: !own || p.Height < rowHeights[size]/2, // a stamp is not blown up to a poster
		Colour: colour(p.Colour),
	}
	if p.NoPicture() != "" || p.Width <= 0 || p.Height <= 0 {
		return pic
	}
	// The browser takes the larger rendition where its pixels are finer, or the
	// smaller one would be blown up.
	grid, _ := thumbs.Grid.Fit(p.Width, p.Height)
	preview, _ := thumbs.Preview.Fit(p.Width, p.Height)
	if preview <= grid {
		return pic
	}
	// Tiles grow to fill their row, by a seventh on average, on a phone up to its width.
	shown := rowHeights[size] * hundredths / 100
	pic.Sizes = fmt.Sprintf("min(100vw, %dpx)", shown*8/7)
	pic.Set = fmt.Sprintf("%s %dw, %s %dw", pic.Src, grid, shownURL(p, thumbs.Preview), preview)
	if grid < shown {
		pic.Src = shownURL(p, thumbs.Preview)
	}
	return pic
}

// shownURL is the rendition that pages show: one with a cross where the photo
// must not be used.
func shownURL(p *archive.Photo, size thumbs.Size) string {
	if p.Withdrawn() {
		return renditionURL(p.ID, size) + crossedVersion
	}
	return renditionURL(p.ID, size)
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
	quiet  = ""
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
	add(p.Shelf.Retired != nil, "RETIRED", marked, "it has left the archive by a keep rule: only its words are here")
	leaves := p.Shelf.Leaves
	add(!leaves.IsZero() && leaves.Before(h.now.Add(archive.ShelfNotice)), "LEAVES "+day(leaves, h), quiet, "it leaves the archive by a keep rule")
	recalled := p.Recalled()
	add(recalled != nil && recalled.Kind == archive.Kill, killedWord, filled, "it must not be used")
	add(recalled != nil && recalled.Kind == archive.Withdrawal, withdrawnWord, filled, "it must not be used")
	add(p.Reading.Notice == archive.Amendment, "CORRECTED", quiet, noticeText[archive.Amendment])
	if expires, ok := fields[embedded.Expires]; ok {
		t, ok := index.ParseTime(expires.String(), p.Zone(h.zone))
		add(ok && t.Before(h.now), "EXPIRED "+day(t, h), filled, "its expiration date is past")
	}
	if release, ok := fields[embedded.Release]; ok {
		t, ok := index.ParseTime(release.String(), p.Zone(h.zone))
		add(ok && t.After(h.now), "EMBARGO "+day(t, h), filled, "not to be published before its release date")
	}
	c := &p.Reading.Credit
	add(c.Kind == "machine-made" || fields.MachineMade(), "MACHINE-MADE", filled, "made or altered by a machine: not a news photo")
	credited := c.Agency != "" || len(c.Photographers) > 0 || c.Courtesy != "" || len(c.Credits) > 0 || len(c.Creators) > 0
	add(c.Conflicts(), "CONFLICT", marked, "two places disagree about the credit")
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
