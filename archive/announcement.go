package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Announcement is a notice of a supplier: in the words of a photo, or as a text
// of its own. It waits for an editor until it is settled.
type Announcement struct {
	// N numbers the announcements of a catalogue in the order they came.
	N    int64     `json:"n"`
	At   time.Time `json:"at"`
	Kind Notice    `json:"kind"`
	// Photo carries the notice in its own words; empty where it came as Text.
	Photo ID     `json:"photo,omitempty"`
	Text  string `json:"text,omitempty"`
	// Actor brought the text.
	Actor string `json:"actor"`
	// Settled says who took it off the list, and why.
	Settled *Withdrawn `json:"settled,omitempty"`
}

// Announcements keeps what suppliers announce. An announcement in a photo's
// words is written with the photo, by Commit. Package archivetest holds every
// implementation to this.
type Announcements interface {
	// Announce adds an announcement in words and returns its number; the same
	// words that wait already are the same announcement.
	Announce(ctx context.Context, a Announcement) (int64, error)
	// Announced returns at most limit announcements of a state before the number
	// given (0: from the latest), the latest first.
	Announced(ctx context.Context, state AnnouncementState, before int64, limit int) ([]Announcement, error)
	// Looked says that what is sure of an announcement was carried out.
	Looked(ctx context.Context, n int64) error
	// Settle takes an announcement off the list, once; one that is not there or
	// settled already is ErrNotFound.
	Settle(ctx context.Context, n int64, w Withdrawn) error
}

// AnnouncementState says which announcements are asked for.
type AnnouncementState string

// The states of announcements.
const (
	FreshAnnouncements AnnouncementState = "fresh" // what is sure was not carried out yet
	OpenAnnouncements  AnnouncementState = "open"  // waiting for an editor
	AllAnnouncements   AnnouncementState = "all"
)

// MaxNoticeText bounds the text of a notice, in bytes.
const MaxNoticeText = 64 << 10

// headLines is how many lines of a text may hold the word of a notice: mail has
// a subject, and a wire its slug, above it.
const headLines = 6

// ReadNotice finds the notice that a text announces: its word in capitals, at
// the head of one of the first lines. The text is no notice where it is empty.
func ReadNotice(text string) Notice {
	var found Notice
	read := 0
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line == "" {
			continue
		}
		if name, rest, ok := strings.Cut(line, ":"); ok && len(name) <= 8 { // Subject: PHOTO KILL
			if n := noticeAt(rest); n != "" {
				line = rest
			}
		}
		switch n := noticeAt(line); {
		case n == Kill:
			return Kill
		case n == Withdrawal, n == Amendment && found == "":
			found = n
		}
		if read++; read == headLines {
			break
		}
	}
	return found
}

// AnnounceText keeps a notice that came as text. A text that announces nothing,
// or is too long, is an *InvalidError.
func (a *Archive) AnnounceText(ctx context.Context, text, actor string) (Announcement, error) {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if err := checkText("the notice", text, MaxNoticeText); err != nil {
		return Announcement{}, &InvalidError{err}
	}
	kind := ReadNotice(text)
	if kind == "" {
		return Announcement{}, &InvalidError{errors.New("the text announces nothing: a notice has KILL, WITHDRAW or CORRECTION in capitals at the head of one of its first lines")}
	}
	n := Announcement{At: a.recordedAt(time.Time{}), Kind: kind, Text: text, Actor: actor}
	var err error
	if n.N, err = a.Announcements.Announce(ctx, n); err != nil {
		return Announcement{}, fmt.Errorf("archive: %w", err)
	}
	return n, nil
}

// tendStep is how many announcements are carried out at a time.
const tendStep = 100

// TendAnnouncements carries out what is sure of the notices that photos carry:
// the earlier deliveries of the picture by the same supplier are recalled like
// it. Where one was, the announcement is settled; else it waits for an editor.
// Several processes may do so at once.
func (a *Archive) TendAnnouncements(ctx context.Context) error {
	if a.IsBackup {
		return nil
	}
	for {
		fresh, err := a.Announcements.Announced(ctx, FreshAnnouncements, 0, tendStep)
		if err != nil {
			return fmt.Errorf("archive: the notices of suppliers: %w", err)
		}
		if len(fresh) == 0 {
			return nil
		}
		for _, n := range fresh {
			if err := a.carryOut(ctx, n); err != nil {
				return fmt.Errorf("archive: the notice of photo %s: %w", n.Photo, err)
			}
		}
	}
}

