package web

import (
	"context"
	"fmt"
	"net/http"
	"time"

	"cutline/archive"
	"cutline/index"
)

// shelfNotice says that a photo has left, or leaves; nil for one that stays.
func shelfNotice(p *archive.Photo, h house) []notice {
	if left := p.Shelf.Retired; left != nil {
		return []notice{{
			Text: fmt.Sprintf("This photo left the archive on %s: %s. Its words and its hash stay; its original and its renditions are gone. "+
				"Ingest its file again to have it back.", date(left.At, h), left.Reason()),
			Stop: true,
		}}
	}
	if leaves := p.Shelf.Leaves; !leaves.IsZero() {
		return []notice{{
			Text: fmt.Sprintf("This photo leaves the archive on %s, by the keep rule of the watched folder that it came through. "+
				"To keep it: cutline shelf keep %s", date(leaves, h), p.ID),
		}}
	}
	if pin := p.Shelf.Pin; pin != nil {
		text := fmt.Sprintf("Kept by %s on %s, whatever keep rules say", pin.By, date(pin.At, h))
		if pin.Why != "" {
			text += ": " + pin.Why
		}
		return []notice{{Text: sentence(clip(text, maxShownValue))}}
	}
	return nil
}

// date is a day in the newsroom's zone, in full.
func date(t time.Time, h house) string { return t.In(h.zone).Format("2 January 2006") }

// shelfDays is how many days ahead the shelf page looks.
const shelfDays = 14

type shelfPage struct {
	head
	Days    []shelfDay
	Folders []shelfFolder
	Left    int // photos that have left
	LeftURL string
}

// shelfDay is a day and how many photos leave on it.
type shelfDay struct {
	Day, URL string
	Photos   int
}

// shelfFolder is a watched folder that is a wire shelf.
type shelfFolder struct {
	Path string
	Days int
}

// shelf shows what the keep rules let go, day by day. Each day is a search.
func (s *site) shelf(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	settings, _, err := s.Archive.Settings(r.Context())
	if err != nil {
		return err
	}
	page := shelfPage{head: head{Title: "Wire shelf", Sheets: []string{deskSheet}}, LeftURL: view{Text: "is:retired", Size: defaultSize}.url("")}
	for _, f := range settings.Folders {
		if days := f.Keep.WireDays; days > 0 {
			page.Folders = append(page.Folders, shelfFolder{Path: f.Path, Days: days})
		}
	}
	today := h.now.In(h.zone)
	for n := range shelfDays {
		day := today.AddDate(0, 0, n)
		query := "leaves:" + day.Format(time.DateOnly)
		photos, err := s.total(r.Context(), h, query)
		if err != nil {
			return err
		}
		page.Days = append(page.Days, shelfDay{Day: day.Format("Monday, 2 January"), URL: view{Text: query, Size: defaultSize}.url(""), Photos: photos})
	}
	if page.Left, err = s.total(r.Context(), h, "is:retired"); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "shelf", page)
}

// total is how many photos a query of ours finds.
func (s *site) total(ctx context.Context, h house, text string) (int, error) {
	query, err := index.Parse(text)
	if err != nil {
		return 0, err
	}
	result, err := s.ask(ctx, index.Request{Query: query, Limit: -1, Now: h.now, Zone: h.zone})
	if err != nil {
		return 0, err
	}
	return result.Total, nil
}
