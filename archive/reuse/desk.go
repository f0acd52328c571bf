package reuse

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/credit"
)

// Finder finds photos of the archive.
type Finder interface {
	// Photos returns the photos with the IDs; those not in the archive are left
	// out.
	Photos(ctx context.Context, ids []archive.ID) ([]*archive.Photo, error)
	// Missing is the error of an ID that is not in the archive: a
	// *archive.PurgedError, else archive.ErrNotFound.
	Missing(ctx context.Context, id archive.ID) error
	// ByWords returns photos that have many of the words, the most first, at
	// most limit. Where people are given it looks among their photos first.
	ByWords(ctx context.Context, words, people []string, limit int) ([]*archive.Photo, error)
	// ByPicture returns what a file is, and the photos that show it.
	ByPicture(ctx context.Context, r io.ReaderAt, size int64) (*archive.Look, archive.Found, error)
}

// Asked is one thing to be checked: a photo, words, or a picture.
type Asked struct {
	// Item is what it is called in the answer.
	Item string
	// ID names a photo. Line is the credit about to be printed with it.
	ID   archive.ID
	Line string
	// Caption are words, with their credit or with Credit apart.
	Caption, Credit string
	// Picture is an image file of Size bytes.
	Picture io.ReaderAt
	Size    int64
}

// How photos were found, beside the ways of archive.How.
const (
	ByID    archive.How = "id"
	ByWords archive.How = "words"
)

// Match says how the photos of an answer were found.
type Match struct {
	How archive.How `json:"how"`
	// Distance is that of archive.Match, of pictures; of words it is the part
	// of a hundred that the photo does not have.
	Distance int `json:"distance"`
	// Certain: it is the photo, or frames of one take. Where it is not, the
	// answer names no photo, only the nearest.
	Certain bool `json:"certain"`
}

// Answer is what is known of one thing asked.
type Answer struct {
	Item string `json:"item"`
	Result
	Match *Match `json:"match,omitempty"`
	// ID is the photo; of several frames of a take the newest. Frames are all.
	ID     archive.ID   `json:"id,omitempty"`
	Frames []archive.ID `json:"frames,omitempty"`
	// Nearest are photos to look at where none is certain.
	Nearest []archive.ID `json:"nearest,omitempty"`
	// Asked is the credit that was asked about, as it stood there.
	Asked string `json:"asked,omitempty"`
	// Print has the credit to print in every house style.
	Print map[string]string `json:"print,omitempty"`
	// Photo is the photo with the ID.
	Photo *archive.Photo `json:"-"`
}

// The codes of whether a photo was found.
const (
	NotFound     = "not-found"
	Purged       = "purged"
	NearestOnly  = "nearest-only" // some look or read alike, and none is certain
	CannotRead   = "cannot-read"
	FramesAlike  = "frames"
	FramesDiffer = "frames-differ"
	FoundAs      = "found"
	OwnWords     = "own-words" // the file's own credit says something else
)

// Desk answers what a desk asks.
type Desk struct {
	Finder
	Newsroom
}

// maxFrames is how many photos that words fit are checked.
const maxFrames = 24

// Answer answers one thing. The error is trouble of the archive's own; a file
// that cannot be read is an answer.
func (d Desk) Answer(ctx context.Context, a Asked, in Intent) (Answer, error) {
	switch {
	case a.ID != "":
		return d.byID(ctx, a, in)
	case a.Picture != nil:
		return d.byPicture(ctx, a, in)
	}
	return d.byWords(ctx, a, in)
}

func (d Desk) byID(ctx context.Context, a Asked, in Intent) (Answer, error) {
	photos, err := d.Photos(ctx, []archive.ID{a.ID})
	if err != nil {
		return Answer{}, err
	}
	answer := Answer{Item: a.Item, Asked: a.Line}
	if len(photos) == 0 {
		err := d.Missing(ctx, a.ID)
		if purged, ok := errors.AsType[*archive.PurgedError](err); ok {
			answer.unknown(Purged, "P"+strings.TrimPrefix(purged.Error(), "p")+".")
			return answer, nil
		}
		if !errors.Is(err, archive.ErrNotFound) {
			return Answer{}, err
		}
		answer.unknown(NotFound, fmt.Sprintf("The archive has no photo %s.", a.ID))
		return answer, nil
	}
	in.Line = a.Line
	answer.Match = &Match{How: ByID, Certain: true}
	return answer, d.check(ctx, &answer, photos, in)
}

