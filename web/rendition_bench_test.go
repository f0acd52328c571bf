package web_test

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"cutline/archive"
)

// BenchmarkSmallRenditions serves the small renditions of a page of photos over
// HTTP on this machine, to sixteen browsers that keep their connections. The
// browsers are of this process, so their work counts too; the processor time
// that a rendition takes is that of both.
//
//	go test -run XXX -bench SmallRenditions ./web
func BenchmarkSmallRenditions(b *testing.B) {
	const photos, browsers = 60, 16
	s := open(b)
	var ids []archive.ID
	size := int64(0)
	for range photos {
		ids = append(ids, s.add(fmt.Sprintf("/wire/%d.jpg", len(ids)), s.draw(800, 600, nil)))
	}
	server := httptest.NewServer(s.handler)
	defer server.Close()
	client := &http.Client{Transport: &http.Transport{MaxIdleConnsPerHost: browsers}}
	defer client.CloseIdleConnections()
	get := func(n int) (int64, error) {
		res, err := client.Get(server.URL + grid(ids[n%photos]))
		if err != nil {
			return 0, err
		}
		defer res.Body.Close()
		if res.StatusCode != http.StatusOK {
			return 0, fmt.Errorf("%s", res.Status)
		}
		return io.Copy(io.Discard, res.Body)
	}
	for n := range photos {
		bytes, err := get(n)
		s.must(err)
		size += bytes
	}
	var next atomic.Int64
	b.SetParallelism(max(1, browsers/runtime.GOMAXPROCS(0)))
	used := processTime(b)
	start := time.Now()
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if _, err := get(int(next.Add(1))); err != nil {
				b.Error(err)
				return
			}
		}
	})
	took := time.Since(start)
	b.ReportMetric(float64(b.N)/took.Seconds(), "renditions/s")
	b.ReportMetric(float64(b.N)/(processTime(b)-used).Seconds(), "renditions/s-of-one-core")
	b.ReportMetric(float64(size)/photos, "bytes/rendition")
}

// processTime is the processor time that this process has used.
func processTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}
