package web

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
)

// layerRow is a field of a photo with all that was said of it.
type layerRow struct {
	fieldRow
	Said []saidRow
	// Read is what the rules chose, and where; By which rules.
	Read, ReadPlace, By string
	Corrections         []correctionRow
	Languages           []saidRow
}

// saidRow is a value that a place states, or a text in another language.
type saidRow struct{ Value, Place, Lang, From, URL string }

// maxSaid is how many statements of a field a page shows.
const maxSaid = 30

// layerRow shows the layers of a field.
func (h house) layerRow(l archive.FieldLayers) layerRow {
	row := layerRow{fieldRow: fieldRow{Name: string(l.Name), Label: label(l.Name), Layer: l.Layer, Place: l.Place, Lang: l.Lang}}
	row.By = fmt.Sprintf("rules %d", l.Version.Rules)
	if l.Version.Revision > 0 {
		row.By += fmt.Sprintf(", revision %d of the newsroom’s own", l.Version.Revision)
	}
	if l.Read != nil {
		row.Read, row.ReadPlace = clip(strings.Join(l.Read.Values, "; "), maxCreditBytes), l.Read.Place
	}
	for _, said := range l.Said[:min(len(l.Said), maxSaid)] {
		row.Said = append(row.Said, saidRow{Value: clip(said.Value, maxCreditBytes), Place: said.String(), Lang: said.Lang, From: moment(said.At, h)})
	}
	for _, c := range l.Corrections {
		row.Corrections = append(row.Corrections, correctionRow{
			N: c.N, At: moment(c.At, h), Actor: c.Actor, Why: c.Why, Undone: !c.Stands,
			From: clip(strings.Join(c.From, "; "), maxCreditBytes), To: clip(strings.Join(c.To, "; "), maxCreditBytes),
		})
	}
	for _, r := range l.Languages {
		row.Languages = append(row.Languages, saidRow{Value: clip(strings.Join(r.Values, "; "), maxCreditBytes), Place: r.Place, Lang: r.Lang})
	}
	return row
}

// layers fills in every field with its layers, as far as a page can hold them.
func (page *photoPage) layers(p *archive.Photo, h house) {
	shown := make(map[string]fieldRow, len(page.Fields))
	for _, row := range page.Fields {
		shown[row.Name] = row
	}
	room := maxShownPage
	for _, l := range h.rules.Layers(p) {
		row := h.layerRow(l)
		row.Values, row.Edit = shown[row.Name].Values, editURL(p.ID, l.Name, "")
		for i, lang := range row.Languages {
			row.Languages[i].URL = editURL(p.ID, l.Name, lang.Lang)
		}
		for _, said := range row.Said {
			room -= len(said.Value) + len(said.Place)
		}
		if room < 0 {
			row.Said = nil
		}
		page.Layers = append(page.Layers, row)
	}
}

// editScript lets a field be corrected where it stands.
const editScript = "edit.js"

// edits fills in where the fields of the page are corrected.
func (page *photoPage) edits() {
	to := func(name embedded.Field, text string) editLink { return editLink{editURL(page.ID, name, ""), text} }
	page.EditHeadline, page.EditCaption, page.EditCredit = to(embedded.Headline, "headline"), to(embedded.Caption, "caption"), to(embedded.Credit, "credit")
	page.EditFields = fieldOptions("")
	for i := range page.Groups {
		for n := range page.Groups[i].Rows {
			row := &page.Groups[i].Rows[n]
			row.Edit = editURL(page.ID, embedded.Field(row.Name), "")
		}
	}
}

// editURL is the address where a field is corrected; empty where it cannot be.
func editURL(id archive.ID, name embedded.Field, lang string) string {
	if !slices.Contains(archive.Correctable(), name) {
		return ""
	}
	url := "/photos/" + string(id) + "/correct?field=" + string(name)
	if lang != "" {
		url += "&lang=" + lang
	}
	return url
}

// eventRow is something that happened to a photo.
type eventRow struct {
	At, Text, Kind string
	// Undo is the number of the correction that can be undone here.
	Undo int
}

// maxEvents is how many events a page shows, the last.
const maxEvents = 100

// history fills in what happened to a photo, the first first.
func (s *site) history(ctx context.Context, page *photoPage, p *archive.Photo, h house) error {
	events, err := s.Archive.History(ctx, p)
	if err != nil {
		return err
	}
	page.MoreEvents = max(len(events)-maxEvents, 0)
	for _, e := range events[page.MoreEvents:] {
		row := eventRow{At: moment(e.At, h), Text: sentence(clip(e.Text, maxShownValue)), Kind: e.Kind}
		if p.Stands(e.Correction) {
			row.Undo = e.Correction
		}
		page.History = append(page.History, row)
	}
	return nil
}
