package archive_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// What did the file say, what did we make of it, who changed it: for every field,
// and as one story.
func TestLayersAndHistory(t *testing.T) {
	a := open(t, t.TempDir())
	id := add(t, a, "/wire/a.jpg", jpegOf(t,
		embedded.Statement{Place: embedded.XMP, Property: "dc:description", Value: "Fire in Kyiv (Vadim Ghirda/AP)"},
		embedded.Statement{Place: embedded.XMP, Property: "photoshop:City", Value: "Kiev"},
		embedded.Statement{Place: embedded.IIM, Property: "2:90", Value: "KIEV"},
	)).ID
	correct(t, a, id, embedded.City, "Kyiv")
	correct(t, a, id, embedded.City, "Kyjiw")
	if _, err := a.Undo(t.Context(), id, 2, "Ben"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.RecordUsage(t.Context(), []archive.ID{id}, archive.Usage{Day: "2026-11-03", Medium: archive.Print, Where: "A3", Actor: "Cleo", Way: archive.ByHand}); err != nil {
		t.Fatal(err)
	}
	collection, err := a.MakeCollection(t.Context(), archive.PhotoCollection{Name: "Front page", Actor: "Eve"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := a.Collect(t.Context(), collection.N, []archive.ID{id}, "Eve"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.Recall(t.Context(), []archive.ID{id}, archive.Recall{Kind: archive.Kill, Actor: "Dan", Why: "wrong man"}); err != nil {
		t.Fatal(err)
	}
	p, err := a.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	account, err := a.Account(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(account.Layers, func(l archive.FieldLayers) bool { return l.Name == embedded.City })
	if i < 0 {
		t.Fatal("the city has no layers")
	}
	city := account.Layers[i]
	if city.String() != "Kyiv" || city.Layer != archive.LayerCorrection || city.Read == nil || city.Read.String() != "Kiev" || city.Read.Place != "XMP photoshop:City" {
		t.Errorf("in force %+v, read %+v", city.Field, city.Read)
	}
	if len(city.Said) != 2 || city.Said[1].Value != "KIEV" || city.Said[0].At != p.Arrivals[0].At {
		t.Errorf("said %+v", city.Said)
	}
	if n := len(city.Corrections); n != 3 || !city.Corrections[0].Stands || city.Corrections[1].Stands || city.Corrections[2].Undoes != 2 {
		t.Errorf("corrected %+v", city.Corrections)
	}

	var told []string
	for i, e := range account.History {
		told = append(told, e.Text)
		if i > 0 && e.At.Before(account.History[i-1].At) {
			t.Errorf("%q comes after %q", e.Text, account.History[i-1].Text)
		}
	}
	want := []string{
		"arrived from /wire/a.jpg",
		"its credit was read as “Vadim Ghirda/AP” from XMP dc:description by rules ",
		"Ada corrected city from “Kiev” to “Kyiv”: twin",
		"Ada corrected city from “Kyiv” to “Kyjiw”: twin",
		"Ben took back what Ada had made of city: from “Kyjiw” to “Kyiv”",
		"it was used on 2026-11-03, print, A3, recorded by Cleo",
		"Eve put it into the collection “Front page”",
		"Dan recorded that it was recalled (kill): wrong man",
	}
	for i, text := range want {
		if i >= len(told) || !strings.HasPrefix(told[i], text) {
			t.Fatalf("the history is\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
		}
	}

	text, err := json.Marshal(account)
	if err != nil {
		t.Fatal(err)
	}
	var shown struct {
		Fields map[string]struct{ Value, Layer, Place any }
		Layers []struct {
			Field string
			Said  []struct{ Place, Value, At string }
			Read  struct{ Value, Place any }
		}
		History []struct{ Kind, Text string }
	}
	if err := json.Unmarshal(text, &shown); err != nil {
		t.Fatal(err)
	}
	if f := shown.Fields["city"]; f.Value != "Kyiv" || f.Layer != "correction" {
		t.Errorf("JSON has the city %+v", f)
	}
	if l := shown.Layers[i]; l.Field != "city" || l.Read.Value != "Kiev" || l.Said[1].Value != "KIEV" || l.Said[0].At == "" {
		t.Errorf("JSON has the layers %+v", l)
	}
	if len(shown.History) != len(account.History) || shown.History[4].Kind != "undone" {
		t.Errorf("JSON has the history %+v", shown.History)
	}
}
