package archive_test

import (
	"bytes"
	"errors"
	"slices"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// correct corrects a field and returns the photo then.
func correct(t *testing.T, a *archive.Archive, id archive.ID, field embedded.Field, to ...string) *archive.Photo {
	t.Helper()
	p, err := a.Correct(t.Context(), id, archive.Correction{Actor: "Ada", Field: field, To: to, Why: "twin"}, nil)
	if err != nil {
		t.Fatalf("correct %s to %q: %v", field, to, err)
	}
	return p
}

func waiting(t *testing.T, a *archive.Archive, queue string) []archive.ID {
	t.Helper()
	ids, err := a.Queued.Waiting(t.Context(), queue, "", 10)
	if err != nil {
		t.Fatal(err)
	}
	counts, err := a.Queued.CountWaiting(t.Context())
	if err != nil || counts[queue] != len(ids) {
		t.Errorf("%s: %d counted, %d listed, error %v", queue, counts[queue], len(ids), err)
	}
	return ids
}

func TestCorrectAndUndo(t *testing.T) {
	a := open(t, t.TempDir())
	o := add(t, a, "/old/1998/ap/a.jpg", picture(t, 1))
	if got := waiting(t, a, archive.NoCredit); !slices.Equal(got, []archive.ID{o.ID}) {
		t.Fatalf("waiting for a credit: %v", got)
	}
	before, err := a.Photo(t.Context(), o.ID)
	if err != nil {
		t.Fatal(err)
	}

	p := correct(t, a, o.ID, embedded.Credit, "Saul Loeb/Pool via AP")
	c := p.Reading.Credit
	if !slices.Equal(c.Photographers, []string{"Saul Loeb"}) || !c.Pool || !slices.Equal(c.Via, []string{"AP"}) || !c.Sure {
		t.Errorf("the credit reads %+v", c.Credit)
	}
	fields := p.Fields()
	if f := fields[embedded.Credit]; f.Layer != archive.LayerCorrection || f.String() != "Saul Loeb/Pool via AP" {
		t.Errorf("the field: %+v", f)
	}
	if f := fields[archive.Photographer]; f.Layer != archive.LayerCorrection {
		t.Errorf("what follows from it: %+v", f)
	}
	if got := waiting(t, a, archive.NoCredit); len(got) > 0 {
		t.Errorf("still waiting: %v", got)
	}
	changes, err := a.Catalogue.Changes(t.Context(), before.Seq, 10)
	if err != nil || len(changes) != 1 || changes[0].ID != o.ID {
		t.Errorf("the feed has %v, error %v", changes, err)
	}

	// A second correction, then back step by step.
	p = correct(t, a, o.ID, embedded.Credit, "Ana Costa/AFP")
	if c := p.Corrections[1]; !slices.Equal(c.From, []string{"Saul Loeb/Pool via AP"}) || !slices.Equal(c.To, []string{"Ana Costa/AFP"}) || c.At.IsZero() || c.Why != "twin" {
		t.Errorf("recorded as %+v", c)
	}
	for _, want := range []struct {
		undo   int
		credit string
		left   int
	}{{2, "Saul Loeb/Pool via AP", 0}, {1, "", 1}} {
		if p, err = a.Undo(t.Context(), o.ID, want.undo, "Ben"); err != nil {
			t.Fatal(err)
		}
		if got := p.Fields()[embedded.Credit].String(); got != want.credit || len(waiting(t, a, archive.NoCredit)) != want.left {
			t.Errorf("after the undo of %d: credit %q", want.undo, got)
		}
	}
	if _, err := a.Undo(t.Context(), o.ID, 2, "Ben"); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("an undo twice: %v", err)
	}
	if _, err := a.Undo(t.Context(), o.ID, 3, "Ben"); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("an undo of an undo: %v", err)
	}
	// All of it is in the catalogue, also for another arrival that writes the photo.
	if out, err := a.Add(t.Context(), archive.Incoming{Path: "/b.jpg", Actor: "x", Source: bytes.NewReader(picture(t, 1))}); err != nil || out.ID != o.ID {
		t.Fatalf("%+v, error %v", out, err)
	}
	p, err = a.Photo(t.Context(), o.ID)
	if err != nil || len(p.Corrections) != 4 || p.Corrections[3].Undoes != 1 || p.Corrections[3].Actor != "Ben" {
		t.Errorf("corrections %+v, error %v", p.Corrections, err)
	}
}

