package credit

import (
	"fmt"
	"slices"
	"strings"
)

// Difference is a disagreement between two places about the credit.
type Difference struct {
	// Severity is "note" or "conflict".
	Severity string `json:"severity"`
	// Text is one plain sentence for an editor.
	Text string `json:"text"`
	// A and B are the two values with their places.
	A Stated `json:"a"`
	B Stated `json:"b"`
}

// compare lists where the places disagree.
func (b *builder) compare() {
	backing := b.backing()
	if b.withheld {
		for _, by := range slices.Concat(b.bylines, b.artists()) {
			if len(by.Photographers) > 0 && !slices.ContainsFunc(by.Photographers, b.isHouse) {
				b.Withheld = true
				b.differ(Note, fmt.Sprintf("The credit gives no name, %s does: do not print it.", by.Place), backing, by)
			}
		}
	}
	main := place{Stated: backing.Stated, Credit: b.Credit}
	for _, other := range slices.Concat(b.dictated, []place{b.signOff}, b.lines, b.bylines) {
		if other.Place == "" || other.Value == main.Value || len(other.Unread) > 0 || b.isCut(other.Value) || cut(main.Value, other.Value) {
			continue
		}
		b.against(main, other)
		alone := other.fullness() <= 1                                                                     // says who sent it, and leaves out nothing
		byline := slices.ContainsFunc(b.bylines, func(by place) bool { return by.Stated == other.Stated }) // names no distributors
		if !alone && !byline && len(b.dictated) == 0 && compareMakers(backing.Credit, other.Credit) == Shortened {
			b.longer(backing, other)
		}
	}
	slices.SortStableFunc(b.Differences, func(x, y Difference) int { return strings.Compare(x.Severity, y.Severity) })
}

// artists are the values of EXIF Artist, read as By-lines.
func (b *builder) artists() []place {
	var artists []place
	for _, s := range b.fields.Artist {
		artists = append(artists, place{Stated: s, Credit: b.rules.byline(s.Value)})
	}
	return artists
}

// isCut says that a value was cut at the limit of an IIM field: the file has it
// whole elsewhere, or it begins the credit as it prints.
func (b *builder) isCut(value string) bool {
	printed := b.rules.compose(b.Credit, func(name string) string { return name })
	return len(printed) > len(value) && cut(value, printed) || slices.ContainsFunc(slices.Concat([]place{b.signOff}, b.lines, b.bylines), func(p place) bool {
		return len(p.Value) > len(value) && cut(value, p.Value)
	})
}

// backing is the statement that the backbone was read from.
func (b *builder) backing() place {
	for _, p := range slices.Concat(b.dictated, []place{b.signOff}, b.lines, b.bylines) {
		if p.Place == b.From && p.Place != "" {
			return p
		}
	}
	return place{Stated: Stated{Place: b.From}}
}

func (b *builder) against(main, other place) {
	if len(main.Photographers) > 0 && len(other.Photographers) > 0 {
		switch relation := comparePeople(main.Credit, other.Credit); relation {
		case Conflicting:
			b.differ(Conflict, fmt.Sprintf("%s credits %s, %s credits %s.", main.Place, join(main.Photographers), other.Place, join(other.Photographers)), main, other)
		case Spelled, Shortened:
			b.differ(Note, fmt.Sprintf("%s has the name as %s, %s as %s (%s).", main.Place, join(main.Photographers), other.Place, join(other.Photographers), relation), main, other)
		}
	}
	switch compareMakers(main.Credit, other.Credit) {
	case Conflicting:
		severity := Note
		if b.rules.known(main.Agency) && b.rules.known(other.Agency) {
			severity = Conflict
		}
		b.differ(severity, fmt.Sprintf("%s names %s as the maker, %s names %s.", main.Place, main.Agency, other.Place, other.Agency), main, other)
	case Shortened:
		b.longer(other, main)
	}
}

// longer notes the organisations that one place names beside those of the other.
func (b *builder) longer(long, short place) {
	named := short.chain()
	if len(named) == 0 {
		return
	}
	var more []string
	for _, house := range long.houses() {
		if !slices.Contains(named, fold(house)) {
			more = append(more, house)
		}
	}
	if len(more) > 0 && len(long.chain()) > 0 {
		b.differ(Note, fmt.Sprintf("%s also names %s, which %s does not.", long.Place, join(more), short.Place), long, short)
	}
}

func (b *builder) differ(severity, text string, x, y place) {
	b.Differences = append(b.Differences, Difference{Severity: severity, Text: text, A: x.Stated, B: y.Stated})
}
