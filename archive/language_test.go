package archive_test

import (
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

func TestLanguages(t *testing.T) {
	a := open(t, t.TempDir())
	caption := func(lang, text string) embedded.Statement {
		return embedded.Statement{Place: embedded.XMP, Property: "dc:description", Lang: lang, Value: text}
	}
	id := add(t, a, "/a.jpg", jpegOf(t, caption("x-default", "Fire in Kyiv"), caption("uk", "Пожежа в Києві"), caption("de", "Brand in Kyjiw"))).ID
	shown := func() map[string]string {
		p, err := a.Photo(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		said := map[string]string{"": p.Fields()[embedded.Caption].String()}
		for _, r := range p.Languages(embedded.Caption) {
			said[r.Lang] = r.Values[0] + " " + r.Place
		}
		return said
	}
	expect := func(when string, want map[string]string) {
		t.Helper()
		got := shown()
		for lang, text := range want {
			if got[lang] != text {
				t.Errorf("%s: %q is %q, want %q", when, lang, got[lang], text)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s: %q", when, got)
		}
	}
	expect("as stated", map[string]string{"": "Fire in Kyiv", "uk": "Пожежа в Києві XMP dc:description", "de": "Brand in Kyjiw XMP dc:description"})

	edit := func(lang string, values ...string) archive.Edit {
		return archive.Edit{Field: embedded.Caption, Lang: lang, Op: archive.Set, Values: values}
	}
	carry(t, a, []archive.ID{id}, edit("uk", "Пожежа у Львові"), edit("fr", "Incendie à Lviv"))
	expect("corrected", map[string]string{
		"": "Fire in Kyiv", "uk": "Пожежа у Львові correction", "de": "Brand in Kyjiw XMP dc:description", "fr": "Incendie à Lviv correction",
	})
	// Another language is another field: one correction does not hide the other.
	carry(t, a, []archive.ID{id}, edit("", "Fire in Lviv"), edit("de"))
	expect("emptied", map[string]string{"": "Fire in Lviv", "uk": "Пожежа у Львові correction", "fr": "Incendie à Lviv correction"})
	p, err := a.Undo(t.Context(), id, 1, "Ben")
	if err != nil || p.Corrections[4].Lang != "uk" || p.Corrections[4].To[0] != "Пожежа в Києві" {
		t.Errorf("undone: %+v, error %v", p.Corrections, err)
	}
	expect("undone", map[string]string{"": "Fire in Lviv", "uk": "Пожежа в Києві XMP dc:description", "fr": "Incendie à Lviv correction"})
}