func TestCorrectionRulesOverTheCaption(t *testing.T) {
	a := open(t, t.TempDir())
	o := add(t, a, "/a.jpg", jpegSaying(t, "Firefighters in Kyiv, March 17, 2022 (Vadim Ghirda/AP)"))
	p := correct(t, a, o.ID, embedded.Credit, "Ana Costa/Reuters")
	if c := p.Reading.Credit; !slices.Equal(c.Photographers, []string{"Ana Costa"}) || c.Agency != "Reuters" || c.Conflicts() {
		t.Errorf("the credit reads %+v", c)
	}
	if got := p.Fields()[embedded.Caption].String(); got != "Firefighters in Kyiv, March 17, 2022" {
		t.Errorf("the caption reads %q", got)
	}
	p = correct(t, a, o.ID, embedded.Caption)
	if f, ok := p.Fields()[embedded.Caption]; ok {
		t.Errorf("an emptied caption: %+v", f)
	}
	p, err := a.Undo(t.Context(), o.ID, 2, "Ada")
	if err != nil || p.Fields()[embedded.Caption].String() != "Firefighters in Kyiv, March 17, 2022" {
		t.Errorf("after the undo: %+v, error %v", p.Fields()[embedded.Caption], err)
	}
	// Reading again keeps to it.
	if _, err := a.SetRules(t.Context(), "[residue]\nzzz", 0, "Ada"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Reread(t.Context(), archive.Reread{}); err != nil {
		t.Fatal(err)
	}
	if p, err = a.Photo(t.Context(), o.ID); err != nil || p.Reading.Credit.Agency != "Reuters" {
		t.Errorf("read again: %+v, error %v", p.Reading.Credit, err)
	}
}

func TestCorrectionsThatCannotBe(t *testing.T) {
	a := open(t, t.TempDir())
	o := add(t, a, "/a.jpg", picture(t, 1))
	for name, c := range map[string]archive.Correction{
		"no such field":    {Field: "nonsense", To: []string{"x"}},
		"a derived one":    {Field: archive.Agency, To: []string{"AP"}},
		"blank":            {Field: embedded.Credit, To: []string{" "}},
		"control":          {Field: embedded.Credit, To: []string{"a\x1b[2J"}},
		"not UTF-8":        {Field: embedded.Credit, To: []string{"a\xff"}},
		"no date":          {Field: embedded.Taken, To: []string{"yesterday"}},
		"an unclear date":  {Field: embedded.Taken, To: []string{"3/4/2022"}},
		"too many values":  {Field: embedded.Headline, To: []string{"a", "b"}},
		"much too long":    {Field: embedded.Caption, To: []string{string(bytes.Repeat([]byte("x"), 65<<10))}},
		"an identity of a": {Field: embedded.GPS, To: []string{"1,2"}},
	} {
		c.Actor = "Ada"
		var wrong *archive.CorrectionError
		if _, err := a.Correct(t.Context(), o.ID, c, nil); !errors.As(err, &wrong) {
			t.Errorf("%s: %v", name, err)
		}
	}
	p := correct(t, a, o.ID, embedded.Taken, "17 March 2022")
	if got := p.Fields()[embedded.Taken].String(); got != "2022-03-17" {
		t.Errorf("the date is %q", got)
	}
	c := archive.Correction{Actor: "Ada", Field: embedded.Headline, To: []string{"A"}}
	if _, err := a.Correct(t.Context(), o.ID, c, []string{"was"}); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("made from another state: %v", err)
	}
	if _, err := a.Correct(t.Context(), "aaaaaaaaaaaaaaaaaaaa", c, nil); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("of no photo: %v", err)
	}
}

// jpegSaying is a JPEG with this caption.
func jpegSaying(t *testing.T, caption string) []byte {
	t.Helper()
	return jpegOf(t, embedded.Statement{Place: embedded.XMP, Property: "dc:description", Value: caption})
}

// jpegOf is a JPEG that says this.
func jpegOf(t *testing.T, statements ...embedded.Statement) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := embedded.WriteJPEG(&out, picture(t, 7), statements); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}
