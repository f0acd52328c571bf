package bleve_test

import (
	"io/fs"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/index/bleve"
	"cutline/index/indextest"
)

const (
	benchPhotos = 100_000
	benchBatch  = 500 // what archive.CatchUp applies at a time
)

// BenchmarkIndex indexes 100,000 generated captions, then searches them:
//
//	go test -run '^$' -bench Index -benchtime 1x ./index/bleve
func BenchmarkIndex(b *testing.B) {
	for b.Loop() {
		dir := b.TempDir()
		e := openBench(b, dir)
		start := time.Now()
		fill(b, e, benchPhotos)
		b.ReportMetric(benchPhotos/time.Since(start).Seconds(), "photos/s")
		b.ReportMetric(float64(size(b, dir))/benchPhotos, "B/photo")
		queries := indextest.GeneratedQueries(300, 1)
		benchSearch(b, e, "first", queries, index.Request{})
		benchSearch(b, e, "facets", queries, index.Request{Facets: index.FacetNames()})
		benchSearch(b, e, "relevance", queries, index.Request{Sort: index.Relevance})
		for i, text := range queries { // as far as they are when half the last word is typed
			last := strings.LastIndex(text, " ") + 1
			queries[i] = strings.Trim(text[:last+(len(text)-last+1)/2], `" :-`)
		}
		benchComplete(b, e, queries)
		benchSearch(b, e, "typing", queries, index.Request{Facets: index.FacetNames()})
		if err := e.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

func fill(b *testing.B, e index.Engine, n int) {
	batch := make([]*archive.Photo, 0, benchBatch)
	for p := range indextest.Generated(n, 1) {
		if batch = append(batch, p); len(batch) == benchBatch {
			if err := e.Apply(b.Context(), batch, p.Seq); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
	}
}

func benchSearch(b *testing.B, e index.Engine, name string, queries []string, request index.Request) {
	var took []time.Duration
	for _, text := range queries {
		q, err := index.Parse(text)
		if err != nil {
			continue // of half a query
		}
		request.Query = q
		start := time.Now()
		if _, err := e.Search(b.Context(), request); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
		if d := time.Since(start); d > 100*time.Millisecond {
			b.Logf("%s %v %s", name, d, text)
		}
	}
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1000, name+"-p50-ms")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1000, name+"-p99-ms")
}

func size(b *testing.B, dir string) (total int64) {
	err := filepath.WalkDir(dir, func(_ string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		info, err := entry.Info()
		if err == nil {
			total += info.Size()
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	return total
}

func openBench(b *testing.B, dir string) *bleve.Engine {
	e, err := bleve.Open(dir, time.UTC, slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	return e
}

// benchComplete measures how long the words that begin with the last one of
// each query take, and those values of the photographers.
func benchComplete(b *testing.B, e *bleve.Engine, queries []string) {
	counts, err := e.Values(b.Context(), index.FacetPhotographer)
	if err != nil {
		b.Fatal(err)
	}
	start := time.Now()
	values := index.NewValues(counts)
	b.ReportMetric(float64(time.Since(start).Microseconds())/1000, "complete-ms-sort")
	var took []time.Duration
	for _, text := range queries {
		u := index.LastTyped(text)
		for t := range index.Tokens(u.Text) {
			start := time.Now()
			if _, err := e.Begin(b.Context(), t.Term, 4); err != nil {
				b.Fatal(err)
			}
			values.Begin(u.Text, 2)
			took = append(took, time.Since(start))
			break
		}
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "complete-ms-p50")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "complete-ms-p99")
}