// carryOut does what is sure of one announcement.
func (a *Archive) carryOut(ctx context.Context, n Announcement) error {
	if n.Photo == "" {
		return a.Announcements.Looked(ctx, n.N)
	}
	carrier, err := a.Photo(ctx, n.Photo)
	if errors.Is(err, ErrNotFound) { // purged meanwhile
		return a.Announcements.Looked(ctx, n.N)
	}
	if err != nil {
		return err
	}
	earlier, err := a.Deliveries(ctx, carrier)
	if err != nil {
		return err
	}
	settled := Withdrawn{By: "cutline", At: a.recordedAt(time.Time{})}
	switch {
	case len(earlier) == 0:
		return a.Announcements.Looked(ctx, n.N)
	case n.Kind == Amendment:
		// The corrected delivery stands before the old one. Whoever published the
		// old one has to know, and is told by the list.
		if slices.ContainsFunc(earlier, func(p *Photo) bool { return len(p.Uses()) > 0 }) {
			return a.Announcements.Looked(ctx, n.N)
		}
		settled.Why = "the corrected delivery stands beside the earlier one, which was not used"
	default:
		ids := make([]ID, len(earlier))
		for i, p := range earlier {
			ids[i] = p.ID
		}
		r := Recall{Actor: "cutline", Kind: n.Kind, Why: "announced by its supplier with photo " + string(carrier.ID), Announced: n.N}
		if _, err := a.Recall(ctx, ids, r); err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
		settled.Why = "the earlier deliveries of the picture were recalled with it"
	}
	if err := a.Announcements.Settle(ctx, n.N, settled); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	return a.Announcements.Looked(ctx, n.N)
}

// recallArrived recalls photos that came in after a notice that is surely about
// them: in what order a supplier's files are read makes no difference. One that
// an editor released meanwhile came in before, and is not asked about again.
func (a *Archive) recallArrived(ctx context.Context, outcomes []Outcome) error {
	related := slices.DeleteFunc(slices.Clone(outcomes), func(o Outcome) bool { return o.Result != Added || o.Relation.Of == "" })
	if len(related) == 0 {
		return nil
	}
	// Where no supplier has announced anything, nobody's twins need be read.
	if any, err := a.Announcements.Announced(ctx, AllAnnouncements, 0, 1); err != nil || len(any) == 0 {
		return err
	}
	for _, o := range related {
		p, err := a.Photo(ctx, o.ID)
		if err != nil {
			return err
		}
		others, err := a.Deliveries(ctx, p)
		if err != nil {
			return fmt.Errorf("archive: %w", err)
		}
		for _, carrier := range others {
			kind := carrier.Reading.Notice
			if !carrier.Withdrawn() || kind != Kill && kind != Withdrawal {
				continue
			}
			r := Recall{Actor: "cutline", Kind: kind, Why: "announced by its supplier with photo " + string(carrier.ID)}
			if _, err := a.Recall(ctx, []ID{p.ID}, r); err != nil && !errors.Is(err, ErrNotFound) {
				return err
			}
		}
	}
	return nil
}

// Deliveries are the other photos that are surely the same picture from
// the same supplier: a notice that one of them carries is about all of them.
func (a *Archive) Deliveries(ctx context.Context, p *Photo) ([]*Photo, error) {
	supplier := p.Fields()[Supplier].String()
	if supplier == "" {
		return nil, nil
	}
	var ids []ID
	for _, r := range p.Relations {
		if (r.Kind == SamePixels || r.Kind == VersionOf) && !slices.Contains(ids, r.Of) {
			ids = append(ids, r.Of)
		}
	}
	photos, err := a.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(photos, func(other *Photo) bool { return other.Fields()[Supplier].String() != supplier }), nil
}
