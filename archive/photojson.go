package archive

import (
	"encoding/base64"
	"encoding/json"
	"time"
	"unicode/utf8"

	"cutline/archive/credit"
	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// MarshalJSON gives a photo with its effective fields, its reading, and the
// statements word for word.
func (p *Photo) MarshalJSON() ([]byte, error) { return json.Marshal(p.shown()) }

// photoJSON is a photo as its JSON shows it.
type photoJSON struct {
	ID          ID                   `json:"id"`
	SHA256      Hash                 `json:"sha256"`
	Seq         Seq                  `json:"seq"`
	Size        int64                `json:"size"`
	Added       time.Time            `json:"added"`
	Format      string               `json:"format"`
	Width       int                  `json:"width"`
	Height      int                  `json:"height"`
	Orientation int                  `json:"orientation,omitempty"`
	PixelHash   string               `json:"pixel_hash,omitempty"`
	Placeholder string               `json:"placeholder,omitempty"`
	Arrivals    []Arrival            `json:"arrivals"`
	Fields      Fields               `json:"fields"`
	Reading     readingJSON          `json:"reading"`
	Statements  []embedded.Statement `json:"statements"`
	Corrections []Correction         `json:"corrections,omitempty"`
	Recalls     []Recall             `json:"recalls,omitempty"`
	Relations   []Relation           `json:"relations,omitempty"`
	Warnings    []string             `json:"warnings,omitempty"`
	Shelf       *Shelf               `json:"shelf,omitempty"`
	Pick        *Pick                `json:"pick,omitempty"`
	Collections []int64              `json:"collections,omitempty"`
	Permissions []Permission         `json:"permissions,omitempty"`
	Usages      []Usage              `json:"uses,omitempty"`
}

func (p *Photo) shown() photoJSON {
	return photoJSON{
		ID: p.ID, SHA256: p.SHA256, Seq: p.Seq, Size: p.Size, Added: p.Added,
		Format: p.Format, Width: p.Width, Height: p.Height, Orientation: p.Orientation,
		PixelHash: p.PixelHash, Placeholder: p.Placeholder,
		Arrivals: p.Arrivals, Fields: p.Fields(), Reading: readingJSON{p.Reading.Version, p.Reading.Notice, p.Reading.Terms, p.Reading.Credit},
		Statements: p.Statements, Corrections: p.Corrections, Recalls: p.Recalls, Relations: p.Relations, Warnings: p.Warnings,
		Shelf: p.Shelf.orNil(), Pick: p.Pick, Collections: p.Collections, Permissions: p.Permissions, Usages: p.Usages,
	}
}

// MarshalJSON adds the layers of every field, and the history, to the photo's.
func (a *Account) MarshalJSON() ([]byte, error) {
	return json.Marshal(struct {
		photoJSON
		Layers  []FieldLayers `json:"layers"`
		History []Event       `json:"history"`
	}{a.shown(), a.Layers, a.History})
}

// MarshalJSON shapes the values by the field.
func (l FieldLayers) MarshalJSON() ([]byte, error) {
	shaped := func(f *Field) *fieldJSON {
		if f == nil || len(f.Values) == 0 {
			return nil
		}
		return &fieldJSON{Value: Shaped(l.Name, f.Values), Layer: f.Layer, Place: f.Place, Lang: f.Lang}
	}
	type plain FieldLayers
	return json.Marshal(struct {
		plain
		InForce *fieldJSON `json:"in_force,omitempty"`
		Read    *fieldJSON `json:"read,omitempty"`
	}{plain(l), shaped(&l.Field), shaped(l.Read)})
}

// readingJSON shows a reading as its credit, with the versions that read it.
type readingJSON struct {
	Version
	Notice Notice       `json:"notice,omitempty"`
	Terms  []terms.Term `json:"terms,omitempty"`
	credit.Reading
}

// MarshalJSON gives a path that is not UTF-8 as path_base64.
func (a Arrival) MarshalJSON() ([]byte, error) {
	shown := struct {
		At         time.Time            `json:"at"`
		Actor      string               `json:"actor,omitempty"`
		Run        string               `json:"run,omitempty"`
		Path       string               `json:"path,omitempty"`
		PathBase64 string               `json:"path_base64,omitempty"`
		Folder     string               `json:"folder,omitempty"`
		Modified   *time.Time           `json:"modified,omitempty"`
		Statements []embedded.Statement `json:"statements,omitempty"`
		Sidecars   []Hash               `json:"sidecars,omitempty"`
	}{At: a.At, Actor: a.Actor, Run: a.Run, Folder: a.Folder, Statements: a.Statements, Sidecars: a.Sidecars}
	if utf8.ValidString(a.Path) {
		shown.Path = a.Path
	} else {
		shown.PathBase64 = base64.StdEncoding.EncodeToString([]byte(a.Path))
	}
	if !a.Modified.IsZero() {
		shown.Modified = &a.Modified
	}
	return json.Marshal(shown)
}
