// Package indextest holds every index.Engine to its contract.
package indextest

import (
	"embed"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/index"
)

//go:embed testdata
var testdata embed.FS

// Open opens the engine in a directory; dates without a zone are in zone. A
// test closes what it opens.
type Open func(t *testing.T, dir string, zone *time.Location) index.Engine

// Test runs all tests on the engine that open opens.
func Test(t *testing.T, open Open) {
	t.Run("relevance", func(t *testing.T) { testRelevance(t, open) })
	t.Run("judgements", func(t *testing.T) { testJudgements(t, open) })
	t.Run("suggestions", func(t *testing.T) { testSuggestions(t, open) })
	t.Run("empty", func(t *testing.T) { testEmpty(t, open) })
	t.Run("apply", func(t *testing.T) { testApply(t, open) })
	t.Run("reopen", func(t *testing.T) { testReopen(t, open) })
	t.Run("paging", func(t *testing.T) { testPaging(t, open) })
	t.Run("paging while photos arrive", func(t *testing.T) { testPagingWhileArriving(t, open) })
	t.Run("ranked", func(t *testing.T) { testRanked(t, open) })
	t.Run("complete", func(t *testing.T) { testComplete(t, open) })
	t.Run("completions of what left", func(t *testing.T) { testCompleteLeft(t, open) })
	t.Run("relevance of what changed", func(t *testing.T) { testRelevanceChanged(t, open) })
	t.Run("a phrase twice", func(t *testing.T) { testPhraseTwice(t, open) })
	t.Run("facets", func(t *testing.T) { testFacets(t, open) })
	t.Run("zone", func(t *testing.T) { testZone(t, open) })
	t.Run("now", func(t *testing.T) { testNow(t, open) })
	t.Run("retired", func(t *testing.T) { testRetired(t, open) })
	t.Run("forget", func(t *testing.T) { testForget(t, open) })
	t.Run("withdrawn", func(t *testing.T) { testWithdrawn(t, open) })
	t.Run("leaves", func(t *testing.T) { testLeaves(t, open) })
	t.Run("used", func(t *testing.T) { testUsed(t, open) })
	t.Run("desk", func(t *testing.T) { testDesk(t, open) })
	t.Run("since", func(t *testing.T) { testSince(t, open) })
	t.Run("requests", func(t *testing.T) { testRequests(t, open) })
	t.Run("hostile", func(t *testing.T) { testHostile(t, open) })
	t.Run("inventory", func(t *testing.T) { testInventory(t, open) })
	t.Run("concurrent", func(t *testing.T) { testConcurrent(t, open) })
}

// Photos are the photos of testdata/photos.txt, each with the next Seq, and
// their names by ID.
func Photos() ([]*archive.Photo, map[archive.ID]string, error) {
	names := map[archive.ID]string{}
	photos, err := photosOf("photos.txt", nil, names)
	return photos, names, err
}

// photosOf adds the photos of a file of testdata to some, each with the next
// Seq, and their names to names.
func photosOf(file string, photos []*archive.Photo, names map[archive.ID]string) ([]*archive.Photo, error) {
	text, err := testdata.ReadFile("testdata/" + file)
	if err != nil {
		return nil, err
	}
	for _, block := range strings.Split(string(text), "\n= ")[1:] {
		name, lines, _ := strings.Cut(block, "\n")
		p, err := Photo(name, archive.Seq(len(photos)+1), lines)
		if err != nil {
			return nil, err
		}
		photos = append(photos, p)
		names[p.ID] = name
	}
	return photos, nil
}

// filled opens an engine in a new directory and applies all test photos.
func filled(t *testing.T, open Open) (index.Engine, []*archive.Photo, map[archive.ID]string) {
	t.Helper()
	photos, names, err := Photos()
	if err != nil {
		t.Fatal(err)
	}
	e := opened(t, open, t.TempDir())
	apply(t, e, photos...)
	return e, photos, names
}

func opened(t *testing.T, open Open, dir string) index.Engine {
	t.Helper()
	e := open(t, dir, time.UTC)
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return e
}

