package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime/pprof"
	"strconv"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
)

// BenchmarkIngestShares ingests the photos of the corpus under the CPU profiler
// and reports which share of the CPU goes to all but decoding, scaling and
// encoding: reading, hashing, words, credits, commits.
func BenchmarkIngestShares(b *testing.B) {
	corpus := os.Getenv("CUTLINE_CORPUS")
	if corpus == "" {
		b.Skip("CUTLINE_CORPUS is not set: there are no real photos to ingest")
	}
	const rounds = 3 // the corpus takes a few seconds, a profile wants more
	for b.Loop() {
		path := filepath.Join(b.TempDir(), "cpu.pprof")
		profile, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		if err := pprof.StartCPUProfile(profile); err != nil {
			b.Fatal(err)
		}
		for range rounds {
			s, err := openStores(b.Context(), filepath.Join(b.TempDir(), "data"))
			if err != nil {
				b.Fatal(err)
			}
			in := folder.Ingest{Archive: s.Archive, ID: archive.NewRunID(time.Now()), Actor: "bench"}
			if _, err := in.Run(b.Context(), filepath.Join(corpus, "photos")); err != nil {
				b.Fatal(err)
			}
			s.Close()
		}
		pprof.StopCPUProfile()
		if err := profile.Close(); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(100-renderShare(b, path), "%other")
	}
}

// renderShare is the percentage of a profile that is labelled as rendering.
func renderShare(b *testing.B, profile string) float64 {
	b.Helper()
	out, err := exec.Command("go", "tool", "pprof", "-top", "-nodecount=100000", "-nodefraction=0", "-tagfocus=stage=render", profile).CombinedOutput()
	if err != nil {
		b.Fatalf("go tool pprof: %v\n%s", err, out)
	}
	m := regexp.MustCompile(`Showing nodes accounting for [^,]+, ([0-9.]+)%`).FindSubmatch(out)
	if m == nil {
		b.Fatalf("go tool pprof says\n%s", out)
	}
	share, err := strconv.ParseFloat(string(m[1]), 64)
	if err != nil {
		b.Fatal(err)
	}
	return share
}
