package archive

import (
	"context"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"time"

	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// Relation says how another photo is related to this one. Relations follow from
// what the two photos are and say; they are never entered.
type Relation struct {
	Kind string `json:"kind"`
	Of   ID     `json:"of"`
}

// Kinds of relations. One pair may have several.
const (
	// SamePixels: the same picture data with other words.
	SamePixels = "same-pixels"
	// VersionOf: the same supplier and its number for the picture, and a near
	// picture; or the same pixels with words that announce a correction. A
	// number that stands at an unlike picture, too, tells nothing.
	VersionOf = "version"
	// AlsoFrom: a near picture by the same person from another distributor.
	AlsoFrom = "also-from"
	// Near: a picture that looks much the same; advisory.
	Near = "near"
)

// nearPrints is the number of bits in which the fingerprints of near pictures
// may differ.
const nearPrints = 10

// LooksLike reports whether two fingerprints are of near pictures. One that is
// missing is like none.
func (f Fingerprint) LooksLike(other Fingerprint) bool {
	return f != 0 && other != 0 && bits.OnesCount64(uint64(f^other)) <= nearPrints
}

// versionID is the least length of a supplier's number that tells pictures
// apart: shorter ones recur.
const versionID = 6

// VersionKey is supplier and supplier's number in the form in which they are
// compared, without case, dashes and blanks; empty where the photo lacks one of
// them, or has a number that is none.
func (p *Photo) VersionKey() string {
	fields := p.Fields()
	supplier := strings.ToLower(strings.TrimSpace(fields[Supplier].String()))
	number := strings.Map(func(r rune) rune {
		if r == '-' || r == '_' || r == ' ' {
			return -1
		}
		return r
	}, strings.ToLower(fields[embedded.SupplierID].String()))
	if supplier == "" || len(number) < versionID || !strings.ContainsAny(number, "0123456789") {
		return ""
	}
	return supplier + " " + number
}

// SameMakers reports whether two photos credit the same person and different
// suppliers, as pool pictures do that several agencies send.
func SameMakers(a, b *Photo) bool {
	x, y := &a.Reading.Credit.Credit, &b.Reading.Credit.Credit
	if x.Supplier == y.Supplier || len(x.Photographers) == 0 || len(y.Photographers) == 0 {
		return false
	}
	return credit.ComparePersons(x.Photographers[0], y.Photographers[0]) < credit.Conflicting
}

// Twinned lists the photos that have the pixels of another, and the pairs of
// them that an editor settled. Package archivetest holds every implementation
// to this.
type Twinned interface {
	// SamePictures returns at most limit groups of photos of the same pixels
	// that do not all have one credit, in the order of PixelHash after the one
	// given; a group has at most a few photos.
	SamePictures(ctx context.Context, after string, limit int) ([]SamePicture, error)
	// SettlePair notes that the credits of two photos are both right, at a time, by
	// an actor.
	SettlePair(ctx context.Context, a, b ID, s Settled) error
	// SettledPairs returns the pairs among some photos that were settled.
	SettledPairs(ctx context.Context, ids []ID) ([][2]ID, error)
}

// Settled is who settled a pair, and when.
type Settled struct {
	At    time.Time `json:"at"`
	Actor string    `json:"actor"`
}

// SamePicture are the photos of one picture.
type SamePicture struct {
	PixelHash string
	IDs       []ID
}

// OtherCredit is a pair of photos of the same pixels with different credits.
type OtherCredit struct {
	A, B *Photo
	// Conflict: they name different people or makers; else one says more.
	Conflict bool
}

// OtherCredits returns pairs of the same picture with other credits that nobody
// has settled, those of at most limit pictures after the one given, and where
// to go on: empty after the last.
func (a *Archive) OtherCredits(ctx context.Context, after string, limit int) (pairs []OtherCredit, next string, err error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, "", err
	}
	for len(pairs) < limit {
		groups, err := a.Twinned.SamePictures(ctx, after, limit)
		if err != nil {
			return nil, "", fmt.Errorf("archive: %w", err)
		}
		for _, group := range groups {
			after = group.PixelHash
			found, err := a.otherCreditsOf(ctx, rules, group)
			if err != nil {
				return nil, "", fmt.Errorf("archive: %w", err)
			}
			pairs = append(pairs, found...)
		}
		if len(groups) < limit {
			return pairs, "", nil
		}
	}
	return pairs, after, nil
}