// apply applies photos, the last of which has the last Seq.
func apply(t *testing.T, e index.Engine, photos ...*archive.Photo) {
	t.Helper()
	if err := e.Apply(t.Context(), photos, photos[len(photos)-1].Seq); err != nil {
		t.Fatal(err)
	}
}

func photo(t *testing.T, name string, seq archive.Seq, lines string) *archive.Photo {
	t.Helper()
	p, err := Photo(name, seq, lines)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func parse(t *testing.T, text string) *index.Query {
	t.Helper()
	q, err := index.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func search(t *testing.T, e index.Engine, r index.Request) *index.Result {
	t.Helper()
	result, err := e.Search(t.Context(), r)
	if err != nil {
		t.Fatalf("search %q: %v", r.Query, err)
	}
	return result
}

// find searches and returns the names of the hits; those of ids without a name
// are the IDs.
func find(t *testing.T, e index.Engine, names map[archive.ID]string, query string) []string {
	t.Helper()
	return hitNames(search(t, e, index.Request{Query: parse(t, query)}), names)
}

func hitNames(r *index.Result, names map[archive.ID]string) []string {
	found := []string{}
	for _, hit := range r.Hits {
		name, ok := names[hit.ID]
		if !ok {
			name = string(hit.ID)
		}
		found = append(found, name)
	}
	return found
}

func testRelevance(t *testing.T, open Open) {
	e, photos, names := filled(t, open)
	text, err := testdata.ReadFile("testdata/queries.txt")
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		name, rest, _ := strings.Cut(line, " / ")
		cut := strings.LastIndex(rest, " / ")
		if cut < 0 {
			t.Fatalf("queries.txt: %q is not name / query / photos", line)
		}
		query, fuzzy := strings.CutPrefix(rest[:cut], "~")
		for _, p := range photos {
			query = strings.ReplaceAll(query, "{"+names[p.ID]+"}", string(p.ID))
		}
		t.Run(name, func(t *testing.T) {
			result := search(t, e, index.Request{Query: parse(t, query)})
			expect(t, hitNames(result, names), strings.Fields(rest[cut+3:]))
			if result.Fuzzy != fuzzy {
				t.Errorf("search %q: fuzzy %v, want %v", query, result.Fuzzy, fuzzy)
			}
		})
	}
}

// expect compares hits with the words of a line of queries.txt.
func expect(t *testing.T, got, want []string) {
	t.Helper()
	switch last := want[len(want)-1]; last {
	case "-":
		want = []string{}
	case "...":
		want = want[:len(want)-1]
		got = got[:min(len(got), len(want))]
	default:
		want = want[:len(want)-1]
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("hits (-want +got):\n%s", diff)
	}
}

func testEmpty(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	if c := e.Cursor(); c != 0 {
		t.Errorf("the cursor of an empty engine is %d, want 0", c)
	}
	r := search(t, e, index.Request{Facets: index.FacetNames()})
	if r.Total != 0 || len(r.Hits) != 0 || r.Next != "" || !r.Exact {
		t.Errorf("an empty engine finds %+v", r)
	}
}

func testApply(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	first := photo(t, "one", 1, "caption: A heron stands in the reeds.")
	apply(t, e, first)
	apply(t, e, first)
	names := map[archive.ID]string{first.ID: "one"}
	if diff := cmp.Diff([]string{"one"}, find(t, e, names, "heron")); diff != "" {
		t.Errorf("applied twice (-want +got):\n%s", diff)
	}
	changed := photo(t, "one", 2, "caption: A stork stands in the reeds.")
	apply(t, e, changed)
	if got := find(t, e, names, "heron"); len(got) != 0 {
		t.Errorf("the old words still find %v", got)
	}
	if diff := cmp.Diff([]string{"one"}, find(t, e, names, "stork reeds")); diff != "" {
		t.Errorf("the new words (-want +got):\n%s", diff)
	}
	if err := e.Apply(t.Context(), nil, 9); err != nil {
		t.Fatal(err)
	}
	if c := e.Cursor(); c != 9 {
		t.Errorf("the cursor is %d, want 9", c)
	}
	if s := e.Status(); s.Seq != 9 || s.Photos != 1 || s.Rebuilding {
		t.Errorf("the status is %+v, want Seq 9 and 1 photo", s)
	}
	if r := search(t, e, index.Request{}); r.Seq != 9 {
		t.Errorf("a result knows changes up to %d, want 9", r.Seq)
	}
}

func testReopen(t *testing.T, open Open) {
	dir := t.TempDir()
	photos, names, err := Photos()
	if err != nil {
		t.Fatal(err)
	}
	e := open(t, dir, time.UTC)
	apply(t, e, photos...)
	cursor := e.Cursor()
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	e = opened(t, open, dir)
	if got := e.Cursor(); got != cursor {
		t.Errorf("the cursor is %d after reopening, want %d", got, cursor)
	}
	if got := e.Status().Photos; got != len(photos) {
		t.Errorf("%d photos are found after reopening, want %d", got, len(photos))
	}
	if diff := cmp.Diff([]string{"warehouse"}, find(t, e, names, "by:ghirda")); diff != "" {
		t.Errorf("after reopening (-want +got):\n%s", diff)
	}
}

// testPaging holds that pages of any size are the whole list, in every order,
// also where many photos have the same time.
func testPaging(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	var photos []*archive.Photo
	for i := range 97 {
		lines := fmt.Sprintf("caption: Runners pass the bridge.\ntaken: 2022-03-%02d", 1+i%7)
		if i%3 == 0 {
			lines = "caption: A crowd.\nkeyword: runners\nkeyword: bridge"
		}
		photos = append(photos, photo(t, fmt.Sprint("run", i), archive.Seq(i+1), lines))
	}
	apply(t, e, photos...)
	for _, text := range []string{"", "runners bridge", "runnesr"} {
		for _, sort := range []index.Sort{index.Newest, index.Taken, index.Relevance} {
			request := index.Request{Query: parse(t, text), Sort: sort, Limit: index.MaxLimit}
			whole := search(t, e, request)
			if len(whole.Hits) != whole.Total || whole.Total < 60 {
				t.Fatalf("%q by %s: %d hits of %d", text, sort, len(whole.Hits), whole.Total)
			}
			for _, limit := range []int{1, 10, 33, 97} {
				var paged []index.Hit
				request.Limit, request.After = limit, ""
				for {
					r := search(t, e, request)
					paged = append(paged, r.Hits...)
					if len(r.Hits) == 0 {
						t.Fatalf("%q by %s: a page of %d is empty", text, sort, limit)
					}
					if r.Total != whole.Total {
						t.Fatalf("%q by %s: a page says %d in total, the whole %d", text, sort, r.Total, whole.Total)
					}
					if request.After = r.Next; r.Next == "" {
						break
					}
				}
				if diff := cmp.Diff(whole.Hits, paged); diff != "" {
					t.Errorf("%q by %s in pages of %d (-whole +paged):\n%s", text, sort, limit, diff)
				}
			}
		}
	}
}

func testFacets(t *testing.T, open Open) {
	e, _, _ := filled(t, open)
	r := search(t, e, index.Request{Query: parse(t, "loeb"), Facets: index.FacetNames(), Limit: -1})
	want := map[string][]index.FacetCount{
		index.FacetPhotographer: {{Value: "Saul Loeb", Count: 2}},
		index.FacetAgency:       {{Value: "AFP", Count: 1}},
		index.FacetVia:          {{Value: "AP", Count: 1}, {Value: "Getty Images", Count: 1}},
		index.FacetSupplier:     {{Value: "AP", Count: 1}, {Value: "Getty Images", Count: 1}},
		index.FacetCity:         {{Value: "Washington", Count: 1}},
		index.FacetCountry:      {{Value: "United States", Count: 1}},
		index.FacetYear:         {{Value: "2009", Count: 1}, {Value: "2022", Count: 1}},
		index.FacetFlag:         {{Value: "pool", Count: 1}},
	}
	if diff := cmp.Diff(want, r.Facets); diff != "" {
		t.Errorf("facets (-want +got):\n%s", diff)
	}
	if r.Total != 2 || len(r.Hits) != 0 {
		t.Errorf("%d found and %d hits, want 2 and none", r.Total, len(r.Hits))
	}
}

// testZone holds that a day begins where the newsroom is, for dates that name
// their zone and dates that do not.
func testZone(t *testing.T, open Open) {
	zurich, err := time.LoadLocation("Europe/Zurich")
	if err != nil {
		t.Fatal(err)
	}
	e := open(t, t.TempDir(), zurich)
	defer e.Close()
	photos := []*archive.Photo{
		photo(t, "local", 1, "taken: 2022-01-01T00:30:00"), // 2021-12-31T23:30Z
		photo(t, "utc", 2, "taken: 2021-12-31T23:30:00Z"),
		photo(t, "newyork", 3, "taken: 2021-12-31T17:59:00-05:00"), // 23:59 in Zürich
		photo(t, "day", 4, "taken: 2022-01-01"),
	}
	names := map[archive.ID]string{}
	for i, name := range []string{"local", "utc", "newyork", "day"} {
		names[photos[i].ID] = name
	}
	apply(t, e, photos...)
	for _, tt := range []struct {
		query string
		zone  *time.Location
		want  []string
	}{
		{"taken:2022", zurich, []string{"day", "local", "utc"}},
		{"taken:2021-12-31", zurich, []string{"newyork"}},
		{"taken:2022", time.UTC, []string{}},
		{"taken:2021-12-31", time.UTC, []string{"day", "local", "newyork", "utc"}},
		{"taken:>=2022-01-01T00:30", zurich, []string{"local", "utc"}},
	} {
		got := hitNames(search(t, e, index.Request{Query: parse(t, tt.query), Zone: tt.zone}), names)
		slices.Sort(got)
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s in %s (-want +got):\n%s", tt.query, tt.zone, diff)
		}
	}
}

