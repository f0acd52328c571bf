package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"cutline/thumbs/thumbstest"
)

// script does with usual tools what an ingest does: words by ExifTool, two
// renditions by vips on all cores, and a full-text table.
const script = `set -e
exiftool -json -charset UTF8 -r "$1" >"$2/words.json" || true
find "$1" -type f -print0 | xargs -0 -n 8 -P "$(nproc)" sh -c '
	for size in 1600 400; do vipsthumbnail --size $size -o "$0/%s-$size.jpg[Q=82,strip]" "$@" 2>/dev/null || true; done' "$2"
sqlite3 "$2/words.db" >/dev/null <<SQL
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE VIRTUAL TABLE photo USING fts5(file, words);
INSERT INTO photo SELECT json_extract(value, '$.SourceFile'), value FROM json_each(readfile('$2/words.json'));
SQL
`

// BenchmarkIngestAgainstScript ingests a folder and lets a script of ExifTool,
// vips and SQLite do as much as it can of the same, and reports the ratios of
// the times and of the CPU. The script keeps no originals, reads no credits and survives nothing.
func BenchmarkIngestAgainstScript(b *testing.B) {
	for _, tool := range []string{"exiftool", "vipsthumbnail", "sqlite3"} {
		if _, err := exec.LookPath(tool); err != nil {
			b.Skipf("no %s is installed to compare with", tool)
		}
	}
	corpus := os.Getenv("CUTLINE_CORPUS")
	for _, c := range []struct {
		name   string
		folder func(b *testing.B) string
	}{
		{"24x12MP", func(b *testing.B) string {
			painted := b.TempDir()
			if err := paint(painted, 24, 4240, 2832); err != nil {
				b.Fatal(err)
			}
			return painted
		}},
		{"photos", func(b *testing.B) string { return thumbstest.Photos(b, corpus, photosToIngest(b)) }},
		{"corpus", func(*testing.B) string { return filepath.Join(corpus, "photos") }},
	} {
		b.Run(c.name, func(b *testing.B) {
			if corpus == "" && c.name != "24x12MP" {
				b.Skip("CUTLINE_CORPUS is not set: there are no real photos to ingest")
			}
			folder := c.folder(b)
			b.ResetTimer()
			for b.Loop() {
				start := time.Now()
				usual := exec.CommandContext(b.Context(), "sh", "-c", script, "script", folder, b.TempDir())
				if out, err := usual.CombinedOutput(); err != nil {
					b.Fatalf("the script: %v\n%s", err, out)
				}
				other := time.Since(start)
				start = time.Now()
				cmd := cutline(b.Context(), "ingest", "--data", filepath.Join(b.TempDir(), "data"), folder)
				if out, err := cmd.CombinedOutput(); err != nil && cmd.ProcessState.ExitCode() != exitLook {
					b.Fatalf("%v\n%s", err, out)
				}
				b.ReportMetric(time.Since(start).Seconds()/other.Seconds(), "cutline/script")
				b.ReportMetric(cpu(cmd).Seconds()/cpu(usual).Seconds(), "cpu/cpu")
				b.ReportMetric(other.Seconds(), "script-s")
			}
		})
	}
}

// photosToIngest is how many photos of 8 to 24 megapixels are ingested: 200, or
// CUTLINE_BENCH_PHOTOS.
func photosToIngest(b *testing.B) int {
	text := os.Getenv("CUTLINE_BENCH_PHOTOS")
	if text == "" {
		return 200
	}
	n, err := strconv.Atoi(text)
	if err != nil {
		b.Fatal(err)
	}
	return n
}

// cpu is the time of a process that has ended, and of those it waited for.
func cpu(cmd *exec.Cmd) time.Duration {
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}
