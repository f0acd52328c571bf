package indextest

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// Photo makes a photo of a name, which gives its ID and its file name, and of
// lines "field: value", as the catalogue would hold it after reading. Fields
// that are lists have a line for each value. The flags of a credit are lines
// "pool: true". The photo was added on 1 May 2022 where no line says so.
func Photo(name string, seq archive.Seq, lines string) (*archive.Photo, error) {
	p := &archive.Photo{
		SHA256: sha256.Sum256([]byte(name)),
		Seq:    seq,
		Added:  time.Date(2022, 5, 1, 12, 0, 0, 0, time.UTC),
		Format: "jpeg",
		Width:  3000, Height: 2000, Orientation: 1,
		Arrivals: []archive.Arrival{{Path: "/pictures/" + name + ".jpg"}},
		Reading:  archive.Reading{Values: map[embedded.Field]archive.Read{}},
	}
	p.ID = p.SHA256.ID()
	p.Reading.Credit.Sure = true
	for line := range strings.Lines(lines) {
		field, value, ok := strings.Cut(strings.TrimSpace(line), ":")
		if value = strings.TrimSpace(value); !ok {
			continue
		}
		if err := set(p, field, value); err != nil {
			return nil, fmt.Errorf("photo %s: %s: %w", name, field, err)
		}
	}
	c := &p.Reading.Credit.Credit
	c.Supplier = c.Agency
	if len(c.Via) > 0 {
		c.Supplier = c.Via[len(c.Via)-1]
	}
	return p, nil
}

func set(p *archive.Photo, field, value string) (err error) {
	if setCredit(&p.Reading.Credit.Credit, field, value) {
		return nil
	}
	switch field {
	case "size":
		_, err = fmt.Sscanf(value, "%dx%d", &p.Width, &p.Height)
	case "path":
		p.Arrivals[0].Path = value
	case "format":
		p.Format = value
	case "added":
		p.Added, err = time.Parse(time.RFC3339, value)
	case "also": // a statement that lost to another
		p.Statements = append(p.Statements, embedded.Statement{
			Place: embedded.EXIF, Property: "ImageDescription", Field: embedded.Caption, Value: value,
		})
	case "stated": // a statement of a property, as in XMP lr:weight=heavy
		place, rest, _ := strings.Cut(value, " ")
		property, value, ok := strings.Cut(rest, "=")
		if !ok {
			return fmt.Errorf("%q is not place property=value", rest)
		}
		p.Statements = append(p.Statements, embedded.Statement{
			Place: place, Property: property, Field: embedded.FieldOf(property), Value: value,
		})
	case "term":
		p.Reading.Terms = append(p.Reading.Terms, terms.Term{Kind: terms.Kind(value)})
	case "notice":
		p.Reading.Notice = archive.Notice(value)
	case "conflict":
		p.Reading.Credit.Differences = append(p.Reading.Credit.Differences, credit.Difference{Severity: "conflict", Text: value})
	default:
		name := embedded.Field(field)
		read := p.Reading.Values[name]
		read.Values = append(read.Values, value)
		p.Reading.Values[name] = read
	}
	return err
}

// setCredit sets a part of the credit and reports whether the field is one.
func setCredit(c *credit.Credit, field, value string) bool {
	switch field {
	case "photographer":
		c.Photographers = append(c.Photographers, value)
	case "agency":
		c.Agency = value
	case "via":
		c.Via = append(c.Via, value)
	case "unread":
		c.Unread = append(c.Unread, value)
		c.Sure = false
	case "courtesy":
		c.Courtesy = value
	case "pool":
		c.Pool = value == "true"
	case "handout":
		c.Handout = value == "true"
	case "file":
		c.File = value == "true"
	case "symbolic":
		c.Symbolic = value == "true"
	case "stringer":
		c.Stringer = value == "true"
	default:
		return false
	}
	return true
}
