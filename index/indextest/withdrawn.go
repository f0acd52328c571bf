package indextest

import (
	"testing"

	"cutline/archive"
	"cutline/index"
)

// testWithdrawn holds that a photo that was killed or taken back is found only
// by a query that asks for such, and by a check.
func testWithdrawn(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	killed := photo(t, "killed", 1, "caption: A princess at the palace\nref: PAL1234\nnotice: kill")
	gone := photo(t, "gone", 2, "caption: A prince at the palace\nnotice: withdrawal")
	gone.Shelf.Retired = &archive.Retirement{Folder: "/wire", Days: 30}
	amended := photo(t, "amended", 3, "caption: A duchess at the palace\nnotice: correction")
	edited := photo(t, "edited", 4, "caption: A duke at the palace")
	edited.Corrections = []archive.Correction{{Actor: "ines", Field: "city", To: []string{"London"}}}
	undone := photo(t, "undone", 5, "caption: An earl at the palace")
	undone.Corrections = append(edited.Corrections[:1:1], archive.Correction{Actor: "ines", Field: "city", Undoes: 1})
	apply(t, e, killed, gone, amended, edited, undone)
	for _, sort := range []index.Sort{index.Newest, index.Taken, index.Relevance} {
		for query, want := range map[string]int{
			"": 3, "palace": 3, "princess": 0, "PAL1234": 0, "-duke": 2, "id:" + string(killed.ID): 0,
			"is:withdrawn": 2, "is:withdrawn princess": 1, "is:retired": 0, "is:retired OR palace": 3,
			"palace (is:withdrawn OR -is:withdrawn)": 5, "-is:withdrawn": 3,
			"is:corrected": 2, "-is:corrected": 1,
		} {
			request := index.Request{Query: parse(t, query), Sort: sort}
			if r := search(t, e, request); r.Total != want || len(r.Hits) != want {
				t.Errorf("%q by %s finds %d and shows %d, want %d", query, sort, r.Total, len(r.Hits), want)
			}
		}
		if r := search(t, e, index.Request{Query: parse(t, "palace"), Sort: sort, Withdrawn: true}); r.Total != 5 {
			t.Errorf("a check by %s finds %d, want 5", sort, r.Total)
		}
	}
	// A notice that comes later takes the photo out.
	amended.Seq, amended.Reading.Notice = 6, archive.Kill
	apply(t, e, amended)
	for query, want := range map[string]int{"duchess": 0, "is:withdrawn duchess": 1, "palace": 2} {
		if r := search(t, e, index.Request{Query: parse(t, query)}); r.Total != want {
			t.Errorf("after the kill %q finds %d, want %d", query, r.Total, want)
		}
	}
}
