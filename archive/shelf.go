package archive

import (
	"fmt"
	"time"
)

// Shelf is what the keep rules of watched folders mean for a photo. The zero
// Shelf is that of a photo that stays.
type Shelf struct {
	// Leaves is when the photo leaves, zero where it stays. Announced is when
	// that was settled, at least [ShelfNotice] before.
	Leaves    time.Time `json:"leaves,omitzero"`
	Announced time.Time `json:"announced,omitzero"`
	// Pin keeps the photo, whatever the rules say.
	Pin *Pin `json:"pin,omitempty"`
	// Retired is set where the photo has left: its original and renditions are
	// gone, its words are here.
	Retired *Retirement `json:"retired,omitempty"`
}

// orNil is nil for a photo that no rule is over.
func (s Shelf) orNil() *Shelf {
	if s == (Shelf{}) {
		return nil
	}
	return &s
}

// Pin is an editor's word that a photo stays.
type Pin struct {
	By  string    `json:"by"`
	At  time.Time `json:"at"`
	Why string    `json:"why,omitempty"`
}

// Retirement is why and when a photo left.
type Retirement struct {
	At     time.Time `json:"at"`
	Folder string    `json:"folder"` // the watched folder whose keep rule it was
	Days   int       `json:"days"`   // of that rule
}

// Reason is the rule as a clause: "it came through …".
func (r Retirement) Reason() string {
	return fmt.Sprintf("it came through the wire shelf %s, which keeps photos for %d days", r.Folder, r.Days)
}

// ShelfNotice is how long before it leaves a photo is announced, at least: also
// where a keep rule was set a moment ago and its days are long over.
const ShelfNotice = 48 * time.Hour

// isKept tells whether something keeps a photo that a keep rule would let go. It
// is the one place for such reasons: a pin (cutline shelf keep), a pick, that it
// is in a collection, a correction that stands, and that it was used or
// exported. That a photo also came another way than
// through a wire shelf is no reason of its own: no rule is over it then
// (leaving).
func isKept(p *Photo) bool {
	return p.Shelf.Pin != nil || p.Pick != nil || len(p.Collections) > 0 || len(p.corrections()) > 0 || len(p.Uses()) > 0 || p.Exported
}

// leaving is when the rules in force let a photo go, and the folder whose rule
// it is; zero where it stays. Each of its arrivals must be through a wire
// shelf, and the one that keeps it longest counts.
func (s Settings) leaving(p *Photo) (at time.Time, folder WatchedFolder) {
	if p.Shelf.Retired != nil || isKept(p) {
		return time.Time{}, folder
	}
	for _, arrival := range p.Arrivals {
		f, watched := s.Watched(arrival.Folder)
		if !watched || f.Keep.WireDays == 0 {
			return time.Time{}, WatchedFolder{}
		}
		if until := arrival.At.AddDate(0, 0, f.Keep.WireDays); until.After(at) {
			at, folder = until, f
		}
	}
	return at, folder
}

// announce brings the date that a photo leaves in line with the settings, and
// reports whether it changed. What was announced stands while the rules give
// the same date.
func (s Settings) announce(p *Photo, now time.Time) bool {
	at, _ := s.leaving(p)
	at = at.Truncate(time.Microsecond)
	shelf := &p.Shelf
	switch {
	case at.IsZero():
		changed := !shelf.Leaves.IsZero()
		shelf.Leaves, shelf.Announced = time.Time{}, time.Time{}
		return changed
	case !shelf.Leaves.IsZero() && shelf.Leaves.Equal(latest(at, shelf.Announced.Add(ShelfNotice))):
		return false
	}
	now = now.UTC().Truncate(time.Microsecond)
	shelf.Leaves, shelf.Announced = latest(at, now.Add(ShelfNotice)), now
	return true
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// Named are the originals that the photo names: its own, first, and its
// sidecars. One that has left names none.
func (p *Photo) Named() []Hash {
	if p.Shelf.Retired != nil {
		return nil
	}
	named := []Hash{p.SHA256}
	for _, arrival := range p.Arrivals {
		named = append(named, arrival.Sidecars...)
	}
	return named
}

// NoPicture says why there is no picture of the photo to show, empty where
// there is one.
func (p *Photo) NoPicture() string {
	if r := p.Shelf.Retired; r != nil {
		return "the photo has left the archive: " + r.Reason()
	}
	return p.Placeholder
}
