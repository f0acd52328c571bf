package archive

import (
	"cmp"
	"context"
	"encoding/csv"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"time"

	"cutline/archive/embedded"
)

// reportStep is how many uses a report reads at a time.
const reportStep = 500

// ReportRow is a use as a supplier bills it.
type ReportRow struct {
	Supplier string `json:"supplier,omitempty"`
	// Number is the supplier's own of the picture: as the use gave it, else as
	// the file or its credit line states it.
	Number string `json:"number,omitempty"`
	Used
	Photographer string `json:"photographer,omitempty"`
	// File is the name that the photo came in under last.
	File string `json:"file,omitempty"`
}

// Month is the period of a month, "2026-11".
func Month(text string) (Period, error) {
	t, err := time.Parse("2006-01", strings.TrimSpace(text))
	if err != nil || t.Year() < 1 {
		return Period{}, fmt.Errorf("%q is not a month; write YYYY-MM, such as 2026-11", shorten(text))
	}
	return Period{From: DayOf(t, time.UTC), Until: DayOf(t.AddDate(0, 1, -1), time.UTC)}, nil
}

// Report yields the uses within some days, in order, those of one supplier or
// of all where it is empty. The supplier's name may be any spelling that the
// rules know.
func (a *Archive) Report(ctx context.Context, days Period, supplier string) iter.Seq2[ReportRow, error] {
	return func(yield func(ReportRow, error) bool) {
		rules, err := a.Rules(ctx)
		if err != nil {
			yield(ReportRow{}, err)
			return
		}
		asked := rules.Canonical(strings.TrimSpace(supplier))
		for after := (Used{}); ; {
			uses, err := a.Usages.UsedBetween(ctx, days, after, reportStep)
			if err != nil {
				yield(ReportRow{}, fmt.Errorf("archive: report: %w", err))
				return
			}
			if len(uses) == 0 {
				return
			}
			after = uses[len(uses)-1]
			photos, err := a.photosOf(ctx, uses)
			if err != nil {
				yield(ReportRow{}, fmt.Errorf("archive: report: %w", err))
				return
			}
			for _, u := range uses {
				row := reportRow(u, photos[u.Photo])
				if asked != "" && !strings.EqualFold(rules.Canonical(row.Supplier), asked) {
					continue
				}
				if !yield(row, nil) {
					return
				}
			}
		}
	}
}

// photosOf are the photos of uses, by ID.
func (a *Archive) photosOf(ctx context.Context, uses []Used) (map[ID]*Photo, error) {
	photos := make(map[ID]*Photo)
	var ids []ID
	for _, u := range uses {
		if _, ok := photos[u.Photo]; !ok {
			photos[u.Photo] = nil
			ids = append(ids, u.Photo)
		}
	}
	list, err := a.Catalogue.Photos(ctx, ids)
	for _, p := range list {
		photos[p.ID] = p
	}
	return photos, err
}

func reportRow(u Used, p *Photo) ReportRow {
	row := ReportRow{Used: u, Number: u.Number}
	if p == nil {
		return row
	}
	fields := p.Fields()
	row.Supplier = fields[Supplier].String()
	row.Number = cmp.Or(u.Number, fields[embedded.SupplierID].String(), p.Reading.Credit.Picture)
	row.Photographer = strings.Join(fields[Photographer].Values, ", ")
	row.File = p.FileName()
	return row
}

// FileName is the name of the file that the photo last came as, without its
// folder; empty where it is not known.
func (p *Photo) FileName() string {
	if len(p.Arrivals) == 0 {
		return ""
	}
	return strings.ToValidUTF8(filepath.Base(p.Arrivals[len(p.Arrivals)-1].Path), "\uFFFD")
}

// WriteReport writes a report as CSV with a header. It reads at most one page
// of uses at a time.
func WriteReport(w io.Writer, rows iter.Seq2[ReportRow, error]) error {
	c := csv.NewWriter(w)
	err := c.Write([]string{"supplier", "number", "date", "medium", "where", "url", "credit", "photographer", "file", "photo", "recorded by"})
	if err != nil {
		return err
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		cells := []string{
			row.Supplier, row.Number, string(row.Day), string(row.Medium), row.Where, row.URL, row.Credit, row.Photographer,
			row.File, string(row.Photo), row.Actor,
		}
		for i, cell := range cells {
			cells[i] = PlainCell(cell)
		}
		if err := c.Write(cells); err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// PlainCell is a text as a cell of CSV, which no spreadsheet takes for a
// formula.
func PlainCell(text string) string {
	if text != "" && strings.ContainsRune("=+-@\t\r\n|%", rune(text[0])) {
		return "'" + text
	}
	return text
}
