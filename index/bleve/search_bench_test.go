package bleve_test

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"testing"
	"text/tabwriter"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/index/bleve"
	"cutline/index/indextest"
)

const (
	benchQueries  = 300
	defaultPhotos = 20_000
)

// photosToIndex is how many photos the benchmarks index: CUTLINE_PHOTOS.
func photosToIndex(b *testing.B) int {
	b.Helper()
	text := os.Getenv("CUTLINE_PHOTOS")
	if text == "" {
		return defaultPhotos
	}
	n, err := strconv.Atoi(text)
	if err != nil || n < benchBatch {
		b.Fatalf("CUTLINE_PHOTOS=%s is no number of photos of %d or more", text, benchBatch)
	}
	return n
}

// BenchmarkSearch indexes generated photos with Bleve, SQLite FTS5 and
// PostgreSQL, puts the same queries of editors' shapes to each in turn, and
// prints rate, size and times side by side. What is not installed is left out,
// with a line.
//
//	CUTLINE_PHOTOS=100000 go test -run '^$' -bench 'Search$' -benchtime 1x -timeout 2h ./index/bleve
//
// The others are driven through their own shells; what the way there and back
// takes is taken off. They count and fetch as much as a page of Cutline shows.
// "alone" is the newest 50 without the number of all, which a page needs too.
func BenchmarkSearch(b *testing.B) {
	photos := photosToIndex(b)
	for b.Loop() {
		var all []contender
		for _, c := range []contender{newOurs(b), newFTS5(b), newPostgres(b)} {
			if c != nil {
				all = append(all, c)
			}
		}
		table := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', tabwriter.AlignRight)
		fmt.Fprintf(table, "\n%d photos\tphotos/s\tbytes a photo\twith dates, facets\t\n", photos)
		for _, c := range all {
			took := c.fill(b, photos)
			words, rest := c.bytes(b)
			rate := float64(photos) / took.Seconds()
			fmt.Fprintf(table, "%s\t%.0f\t%d\t%d\t\n", c.name(), rate, words/int64(photos), (words+rest)/int64(photos))
			b.ReportMetric(rate, c.name()+"-photos/s")
		}
		compare(b, table, all, indextest.ShapedQueries(benchQueries, photos, 1))
		if err := table.Flush(); err != nil {
			b.Fatal(err)
		}
		for _, c := range all {
			c.close(b)
		}
	}
}

// compare puts queries to all, one after the other, once to warm up and once
// timed.
func compare(b *testing.B, table *tabwriter.Writer, all []contender, queries []indextest.ShapedQuery) {
	for _, facets := range []bool{false, true} {
		took := map[string][]time.Duration{}
		for round := range 2 {
			for _, q := range queries {
				totals := make([]int, len(all))
				for i, c := range all {
					a := c.search(b, q, facets)
					totals[i] = a.total
					if round == 0 {
						continue
					}
					for _, shape := range []indextest.Shape{q.Shape, everyShape} {
						took[c.name()+string(shape)] = append(took[c.name()+string(shape)], a.took)
						took[c.name()+" alone"+string(shape)] = append(took[c.name()+" alone"+string(shape)], a.first)
					}
				}
				if round == 0 && !facets && slices.Max(totals) > 10+2*slices.Min(totals) {
					b.Logf("%s finds %v: the engines do not agree", q, totals)
				}
			}
		}
		title := "first page, ms: median/p99"
		if facets {
			title = "with all facets"
		}
		fmt.Fprintf(table, "\n%s\t", title)
		for _, c := range all {
			fmt.Fprintf(table, "%s\t", c.name())
			if !facets && c != all[0] {
				fmt.Fprint(table, "alone\t")
			}
		}
		fmt.Fprintln(table)
		for _, shape := range append(indextest.Shapes(), everyShape) {
			fmt.Fprintf(table, "%s (%d)\t", shape, len(took[all[0].name()+string(shape)]))
			for _, c := range all {
				fmt.Fprintf(table, "%s\t", percentiles(took[c.name()+string(shape)]))
				if !facets && c != all[0] {
					fmt.Fprintf(table, "%s\t", percentiles(took[c.name()+" alone"+string(shape)]))
				}
			}
			fmt.Fprintln(table)
		}
	}
}

const everyShape indextest.Shape = "all"

// percentiles are the median and the 99th percentile, in milliseconds.
func percentiles(took []time.Duration) string {
	slices.Sort(took)
	at := func(share float64) float64 {
		return took[min(int(math.Ceil(share*float64(len(took)))), len(took)-1)].Seconds() * 1000
	}
	return fmt.Sprintf("%.2f/%.1f", at(0.5), at(0.99))
}

// ours is the engine of this package.
type ours struct {
	*bleve.Engine
	dir string
}

func newOurs(b *testing.B) contender {
	dir := b.TempDir()
	return &ours{openBench(b, dir), dir}
}

func (*ours) name() string { return "Bleve" }

func (e *ours) fill(b *testing.B, photos int) (took time.Duration) {
	batch := make([]*archive.Photo, 0, benchBatch)
	for p := range indextest.Generated(photos, 1) {
		if batch = append(batch, p); len(batch) < benchBatch && int(p.Seq) < photos {
			continue
		}
		start := time.Now()
		if err := e.Apply(b.Context(), batch, p.Seq); err != nil {
			b.Fatal(err)
		}
		took += time.Since(start)
		batch = batch[:0]
	}
	settled(b, e.Engine, e.dir)
	return took
}

// settled waits until the files of an index change no more: Bleve merges
// segments, and removes the old ones, after they were written.
func settled(b *testing.B, e *bleve.Engine, dir string) {
	b.Helper()
	for before, same := int64(0), 0; same < 5; {
		e.Cursor() // as the follower does
		time.Sleep(300 * time.Millisecond)
		if now := size(b, dir); now == before {
			same++
		} else {
			before, same = now, 0
		}
	}
}

func (e *ours) bytes(b *testing.B) (words, rest int64) { return size(b, e.dir), 0 }

func (e *ours) search(b *testing.B, q indextest.ShapedQuery, facets bool) answer {
	start := time.Now()
	asked, err := index.Parse(q.String())
	if err != nil {
		b.Fatal(err)
	}
	request := index.Request{Query: asked}
	if facets {
		request.Facets = index.FacetNames()
	}
	r, err := e.Search(b.Context(), request)
	if err != nil {
		b.Fatalf("%s: %v", q, err)
	}
	took := time.Since(start)
	if r.Fuzzy {
		return answer{took: took}
	}
	return answer{total: r.Total, took: took}
}

func (e *ours) close(b *testing.B) {
	if err := e.Close(); err != nil {
		b.Error(err)
	}
}
