package main

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
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
	painted := b.TempDir()
	if err := paint(painted, 24, 4240, 2832); err != nil {
		b.Fatal(err)
	}
	for _, c := range []struct{ name, folder string }{
		{"24x12MP", painted},
		{"corpus", filepath.Join(os.Getenv("CUTLINE_CORPUS"), "photos")},
	} {
		b.Run(c.name, func(b *testing.B) {
			folder := c.folder
			if _, err := os.Stat(folder); err != nil {
				b.Skip("CUTLINE_CORPUS is not set: there are no real photos to ingest")
			}
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

// cpu is the time of a process that has ended, and of those it waited for.
func cpu(cmd *exec.Cmd) time.Duration {
	return cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}
