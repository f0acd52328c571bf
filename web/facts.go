package web

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/thumbs"
)

// fact is something about the file of a photo, with an address where there is
// more.
type fact struct{ Name, Value, URL string }

func facts(p *archive.Photo, h house) []fact {
	list := []fact{
		{Name: "Format", Value: strings.ToUpper(p.Format)},
		{Name: "Size", Value: fileSize(p.Size)},
		{Name: "Pixels", Value: fmt.Sprintf("%s × %s", count(p.Width), count(p.Height))},
		{Name: "Orientation", Value: fmt.Sprint(p.Orientation)},
		{Name: "SHA-256", Value: p.SHA256.String()},
		{Name: "Pixel hash", Value: p.PixelHash},
		{Name: "Added", Value: moment(p.Added, h)},
		{Name: "Change", Value: fmt.Sprint(p.Seq)},
	}
	if p.Shelf.Retired == nil {
		list = append(list, fact{Name: "Original", Value: "Download " + safeName(p), URL: "/originals/" + string(p.ID)})
	}
	if p.Fingerprint != 0 {
		list = append(list, fact{Name: "Fingerprint", Value: fmt.Sprintf("%016x", uint64(p.Fingerprint))})
	}
	if p.NoPicture() == "" {
		for _, r := range []struct {
			name string
			size thumbs.Size
		}{{"Preview", thumbs.Preview}, {"Grid", thumbs.Grid}} {
			width, height := r.size.Fit(p.Width, p.Height)
			list = append(list, fact{
				Name: r.name, Value: fmt.Sprintf("JPEG, %s × %s", count(width), count(height)), URL: shownURL(p, r.size),
			})
		}
	}
	list = append(list, fact{Name: "All as JSON", Value: "/api/v1/photos/" + string(p.ID), URL: "/api/v1/photos/" + string(p.ID)})
	return slices.DeleteFunc(list, func(f fact) bool { return f.Value == "" })
}

// fileSize prints a size in the largest unit that keeps three digits or so.
func fileSize(n int64) string {
	const kilo = 1000
	switch {
	case n < kilo:
		return fmt.Sprintf("%d bytes", n)
	case n < kilo*kilo:
		return fmt.Sprintf("%d kB", (n+kilo/2)/kilo)
	}
	if n < kilo*kilo*kilo {
		return fmt.Sprintf("%.1f MB", float64(n)/(kilo*kilo))
	}
	return fmt.Sprintf("%.1f GB", float64(n)/(kilo*kilo*kilo))
}

// moment prints a time of the archive's own, in the newsroom's zone.
func moment(t time.Time, h house) string {
	if t.IsZero() {
		return ""
	}
	return t.In(h.zone).Format("2 Jan 2006 15:04:05 MST")
}

// stated prints a date as a file states it: with its time and zone only where
// the file states them.
func stated(text string, h house) string {
	t, ok := index.ParseTime(text, h.zone)
	switch {
	case !ok || len(text) < len(time.DateOnly):
		return text
	case len(text) == len(time.DateOnly):
		return t.Format("2 January 2006")
	case strings.HasSuffix(text, "Z") || strings.LastIndexAny(text, "+-") > len(time.DateOnly):
		return t.Format("2 January 2006, 15:04 -07:00")
	}
	return t.Format("2 January 2006, 15:04")
}
