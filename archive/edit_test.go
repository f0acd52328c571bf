package archive_test

import (
	"errors"
	"runtime"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// begin begins a batch over photos and carries it out.
func carry(t *testing.T, a *archive.Archive, ids []archive.ID, edits ...archive.Edit) (archive.Batch, map[archive.ID]archive.Edited) {
	t.Helper()
	b, err := a.Begin(t.Context(), archive.Batch{Actor: "Ada", Why: "spelling", Edits: edits}, ids)
	if err != nil {
		t.Fatalf("begin %v: %v", edits, err)
	}
	edited := make(map[archive.ID]archive.Edited)
	b, err = a.Carry(t.Context(), b.N, func(e archive.Edited) { edited[e.ID] = e })
	if err != nil {
		t.Fatal(err)
	}
	return b, edited
}

// value are the values of a field of a photo.
func value(t *testing.T, a *archive.Archive, id archive.ID, field embedded.Field) string {
	t.Helper()
	p, err := a.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(p.Fields()[field].Values, "|")
}

func TestEdits(t *testing.T) {
	a := open(t, t.TempDir())
	id := add(t, a, "/a.jpg", jpegSaying(t, "Firefighters in Kyiv (Vadim Girda/Pool via AP)")).ID
	for _, test := range []struct {
		name string
		edit archive.Edit
		want string
	}{
		{"set", archive.Edit{Field: embedded.Keyword, Op: archive.Set, Values: []string{"fire", "Kyiv"}}, "fire|Kyiv"},
		{"append to a list what it lacks", archive.Edit{Field: embedded.Keyword, Op: archive.Append, Values: []string{"Kyiv", "smoke"}}, "fire|Kyiv|smoke"},
		{"prepend to a list", archive.Edit{Field: embedded.Keyword, Op: archive.Prepend, Values: []string{"Ukraine"}}, "Ukraine|fire|Kyiv|smoke"},
		{"replace in a list", archive.Edit{Field: embedded.Keyword, Op: archive.Replace, Find: "fire", With: "smoke"}, "Ukraine|smoke|Kyiv"},
		{"replace by nothing", archive.Edit{Field: embedded.Keyword, Op: archive.Replace, Find: "Kyiv"}, "Ukraine|smoke"},
		{"append to nothing", archive.Edit{Field: embedded.Headline, Op: archive.Append, Values: []string{"Blaze"}}, "Blaze"},
		{"append", archive.Edit{Field: embedded.Headline, Op: archive.Append, Values: []string{"in Kyiv"}}, "Blaze in Kyiv"},
		{"prepend with a blank of its own", archive.Edit{Field: embedded.Headline, Op: archive.Prepend, Values: []string{"FILE – "}}, "FILE – Blaze in Kyiv"},
		{"the caption without its sign-off", archive.Edit{Field: embedded.Caption, Op: archive.Replace, Find: "Kyiv", With: "Lviv"}, "Firefighters in Lviv"},
		{"the credit wherever it stands", archive.Edit{Field: embedded.Credit, Op: archive.Replace, Find: "Girda", With: "Ghirda"}, "Vadim Ghirda/Pool via AP"},
		{"a date in another form", archive.Edit{Field: embedded.Taken, Op: archive.Set, Values: []string{"17 March 2022"}}, "2022-03-17"},
		{"a country code", archive.Edit{Field: embedded.CountryCode, Op: archive.Set, Values: []string{"ukr"}}, "UKR"},
		{"a rating", archive.Edit{Field: embedded.Rating, Op: archive.Set, Values: []string{"-1"}}, "-1"},
		{"empty", archive.Edit{Field: embedded.Headline, Op: archive.Set}, ""},
	} {
		b, edited := carry(t, a, []archive.ID{id}, test.edit)
		if got := value(t, a, id, test.edit.Field); got != test.want || b.Changed != 1 {
			t.Errorf("%s: %q, %d changed (%s); want %q", test.name, got, b.Changed, edited[id].Refused, test.want)
		}
		if b, _ = carry(t, a, []archive.ID{id}, archive.Edit{Field: test.edit.Field, Op: archive.Set, Values: split(test.want)}); b.Unchanged != 1 {
			t.Errorf("%s: the same again is %+v", test.name, b)
		}
	}
	if p, err := a.Photo(t.Context(), id); err != nil || !p.Reading.Credit.Pool || !slices.Equal(p.Reading.Credit.Photographers, []string{"Vadim Ghirda"}) {
		t.Errorf("the credit reads %+v, error %v", p.Reading.Credit, err)
	}
}

func split(values string) []string {
	if values == "" {
		return nil
	}
	return strings.Split(values, "|")
}

func TestEditsThatCannotBe(t *testing.T) {
	set := func(field embedded.Field, values ...string) archive.Edit {
		return archive.Edit{Field: field, Op: archive.Set, Values: values}
	}
	for _, test := range []struct {
		says  string
		edits []archive.Edit
	}{
		{"no field is named", nil},
		{"did you mean caption?", []archive.Edit{set("captoin", "x")}},
		{"did you mean by?", []archive.Edit{set("byline", "x")}},
		{"did you mean keyword?", []archive.Edit{set("keywords", "x")}},
		{"there are headline, caption", []archive.Edit{set("zzzzzz", "x")}},
		{"correct credit instead", []archive.Edit{set(archive.Agency, "AP")}},
		{"measured by the file", []archive.Edit{set(embedded.GPS, "1,2")}},
		{"one value, not 2", []archive.Edit{set(embedded.Headline, "a", "b")}},
		{"is no date", []archive.Edit{set(embedded.Taken, "31 February 2022")}},
		{"a number from -1 to 5", []archive.Edit{set(embedded.Rating, "six")}},
		{"a number from 0 to 9", []archive.Edit{set(embedded.Urgency, "10")}},
		{"no country code", []archive.Edit{set(embedded.CountryCode, "XQZ")}},
		{"named twice", []archive.Edit{set(embedded.City, "a"), set(embedded.City, "b")}},
		{"nothing can be added", []archive.Edit{{Field: embedded.Taken, Op: archive.Append, Values: []string{"x"}}}},
		{"nothing is written to be added", []archive.Edit{{Field: embedded.City, Op: archive.Append}}},
		{"nothing is written to be found", []archive.Edit{{Field: embedded.City, Op: archive.Replace, With: "x"}}},
		{"without control characters", []archive.Edit{{Field: embedded.City, Op: archive.Replace, Find: "a", With: "\x1b[2J"}}},
		{"there are set, append", []archive.Edit{{Field: embedded.City, Op: "explode"}}},
		{"has no languages", []archive.Edit{{Field: embedded.City, Lang: "uk", Op: archive.Set, Values: []string{"x"}}}},
		{"is no language", []archive.Edit{{Field: embedded.Caption, Lang: "klingonese!", Op: archive.Set, Values: []string{"x"}}}},
	} {
		err := archive.CheckEdits(test.edits)
		if _, ok := errors.AsType[*archive.CorrectionError](err); !ok || !strings.Contains(err.Error(), test.says) {
			t.Errorf("%v: %v; want %q", test.edits, err, test.says)
		}
	}
	if got := archive.Cut(embedded.Credit, []string{strings.Repeat("é", 20)}); !strings.Contains(got, "IPTC-IIM cut after 32") {
		t.Errorf("a long credit: %q", got)
	}
	if got := archive.Cut(embedded.AltText, []string{strings.Repeat("é", 2000)}); got != "" {
		t.Errorf("what has no place in IIM: %q", got)
	}
}

// A letter replaced by a long text everywhere is refused, and takes no memory
// first: that would be 4 GB.
func TestReplacedByFarTooMuch(t *testing.T) {
	a := open(t, t.TempDir())
	id := stored(t, a, 1)[0]
	long := strings.Repeat("a", 60<<10)
	carry(t, a, []archive.ID{id}, archive.Edit{Field: embedded.Caption, Op: archive.Set, Values: []string{long}})
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, edited := carry(t, a, []archive.ID{id}, archive.Edit{Field: embedded.Caption, Op: archive.Replace, Find: "a", With: long})
	runtime.ReadMemStats(&after)
	if got := edited[id].Refused; !strings.Contains(got, "at most 64") {
		t.Errorf("refused: %q", got)
	}
	if took := after.TotalAlloc - before.TotalAlloc; took > 200<<20 {
		t.Errorf("it took %d MB", took>>20)
	}
}

// A correction takes the place of what was said in its field, also where that
// did not rule; not of the sign-off in a caption.
func TestCorrectionTakesThePlaceOfItsField(t *testing.T) {
	a := open(t, t.TempDir())
	id := add(t, a, "/a.jpg", jpegOf(t,
		embedded.Statement{Place: embedded.XMP, Property: "dc:description", Value: "Fire in Kyiv (Vadim Ghirda/AP)"},
		embedded.Statement{Place: embedded.XMP, Property: "dc:creator", Value: "Ana Costa"},
		embedded.Statement{Place: embedded.XMP, Property: "photoshop:Instructions", Value: "NO SALES"},
	)).ID
	p, err := a.Photo(t.Context(), id)
	if err != nil || !p.Reading.Credit.Conflicts() || len(p.Reading.Terms) == 0 {
		t.Fatalf("before: conflicts %v, terms %v, error %v", p.Reading.Credit.Conflicts(), p.Reading.Terms, err)
	}
	if p = correct(t, a, id, embedded.By, "Vadim Ghirda"); p.Reading.Credit.Conflicts() {
		t.Errorf("the by-line that was corrected still counts: %+v", p.Reading.Credit.Differences)
	}
	if p = correct(t, a, id, embedded.Instructions, "Editorial use only"); len(p.Reading.Terms) != 1 || p.Reading.Terms[0].Text != "Editorial use only" {
		t.Errorf("the restriction that was corrected still counts: %+v", p.Reading.Terms)
	}
	if p = correct(t, a, id, embedded.Caption, "Fire in Lviv"); p.Reading.Credit.Agency != "AP" {
		t.Errorf("the sign-off went with the caption: %+v", p.Reading.Credit)
	}
}