func (a *Archive) otherCreditsOf(ctx context.Context, rules Rules, group SamePicture) ([]OtherCredit, error) {
	photos, err := a.Catalogue.Photos(ctx, group.IDs)
	if err != nil {
		return nil, err
	}
	settled, err := a.Twinned.SettledPairs(ctx, group.IDs)
	if err != nil {
		return nil, err
	}
	lines := make(map[ID]string)
	for _, p := range photos {
		if lines[p.ID], err = rules.PrintBeside(p.Reading.Credit.Credit, defaults.Style); err != nil {
			return nil, err
		}
	}
	var pairs []OtherCredit
	for i, one := range photos {
		for _, other := range photos[i+1:] {
			is := func(pair [2]ID) bool {
				return pair == [2]ID{one.ID, other.ID} || pair == [2]ID{other.ID, one.ID}
			}
			// A pool picture that several agencies send has as many credits.
			if lines[one.ID] == lines[other.ID] || SameMakers(one, other) || slices.ContainsFunc(settled, is) {
				continue
			}
			pairs = append(pairs, OtherCredit{A: one, B: other, Conflict: credit.Compare(one.Reading.Credit.Credit, other.Reading.Credit.Credit) == credit.Conflicting})
		}
	}
	return pairs, nil
}

// SettleBoth notes that the credits of two photos are both right.
func (a *Archive) SettleBoth(ctx context.Context, one, other ID, actor string) error {
	photos, err := a.Catalogue.Photos(ctx, []ID{one, other})
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	if len(photos) != 2 {
		return fmt.Errorf("photos %s and %s: %w", one, other, ErrNotFound)
	}
	return a.Twinned.SettlePair(ctx, one, other, Settled{At: a.recordedAt(a.Time()), Actor: actor})
}

// TakeCredit corrects the credit of a photo to that of another of the same
// picture, with that reason.
func (a *Archive) TakeCredit(ctx context.Context, to, from ID, actor string) (*Photo, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	source, err := a.Photo(ctx, from)
	if err != nil {
		return nil, err
	}
	line, err := rules.PrintBeside(source.Reading.Credit.Credit, defaults.Style)
	if err != nil {
		return nil, err
	}
	if line == "" {
		return nil, &CorrectionError{fmt.Sprintf("photo %s has no credit to take over", from)}
	}
	why := fmt.Sprintf("the credit of the same picture, %s", from)
	return a.Correct(ctx, to, Correction{Actor: actor, Field: embedded.Credit, To: []string{line}, Why: why}, nil)
}

// ToTakeOver are the corrections in force of a related photo that a photo has not
// got: an editor made them of an earlier version, say.
func ToTakeOver(p, from *Photo) []Correction {
	var list []Correction
	var numbers []int
	for _, n := range from.correctionsInForce() {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	for _, n := range numbers {
		c := from.Corrections[n-1]
		if !slices.Equal(p.Values(c.Field, c.Lang), c.To) {
			list = append(list, c)
		}
	}
	return list
}

// TakeOver makes the corrections of a related photo to a photo, too, each with
// the reason it had there.
func (a *Archive) TakeOver(ctx context.Context, id, from ID, actor string) (*Photo, error) {
	source, err := a.Photo(ctx, from)
	if err != nil {
		return nil, err
	}
	w, err := a.correcting(ctx)
	if err != nil {
		return nil, err
	}
	_, err = a.change(ctx, []ID{id}, func(p *Photo) bool {
		list := ToTakeOver(p, source)
		for i, c := range list {
			list[i] = Correction{
				Actor: actor, Field: c.Field, Lang: c.Lang, To: slices.Clone(c.To),
				Why: fmt.Sprintf("taken over from %s, corrected by %s", from, c.Actor) + because(c.Why),
			}
		}
		if len(list) > 0 {
			w.add(p, list...)
		}
		return len(list) > 0
	})
	if err != nil {
		return nil, fmt.Errorf("archive: take over the corrections of %s: %w", from, err)
	}
	return a.Photo(ctx, id)
}
