package archive_test

import (
	"bytes"
	"slices"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// worded adds a picture with its words.
func worded(t *testing.T, a *archive.Archive, path string, data []byte, words map[string]string) archive.ID {
	t.Helper()
	var statements []embedded.Statement
	for property, value := range words {
		statements = append(statements, embedded.Statement{Place: embedded.XMP, Property: property, Value: value})
	}
	var out bytes.Buffer
	if err := embedded.WriteJPEG(&out, data, statements); err != nil {
		t.Fatal(err)
	}
	return add(t, a, path, out.Bytes()).ID
}

// relations are those of a photo, by the photo they lead to.
func relations(t *testing.T, a *archive.Archive, id archive.ID) map[archive.ID][]string {
	t.Helper()
	p, err := a.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	kinds := make(map[archive.ID][]string)
	for _, r := range p.Relations {
		kinds[r.Of] = append(kinds[r.Of], r.Kind)
	}
	return kinds
}

func TestVersions(t *testing.T) {
	getty := func(number, caption string) map[string]string {
		return map[string]string{"photoshop:Credit": "Phil Cole/Getty Images", "plus:ImageSupplierImageID": number, "dc:description": caption}
	}
	scene, brighter, unlike := bars(t, 3, 0), bars(t, 3, 20), bars(t, 4, 0)
	for _, test := range []struct {
		name          string
		first, second map[string]string
		other         []byte
		want          []string
	}{
		{"the same number, written otherwise", getty("9E62-7F74", "Goal"), getty("9e627f74", "A goal"), brighter, []string{archive.VersionOf}},
		{"another number", getty("82486881", "Goal"), getty("82486882", "Goal"), brighter, nil},
		{"a word is no number", getty("Warehouse", "Goal"), getty("Warehouse", "Goal"), brighter, nil},
		{"too short", getty("4711", "Goal"), getty("4711", "Goal"), brighter, nil},
		{"an unlike picture", getty("82486881", "Goal"), getty("82486881", "Fans"), unlike, nil},
		{
			"another supplier", getty("82486881", "Goal"),
			map[string]string{"photoshop:Credit": "Phil Cole/Reuters", "plus:ImageSupplierImageID": "82486881"},
			brighter, nil,
		},
		{"the same pixels with other words", map[string]string{"dc:description": "a"}, map[string]string{"dc:description": "b"}, scene, []string{archive.SamePixels}},
		{
			"the same pixels, correcting",
			map[string]string{"dc:description": "Kiev"},
			map[string]string{"dc:description": "CORRECTS spelling. Kyiv"},
			scene,
			[]string{archive.SamePixels, archive.VersionOf},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			a := open(t, t.TempDir())
			one := worded(t, a, "/1.jpg", scene, test.first)
			before, err := a.Photo(t.Context(), one)
			if err != nil {
				t.Fatal(err)
			}
			two := worded(t, a, "/2.jpg", test.other, test.second)
			if got := relations(t, a, one)[two]; !slices.Equal(got, test.want) {
				t.Errorf("from the first: %v, want %v", got, test.want)
			}
			if got := relations(t, a, two)[one]; !slices.Equal(got, test.want) {
				t.Errorf("from the second: %v, want %v", got, test.want)
			}
			if after, err := a.Photo(t.Context(), one); err != nil || test.want != nil && after.Seq == before.Seq {
				t.Errorf("the first did not change in the feed: Seq %d, error %v", after.Seq, err)
			}
		})
	}

	// A number that stands at an unlike picture tells nothing of the others, and
	// a corrected one does.
	a := open(t, t.TempDir())
	one := worded(t, a, "/1.jpg", scene, getty("82486881", "Goal"))
	two := worded(t, a, "/2.jpg", brighter, getty("82486881", "A goal"))
	three := worded(t, a, "/3.jpg", unlike, getty("82486881", "Fans"))
	if got := relations(t, a, one); len(got) != 0 {
		t.Errorf("beside an unlike picture: %v", got)
	}
	correct(t, a, three, embedded.SupplierID, "82486999")
	if got := relations(t, a, one)[two]; !slices.Equal(got, []string{archive.VersionOf}) {
		t.Errorf("after the wrong number was corrected: %v", got)
	}
}

