package archive

import (
	"context"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"cutline/archive/embedded"
)

// Proposal is a value that a photo in a queue may lack, for an editor to take or
// leave. It is no reading: nothing of the photo says that it is so.
type Proposal struct {
	Value string
	// From says where it comes from, as a clause: "its twin … says so".
	From string
}

// Mends is the field that a queue is about.
func Mends(queue string) embedded.Field {
	switch queue {
	case NoDate:
		return embedded.Taken
	case NoCaption:
		return embedded.Caption
	}
	return embedded.Credit
}

// maxProposals is how many are made for a photo.
const maxProposals = 4

// Propose makes proposals for photos of a queue, the likeliest first: what a
// photo of the same pixels says, then what the photo's own other words and its
// folders may mean.
func (a *Archive) Propose(ctx context.Context, queue string, photos []*Photo) (map[ID][]Proposal, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	twins, err := a.twins(ctx, photos)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	proposals := make(map[ID][]Proposal, len(photos))
	for _, p := range photos {
		b := proposing{rules: rules, photo: p}
		for _, r := range p.Relations {
			if twin := twins[r.Of]; twin != nil {
				b.twin(queue, twin)
			}
		}
		switch queue {
		case NoCredit:
			b.credit()
		case NoDate:
			b.date()
		case NoCaption:
			b.caption()
		}
		proposals[p.ID] = b.list[:min(len(b.list), maxProposals)]
	}
	return proposals, nil
}

// twinsAsked is how many photos of the same pixels are asked about one.
const twinsAsked = 5

func (a *Archive) twins(ctx context.Context, photos []*Photo) (map[ID]*Photo, error) {
	var ids []ID
	for _, p := range photos {
		for _, r := range p.Relations[:min(len(p.Relations), twinsAsked)] {
			if !slices.Contains(ids, r.Of) {
				ids = append(ids, r.Of)
			}
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	list, err := a.Catalogue.Photos(ctx, ids)
	twins := make(map[ID]*Photo, len(list))
	for _, p := range list {
		twins[p.ID] = p
	}
	return twins, err
}

// proposing gathers the proposals for one photo.
type proposing struct {
	rules Rules
	photo *Photo
	list  []Proposal
}

func (b *proposing) add(value, from string) {
	value = strings.TrimSpace(value)
	same := func(p Proposal) bool { return p.Value == value }
	if value != "" && !slices.ContainsFunc(b.list, same) {
		b.list = append(b.list, Proposal{Value: value, From: from})
	}
}

func (b *proposing) twin(queue string, twin *Photo) {
	from := fmt.Sprintf("the same picture, %s, says so", twin.ID)
	if queue != NoCredit {
		b.add(twin.Fields()[Mends(queue)].String(), from)
		return
	}
	if c := twin.Reading.Credit; c.From != "" && c.Sure {
		if line, err := b.rules.PrintBeside(c.Credit, defaults.Style); err == nil {
			b.add(line, from)
		}
	}
}

func (b *proposing) credit() {
	for _, s := range b.photo.Statements {
		if s.Place == embedded.EXIF && s.Field == embedded.By {
			b.add(s.Value, "EXIF Artist: perhaps only the owner of the camera")
		}
	}
	for _, word := range b.folders() {
		c := b.rules.Parse(word)
		if c.Sure && c.Agency != "" && len(c.Unread) == 0 {
			b.add(word, fmt.Sprintf("the folder %q", word))
		}
	}
}

var (
	dayInPath   = regexp.MustCompile(`(?:^|\D)((?:19|20)\d\d)[-_./]?(0[1-9]|1[0-2])[-_./]?(0[1-9]|[12]\d|3[01])(?:\D|$)`)
	monthInPath = regexp.MustCompile(`(?:^|/)((?:19|20)\d\d)[-_/](0[1-9]|1[0-2])(?:\D|$)`)
	yearInPath  = regexp.MustCompile(`(?:^|/)((?:19|20)\d\d)(?:/|$)`)
)

func (b *proposing) date() {
	fields := b.photo.Fields()
	for _, name := range []embedded.Field{embedded.Caption, embedded.Headline, embedded.Title} {
		b.add(embedded.CaptionDate(fields[name].String()), "the date in its "+string(name))
	}
	for _, arrival := range slices.Backward(b.photo.Arrivals) {
		for _, shape := range []*regexp.Regexp{dayInPath, monthInPath, yearInPath} {
			if m := shape.FindStringSubmatch(arrival.Path); m != nil {
				b.add(embedded.Date(strings.Join(m[1:], "-")), "the date in its path")
				break // a shorter one would only say less
			}
		}
	}
	b.add(fields[embedded.Moved].String(), "the day it was sent")
}

func (b *proposing) caption() {
	fields := b.photo.Fields()
	b.add(fields[embedded.Headline].String(), "its headline")
	b.add(fields[embedded.AltText].String(), "its alt text")
	b.add(fields[embedded.Title].String(), "its title")
	var words []string
	for _, word := range b.folders() {
		if strings.ContainsFunc(word, unicode.IsLetter) && len(words) < 3 {
			words = append([]string{word}, words...)
		}
	}
	// One bare word names a place on a disk, rarely what a picture shows.
	if text := strings.Join(words, ", "); strings.Contains(text, " ") {
		b.add(text, "the folders that it came in")
	}
}

// systemFolders say nothing of the photos in them.
var systemFolders = map[string]bool{
	"home": true, "users": true, "mnt": true, "media": true, "volumes": true, "tmp": true, "var": true, "srv": true, "data": true,
	"photos": true, "pictures": true, "images": true, "dcim": true, "archive": true, "desktop": true, "downloads": true, "documents": true,
}

// folders are the names of the folders that the photo came in last, the nearest
// first, as words.
func (b *proposing) folders() []string {
	if len(b.photo.Arrivals) == 0 {
		return nil
	}
	var words []string
	dir := path.Dir(strings.ToValidUTF8(b.photo.Arrivals[len(b.photo.Arrivals)-1].Path, ""))
	for name := range strings.SplitSeq(dir, "/") {
		name = strings.TrimSpace(strings.Join(strings.FieldsFunc(name, func(r rune) bool { return r == '_' || unicode.IsSpace(r) || unicode.IsControl(r) }), " "))
		if name != "" && name != "." && !systemFolders[strings.ToLower(name)] {
			words = append([]string{name}, words...)
		}
	}
	return words
}
