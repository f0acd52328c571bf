package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// columns are those of the list in CSV, in order, after the file and the ID.
var columns = []embedded.Field{
	embedded.Headline, embedded.Caption, embedded.By, archive.Photographer, archive.Agency, archive.Supplier, embedded.Credit, embedded.Source,
	embedded.Copyright, embedded.Instructions, embedded.Usage, embedded.Taken, embedded.Place, embedded.City, embedded.State, embedded.Country,
	embedded.Keyword, embedded.Person, embedded.Ref, embedded.Title, embedded.SupplierID,
}

// List writes a list of photos, as CSV or JSON.
type List struct {
	as    As
	w     io.Writer
	csv   *csv.Writer
	print func(*archive.Photo) (caption, credit string, err error)
	rows  int
}

// NewList begins a list. print gives a caption and a credit as they are printed,
// without notes of the house.
func NewList(w io.Writer, as As, print func(*archive.Photo) (caption, credit string, err error)) (*List, error) {
	l := &List{as: as, w: w, print: print}
	if as == JSON {
		_, err := io.WriteString(w, "[")
		return l, err
	}
	l.csv = csv.NewWriter(w)
	head := []string{"file", "id"}
	for _, f := range columns {
		head = append(head, string(f))
	}
	return l, l.csv.Write(append(head, "credit as printed", "caption and credit as printed", "notes"))
}

// Add adds a photo. file is the name of the file that goes with the list, or of
// the photo's own; empty for none. notes are sentences about it.
func (l *List) Add(p *archive.Photo, file string, notes []string) error {
	printed, credit, err := l.print(p)
	if err != nil {
		return err
	}
	fields := p.Fields()
	l.rows++
	if l.as == JSON {
		item := struct {
			ID      archive.ID     `json:"id"`
			File    string         `json:"file,omitempty"`
			Fields  archive.Fields `json:"fields"`
			Credit  string         `json:"credit,omitempty"`
			Printed string         `json:"printed,omitempty"`
			Notes   []string       `json:"notes,omitempty"`
		}{p.ID, file, fields, credit, printed, notes}
		data, err := json.MarshalIndent(item, "  ", "  ")
		if err != nil {
			return err
		}
		separator := ",\n  "
		if l.rows == 1 {
			separator = "\n  "
		}
		_, err = l.w.Write(append([]byte(separator), data...))
		return err
	}
	cells := []string{file, string(p.ID)}
	for _, f := range columns {
		cells = append(cells, strings.Join(fields[f].Values, "; "))
	}
	cells = append(cells, credit, printed, strings.Join(notes, " "))
	for i, cell := range cells {
		cells[i] = archive.PlainCell(cell)
	}
	return l.csv.Write(cells)
}

// Close ends the list.
func (l *List) Close() error {
	if l.as == JSON {
		_, err := io.WriteString(l.w, "\n]\n")
		return err
	}
	l.csv.Flush()
	return l.csv.Error()
}

// ninjs is a picture as IPTC ninjs 1.3 describes it. Only uri is required; what
// has no place of its own in that standard is left out.
type ninjs struct {
	URI             string           `json:"uri"`
	Type            string           `json:"type"`
	MimeType        string           `json:"mimetype,omitempty"`
	VersionCreated  string           `json:"versioncreated,omitempty"`
	Embargoed       string           `json:"embargoed,omitempty"`
	Urgency         int              `json:"urgency,omitempty"`
	CopyrightNotice string           `json:"copyrightnotice,omitempty"`
	UsageTerms      string           `json:"usageterms,omitempty"`
	EdNote          string           `json:"ednote,omitempty"`
	Person          []ninjsNamed     `json:"person,omitempty"`
	Place           []ninjsNamed     `json:"place,omitempty"`
	Subject         []ninjsNamed     `json:"subject,omitempty"`
	Byline          string           `json:"byline,omitempty"`
	Headline        string           `json:"headline,omitempty"`
	SlugLine        string           `json:"slugline,omitempty"`
	Description     string           `json:"description_text,omitempty"`
	Located         string           `json:"located,omitempty"`
	Renditions      map[string]ninjr `json:"renditions,omitempty"`
}

type ninjsNamed struct {
	Name string `json:"name"`
	Rel  string `json:"rel,omitempty"`
}

type ninjr struct {
	Href     string `json:"href,omitempty"`
	MimeType string `json:"mimetype,omitempty"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
}

// ninjsFile makes the ninjs document of a photo.
func ninjsFile(p *archive.Photo) (*File, error) {
	data, err := json.MarshalIndent(ninjsOf(p), "", "  ")
	if err != nil {
		return nil, fmt.Errorf("export: ninjs of photo %s: %w", p.ID, err)
	}
	return &File{Photo: p.ID, As: Ninjs, Extension: ".json", MediaType: "application/json", content: bytes.NewReader(append(data, '\n'))}, nil
}

func ninjsOf(p *archive.Photo) ninjs {
	fields := p.Fields()
	text := func(f embedded.Field) string { return fields[f].String() }
	mediaType, _ := mediaTypes(p.Format)
	n := ninjs{
		URI: "urn:cutline:" + string(p.ID), Type: "picture", MimeType: mediaType,
		VersionCreated:  dateTime(text(embedded.Moved)),
		Embargoed:       dateTime(text(embedded.Release)),
		CopyrightNotice: text(embedded.Copyright), UsageTerms: text(embedded.Usage), EdNote: text(embedded.Instructions),
		Byline: strings.Join(fields[archive.Photographer].Values, ", "), Headline: text(embedded.Headline), SlugLine: text(embedded.Title),
		Description: text(embedded.Caption),
	}
	if credit := text(embedded.Credit); credit != "" && n.Byline == "" {
		n.Byline = credit
	}
	if n.VersionCreated == "" {
		n.VersionCreated = p.Added.UTC().Format(time.RFC3339)
	}
	if u, err := strconv.Atoi(text(embedded.Urgency)); err == nil && u >= 1 && u <= 9 {
		n.Urgency = u
	}
	for _, name := range fields[embedded.Person].Values {
		n.Person = append(n.Person, ninjsNamed{Name: name})
	}
	for _, f := range []embedded.Field{embedded.Place, embedded.City, embedded.State, embedded.Country} {
		if name := text(f); name != "" {
			n.Place = append(n.Place, ninjsNamed{Name: name})
		}
	}
	for _, name := range fields[embedded.Keyword].Values {
		n.Subject = append(n.Subject, ninjsNamed{Name: name})
	}
	var located []string
	for _, f := range []embedded.Field{embedded.City, embedded.Country} {
		if name := text(f); name != "" {
			located = append(located, name)
		}
	}
	n.Located = strings.Join(located, ", ")
	n.Renditions = map[string]ninjr{"original": {MimeType: mediaType, Width: p.Width, Height: p.Height}}
	return n
}

// dateTime is a date as JSON Schema's date-time, empty for one without a time or
// a zone: nothing is added to what is known.
func dateTime(text string) string {
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04Z07:00"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t.Format(time.RFC3339)
		}
	}
	return ""
}
