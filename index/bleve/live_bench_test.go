package bleve_test

import (
	"bytes"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/index/bleve"
	"cutline/index/indextest"
)

// BenchmarkLive asks for 50 pages a second, with all facets, for half a minute
// while 20 photos a second come in, and reports how long the pages took from
// when they were due, and the anonymous memory of the process. CUTLINE_PHOTOS
// are indexed before.
//
//	CUTLINE_PHOTOS=100000 go test -run '^$' -bench Live -benchtime 1x -timeout 1h ./index/bleve
func BenchmarkLive(b *testing.B) {
	const (
		pages   = 30 * 50
		every   = time.Second / 50
		ingests = 500 * time.Millisecond
		atOnce  = 10 // photos
	)
	photos := photosToIndex(b)
	for b.Loop() {
		e := newOurs(b).(*ours)
		most := newMemory()
		e.fill(b, photos)
		b.ReportMetric(most.end(), "filling-MB")
		most = newMemory()
		b.ReportMetric(anonymous(), "idle-MB")
		queries := indextest.ShapedQueries(benchQueries, photos, 1)
		stop := make(chan struct{})
		var ingest sync.WaitGroup
		ingest.Go(func() { goOn(b, e.Engine, photos, atOnce, ingests, stop) })
		var asking sync.WaitGroup
		took := make([]time.Duration, pages)
		start := time.Now()
		for i := range pages {
			due := start.Add(time.Duration(i) * every)
			time.Sleep(time.Until(due))
			asking.Go(func() {
				e.search(b, queries[i%len(queries)], true)
				took[i] = time.Since(due)
			})
		}
		asking.Wait()
		close(stop)
		ingest.Wait()
		report(b, "page", took)
		b.ReportMetric(most.end(), "most-MB")
		e.close(b)
	}
}

// goOn applies new photos until it is stopped.
func goOn(b *testing.B, e *bleve.Engine, after, atOnce int, every time.Duration, stop <-chan struct{}) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	var batch []*archive.Photo
	for p := range indextest.Generated(1<<30, 2) {
		p.Seq += archive.Seq(after)
		if batch = append(batch, p); len(batch) < atOnce {
			continue
		}
		e.Cursor() // as the follower does
		if err := e.Apply(b.Context(), batch, p.Seq); err != nil {
			b.Error(err)
			return
		}
		batch = batch[:0]
		select {
		case <-stop:
			return
		case <-tick.C:
		}
	}
}

// BenchmarkBeside reports what usual searches take alone, and beside four
// clients who do nothing but ask for what takes longest.
//
//	CUTLINE_PHOTOS=100000 go test -run '^$' -bench Beside -benchtime 1x -timeout 1h ./index/bleve
func BenchmarkBeside(b *testing.B) {
	photos := photosToIndex(b)
	for b.Loop() {
		e := newOurs(b).(*ours)
		e.fill(b, photos)
		queries := indextest.ShapedQueries(benchQueries, photos, 1)
		usual := func(name string) {
			var took []time.Duration
			for _, q := range queries {
				took = append(took, e.search(b, q, false).took)
			}
			report(b, name, took)
		}
		usual("alone")
		stop := make(chan struct{})
		var clients sync.WaitGroup
		var mu sync.Mutex
		var long []time.Duration
		for range 4 {
			clients.Go(func() {
				for i := 0; ; i++ {
					select {
					case <-stop:
						return
					default:
					}
					start := time.Now()
					askLong(b, e.Engine, i)
					mu.Lock()
					long = append(long, time.Since(start))
					mu.Unlock()
				}
			})
		}
		usual("beside")
		close(stop)
		clients.Wait()
		report(b, "long", long)
		e.close(b)
	}
}

// askLong asks for what takes longest.
func askLong(b *testing.B, e *bleve.Engine, i int) {
	texts := []string{`"in the" OR "of a" OR "the on" OR "at the" OR "a the"`, "a* OR b* OR c*", "takn~ OR ferel~", "-xyz"}
	q, err := index.Parse(texts[i%len(texts)])
	if err != nil {
		b.Error(err)
		return
	}
	r := index.Request{Query: q, Facets: index.FacetNames(), Sort: index.Relevance}
	if _, err := e.Search(b.Context(), r); err != nil {
		b.Error(err)
	}
}

// report reports the median and the 99th percentile.
func report(b *testing.B, name string, took []time.Duration) {
	slices.Sort(took)
	b.ReportMetric(took[len(took)/2].Seconds()*1000, name+"-p50-ms")
	b.ReportMetric(took[len(took)*99/100].Seconds()*1000, name+"-p99-ms")
}

// memory watches the anonymous memory of this process.
type memory struct {
	stop chan struct{}
	most chan float64
}

func newMemory() memory {
	m := memory{make(chan struct{}), make(chan float64)}
	go func() {
		most := 0.0
		for {
			most = max(most, anonymous())
			select {
			case <-m.stop:
				m.most <- most
				return
			case <-time.After(100 * time.Millisecond):
			}
		}
	}()
	return m
}

// end is the most there was, in MB.
func (m memory) end() float64 {
	close(m.stop)
	return <-m.most
}

// anonymous is the anonymous memory of this process in MB; 0 where the system
// does not say.
func anonymous() float64 {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	_, after, _ := bytes.Cut(status, []byte("RssAnon:"))
	fields := bytes.Fields(after)
	if len(fields) == 0 {
		return 0
	}
	kb, err := strconv.Atoi(string(fields[0]))
	if err != nil {
		return 0
	}
	return float64(kb) / 1000
}