// testNow holds that what depends on the time is decided when asked.
func testNow(t *testing.T, open Open) {
	e := opened(t, open, t.TempDir())
	p := photo(t, "terms", 1, "taken: 2022-03-17T10:00:00Z\nrelease: 2022-03-18T06:00:00Z\nexpires: 2022-03-25")
	apply(t, e, p)
	for _, tt := range []struct {
		query, now string
		want       int
	}{
		{"taken:today", "2022-03-17T23:59:00Z", 1},
		{"taken:today", "2022-03-18T00:00:00Z", 0},
		{"taken:yesterday", "2022-03-18T00:00:00Z", 1},
		{`taken:"last week"`, "2022-03-21T00:00:00Z", 1}, // a Monday
		{`taken:"last week"`, "2022-03-20T00:00:00Z", 0},
		{`taken:"this month"`, "2022-03-31T12:00:00Z", 1},
		{"taken:<7d", "2022-03-20T00:00:00Z", 1},
		{"taken:<2d", "2022-03-20T00:00:00Z", 0},
		{"taken:>2d", "2022-03-20T00:00:00Z", 1},
		{"expires:<7d", "2022-03-20T00:00:00Z", 1},
		{"expires:<7d", "2022-03-10T00:00:00Z", 0},
		{"expires:<7d", "2022-03-26T00:00:00Z", 0},
		{"is:embargoed", "2022-03-18T05:59:00Z", 1},
		{"is:embargoed", "2022-03-18T06:00:00Z", 0},
		{"is:expired", "2022-03-24T23:59:00Z", 0},
		{"is:expired", "2022-03-25T00:01:00Z", 1},
	} {
		now, err := time.Parse(time.RFC3339, tt.now)
		if err != nil {
			t.Fatal(err)
		}
		if r := search(t, e, index.Request{Query: parse(t, tt.query), Now: now}); r.Total != tt.want {
			t.Errorf("%s at %s finds %d, want %d", tt.query, tt.now, r.Total, tt.want)
		}
	}
}