// unknown makes the answer that there is no photo.
func (a *Answer) unknown(code, text string) {
	a.Verdict = NotInArchive
	a.Reasons = append(a.Reasons, Reason{Code: code, Severity: Caution, Text: text})
}

// check gives the verdict on photos that are one take: the worst of them.
func (d Desk) check(ctx context.Context, answer *Answer, photos []*archive.Photo, in Intent) error {
	differ := false
	for i, p := range photos {
		twins, err := d.twins(ctx, p)
		if err != nil {
			return err
		}
		r := Check(p, twins, in, d.Newsroom)
		answer.Frames = append(answer.Frames, p.ID)
		if i == 0 {
			answer.Result, answer.ID, answer.Photo = r, p.ID, p
			continue
		}
		differ = differ || r.Verdict != answer.Verdict || r.Line != answer.Line
		if weight(r.Verdict) > weight(answer.Verdict) {
			answer.Result, answer.ID, answer.Photo = r, p.ID, p
		}
	}
	if n := len(photos); n > 1 && differ {
		answer.Reasons = append(answer.Reasons, Reason{FramesDiffer, Caution, fmt.Sprintf("%d pictures fit, and their credits or terms differ: choose the frame.", n), nil})
		answer.Verdict = worse(answer.Verdict, WithCaution)
	} else if n > 1 {
		answer.Reasons = append(answer.Reasons, Reason{FramesAlike, Note, fmt.Sprintf("%d frames, same credit and terms.", n), nil})
	} else {
		answer.Frames = nil
	}
	answer.Reasons = sorted(answer.Reasons)
	answer.Print = make(map[string]string)
	for _, style := range d.Rules.Styles() {
		if line, err := d.Rules.PrintBeside(answer.Photo.Reading.Credit.Credit, style); err == nil && line != "" {
			answer.Print[style] = line
		}
	}
	return nil
}

// worse is the worse of two verdicts.
func worse(a, b Verdict) Verdict {
	if weight(a) >= weight(b) {
		return a
	}
	return b
}

func weight(v Verdict) int {
	return slices.Index([]Verdict{Clear, NotInArchive, WithCaution, NotAsItIs}, v)
}

