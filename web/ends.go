package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/index"
)

// Limits of what is listed of what ends.
const (
	defaultWithin = 30 // days
	maxWithin     = 3650
	maxEndsShown  = 200
	maxOverShown  = 100
)

// Ends is what ends, the JSON of /api/v1/ends and of cutline ends --json.
type Ends struct {
	// Within is the days ahead, and back, that were looked at.
	Within int `json:"within"`
	// Lapses are the rights that end of photos that were used, pinned or have a
	// permission, the soonest first; Total is how many there are.
	Lapses []archive.Lapse `json:"ends"`
	Total  int             `json:"total"`
	// Over are photos that by their own terms should no longer be here, Query
	// finds them all, and there are OverTotal.
	Over      []Hit  `json:"over"`
	OverTotal int    `json:"over_total"`
	Query     string `json:"query"`
}

// overQuery finds photos that by their own terms should no longer be here: their
// last day is past, or they must not be archived and the days of grace are over.
func overQuery(h house, grace int) string {
	sent := archive.DayOf(h.now, h.zone).Add(-grace)
	return fmt.Sprintf("is:expired OR (is:noarchive moved:<%s)", sent)
}

// ends looks for what ends within some days.
func (s *Server) ends(ctx context.Context, within int) (*Ends, error) {
	h, err := s.house(ctx)
	if err != nil {
		return nil, err
	}
	settings, _, err := s.Archive.Settings(ctx)
	if err != nil {
		return nil, err
	}
	e := &Ends{Within: within, Query: overQuery(h, settings.Grace)}
	lapses, total, err := s.Archive.Lapses(ctx, within, maxEndsShown)
	if err != nil {
		return nil, err
	}
	e.Lapses, e.Total = append([]archive.Lapse{}, lapses...), total
	query, err := index.Parse(e.Query)
	if err != nil {
		return nil, err
	}
	over, err := s.answer(ctx, index.Request{Query: query, Limit: maxOverShown, Sort: index.Newest})
	if err != nil {
		return nil, err
	}
	e.Over, e.OverTotal = over.Hits, over.Total
	return e, nil
}

// within reads the days to look ahead: 30, 30d.
func within(v url.Values) (int, error) {
	text := v.Get("within")
	if text == "" {
		return defaultWithin, nil
	}
	if last := len(text) - 1; text[last] == 'd' {
		text = text[:last]
	}
	days, err := strconv.Atoi(text)
	if err != nil || days < 0 || days > maxWithin {
		return 0, &requestError{status: http.StatusBadRequest, text: fmt.Sprintf("within must be a number of days from 0 to %d, such as 30d.", maxWithin)}
	}
	return days, nil
}

func (s *site) apiEnds(w http.ResponseWriter, r *http.Request) error {
	days, err := within(r.URL.Query())
	if err != nil {
		return err
	}
	e, err := s.ends(r.Context(), days)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, e)
}

type endsPage struct {
	head
	Within    int
	Lapses    []lapseRow
	More      int
	Over      []overRow
	OverTotal int
	OverURL   string
}

type lapseRow struct {
	Day, When, Text, URL, File, Credit string
	Photos                             int
	Past                               bool
}

type overRow struct{ URL, File, Credit, Caption string }

// endsList shows what ends.
func (s *site) endsList(w http.ResponseWriter, r *http.Request) error {
	days, err := within(r.URL.Query())
	if err != nil {
		return err
	}
	e, err := s.ends(r.Context(), days)
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := endsPage{
		head: head{Title: "What ends", Sheets: []string{deskSheet}}, Within: days, More: e.Total - len(e.Lapses),
		OverTotal: e.OverTotal, OverURL: view{Text: e.Query, Size: defaultSize}.url(""),
	}
	if page.Lapses, err = s.lapseRows(r.Context(), h, e.Lapses); err != nil {
		return err
	}
	for _, hit := range e.Over {
		page.Over = append(page.Over, overRow{
			URL: "/photos/" + string(hit.ID), File: hit.File, Credit: clip(hit.Credit, maxCreditShown), Caption: clip(hit.Caption, maxCreditShown),
		})
	}
	return s.render(w, r, http.StatusOK, "ends", page)
}

func (s *site) lapseRows(ctx context.Context, h house, lapses []archive.Lapse) ([]lapseRow, error) {
	var ids []archive.ID
	for _, l := range lapses {
		if l.ID != "" {
			ids = append(ids, l.ID)
		}
	}
	photos, err := s.Archive.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[archive.ID]*archive.Photo, len(photos))
	for _, p := range photos {
		byID[p.ID] = p
	}
	today := archive.DayOf(h.now, h.zone)
	var rows []lapseRow
	for _, l := range lapses {
		row := lapseRow{Day: string(l.Day), Text: sentence(l.Text), Photos: l.Photos, Past: l.Day < today, When: days(today, l.Day)}
		if l.Supplier != "" {
			row.URL = view{Text: `is:used supplier:"` + strings.ReplaceAll(l.Supplier, `"`, "") + `"`, Size: defaultSize}.url("")
		}
		if p := byID[l.ID]; p != nil {
			row.URL, row.File = "/photos/"+string(p.ID), fileName(p)
			line, err := h.rules.PrintBeside(p.Reading.Credit.Credit, h.style)
			if err != nil {
				return nil, err
			}
			row.Credit = clip(line, maxCreditShown)
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// days says how far a day is from today.
func days(today, day archive.Day) string {
	n := int(day.In(time.UTC).Sub(today.In(time.UTC)).Hours() / 24)
	switch {
	case n == 0:
		return "today"
	case n == 1:
		return "tomorrow"
	case n == -1:
		return "yesterday"
	case n < 0:
		return fmt.Sprintf("%d days ago", -n)
	}
	return fmt.Sprintf("in %d days", n)
}