func TestOtherCredits(t *testing.T) {
	a := open(t, t.TempDir())
	scene := bars(t, 3, 0)
	credited := func(path, credit string) archive.ID {
		return worded(t, a, path, scene, map[string]string{"photoshop:Credit": credit, "photoshop:Headline": path})
	}
	ap, reuters, same := credited("/ap.jpg", "Vadim Ghirda/AP"), credited("/r.jpg", "Ana Costa/Reuters"), credited("/ap2.jpg", "Vadim Ghirda/AP Photo")
	pairs := func() (list [][2]archive.ID) {
		t.Helper()
		found, next, err := a.OtherCredits(t.Context(), "", 10)
		if err != nil || next != "" {
			t.Fatalf("next %q, error %v", next, err)
		}
		for _, p := range found {
			list = append(list, [2]archive.ID{p.A.ID, p.B.ID})
			if !p.Conflict {
				t.Errorf("%s and %s are no conflict", p.A.ID, p.B.ID)
			}
		}
		return list
	}
	if got, want := pairs(), [][2]archive.ID{{ap, reuters}, {reuters, same}}; !slices.Equal(got, want) {
		t.Fatalf("%v, want %v", got, want)
	}
	pool := credited("/pool.jpg", "Ana Costa/Pool via AP") // as reuters has it, from another sender
	if got := pairs(); len(got) != 4 || slices.Contains(got, [2]archive.ID{reuters, pool}) {
		t.Errorf("with a pool twin: %v", got)
	}
	for _, id := range []archive.ID{ap, same} {
		if err := a.SettleBoth(t.Context(), pool, id, "Ada"); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.SettleBoth(t.Context(), reuters, ap, "Ada"); err != nil {
		t.Fatal(err)
	}
	if got, want := pairs(), [][2]archive.ID{{reuters, same}}; !slices.Equal(got, want) {
		t.Errorf("one settled: %v, want %v", got, want)
	}
	p, err := a.TakeCredit(t.Context(), same, reuters, "Ada")
	if err != nil || p.Fields()[embedded.Credit].String() != "Ana Costa/Reuters" || p.Corrections[0].Why != "the credit of the same picture, "+string(reuters) {
		t.Errorf("taken over: %+v, error %v", p.Corrections, err)
	}
	if got, want := pairs(), [][2]archive.ID{{ap, same}}; !slices.Equal(got, want) {
		t.Errorf("one taken over: %v, want %v", got, want)
	}
}

func TestTakeOver(t *testing.T) {
	a := open(t, t.TempDir())
	scene := bars(t, 3, 0)
	old := worded(t, a, "/1.jpg", scene, map[string]string{"photoshop:City": "Kiev", "dc:description": "Fire"})
	correct(t, a, old, embedded.City, "Kyiv")
	correct(t, a, old, embedded.Headline, "Blaze")
	later := worded(t, a, "/2.jpg", scene, map[string]string{"photoshop:City": "Kiev", "dc:description": "CORRECTS. Blaze", "photoshop:Headline": "Blaze"})
	from, err := a.Photo(t.Context(), old)
	if err != nil {
		t.Fatal(err)
	}
	p, err := a.Photo(t.Context(), later)
	if err != nil {
		t.Fatal(err)
	}
	if list := archive.ToTakeOver(p, from); len(list) != 1 || list[0].Field != embedded.City {
		t.Fatalf("to take over: %+v", list)
	}
	p, err = a.TakeOver(t.Context(), later, old, "Ben")
	if err != nil || p.Fields()[embedded.City].String() != "Kyiv" || len(p.Corrections) != 1 ||
		p.Corrections[0].Actor != "Ben" || p.Corrections[0].Why != "taken over from "+string(old)+", corrected by Ada: twin" {
		t.Errorf("taken over: %+v, error %v", p.Corrections, err)
	}
	if list := archive.ToTakeOver(p, from); len(list) != 0 {
		t.Errorf("still to take over: %+v", list)
	}
}