// twins are the photos with the same pixels.
func (d Desk) twins(ctx context.Context, p *archive.Photo) ([]*archive.Photo, error) {
	var ids []archive.ID
	for _, r := range p.Relations {
		if r.Kind == archive.SamePixels {
			ids = append(ids, r.Of)
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return d.Photos(ctx, ids)
}

// byPicture finds the photo that an image file shows.
func (d Desk) byPicture(ctx context.Context, a Asked, in Intent) (Answer, error) {
	answer := Answer{Item: a.Item}
	look, found, err := d.ByPicture(ctx, a.Picture, a.Size)
	if err != nil {
		if text, ok := unreadable(err); ok {
			answer.unknown(CannotRead, "The file cannot be looked at: "+text+".")
			return answer, nil
		}
		return answer, err
	}
	own := look.Photo.Reading.Credit
	answer.Asked, _ = d.Rules.PrintBeside(own.Credit, d.Settings.Style)
	if len(found.Matches) == 0 || !found.Matches[0].Certain {
		text := "The archive has no photo that shows it"
		if found.Searched < found.Photos {
			text = fmt.Sprintf("Of %d photos, %d could be compared so far, and none shows it", found.Photos, found.Searched)
		}
		code := NotFound
		if len(found.Matches) > 0 {
			code, text = NearestOnly, "The archive has photos that look like it, and none is certainly the same"
		}
		if answer.Asked != "" {
			text += "; the file's own words give " + answer.Asked
		}
		answer.unknown(code, text+".")
		for _, m := range found.Matches {
			answer.Nearest = append(answer.Nearest, m.ID)
		}
		return answer, nil
	}
	best := found.Matches[0]
	photos, err := d.Photos(ctx, []archive.ID{best.ID})
	if err != nil {
		return answer, err
	}
	if len(photos) == 0 {
		answer.unknown(NotFound, "The photo that shows it has just left the archive.")
		return answer, nil
	}
	answer.Match = &Match{How: best.How, Distance: best.Distance, Certain: true}
	if err := d.check(ctx, &answer, photos, in); err != nil {
		return answer, err
	}
	answer.ownWords(best, own, photos[0])
	return answer, nil
}

// ownWords says where a file that shows a photo says something else of itself.
func (a *Answer) ownWords(m archive.Match, own credit.Reading, p *archive.Photo) {
	if m.How == archive.ByBytes || !named(own.Credit) {
		return
	}
	if credit.Compare(own.Credit, p.Reading.Credit.Credit) == credit.Conflicting {
		a.Reasons = sorted(append(a.Reasons, Reason{
			OwnWords, Caution, "The file's own words give another credit, " + a.Asked + ".",
			[]credit.Stated{{Place: own.From, Value: a.Asked}, {Place: "archive", Value: a.Line}},
		}))
		a.Verdict = verdict(a.Reasons)
	}
}

// byWords finds the photos that a caption speaks of.
func (d Desk) byWords(ctx context.Context, a Asked, in Intent) (Answer, error) {
	caption, line := d.apart(a)
	answer := Answer{Item: a.Item, Asked: line}
	in.Line = line
	written := d.Rules.Parse(line)
	words := Words(caption)
	var photos []*archive.Photo
	var err error
	if len(words) > 0 {
		if photos, err = d.ByWords(ctx, words, written.Photographers, maxFrames); err != nil {
			return answer, err
		}
	}
	type candidate struct {
		*archive.Photo
		Fit
	}
	var list []candidate
	for _, p := range photos {
		if f := FitOf(words, written, p); f.Likely() && p.Shelf.Retired == nil {
			list = append(list, candidate{p, f})
		}
	}
	slices.SortStableFunc(list, func(x, y candidate) int {
		return cmp.Or(cmp.Compare(y.Share, x.Share), cmp.Compare(x.Credit, y.Credit))
	})
	var take []*archive.Photo
	for _, c := range list {
		if c.Certain(written) && c.Share >= list[0].Share-0.1 && (c.Credit <= list[0].Credit || c.Credit < credit.Conflicting) {
			take = append(take, c.Photo)
		}
	}
	if len(take) == 0 {
		for _, c := range list[:min(len(list), 6)] {
			answer.Nearest = append(answer.Nearest, c.ID)
		}
		d.noSuchPhoto(&answer, written)
		return answer, nil
	}
	answer.Match = &Match{How: ByWords, Distance: int(100 * (1 - list[0].Share)), Certain: true}
	return answer, d.check(ctx, &answer, take, in)
}

// apart divides words into the caption and the credit that stands in or beside
// it.
func (d Desk) apart(a Asked) (caption, line string) {
	if a.Credit != "" {
		return a.Caption, a.Credit
	}
	if read := d.Rules.Read(a.Caption); read.Caption == "" && named(read.Credit) && len(read.Credit.Unread) == 0 {
		return "", a.Caption // a credit and nothing else
	}
	if found, ok := d.Rules.Find(a.Caption, credit.Hints{}); ok {
		return found.Caption, found.SignOff
	}
	return a.Caption, ""
}

// noSuchPhoto says what the words read as, where no photo is certain.
func (d Desk) noSuchPhoto(answer *Answer, written credit.Credit) {
	text := "No such picture in the archive"
	if printed, err := d.Rules.Print(written, d.Settings.Style); err == nil && named(written) {
		text = "Reads as " + printed + "; no such picture in the archive"
		answer.Line = printed
	}
	code := NotFound
	if len(answer.Nearest) > 0 {
		code, text = NearestOnly, strings.TrimSuffix(text, " in the archive")+" for certain; the nearest are to be looked at"
	}
	answer.unknown(code, text+".")
	if len(written.Unread) > 0 {
		answer.Reasons = append(answer.Reasons, Reason{LineUnread, Caution, "No rule reads all of the credit: " + quote(answer.Asked) + ".", nil})
	}
}
