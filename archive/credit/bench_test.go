package credit_test

import (
	"encoding/json"
	"io"
	"strings"
	"syscall"
	"testing"
	"time"

	"cutline/archive/credit"
)

// benchLines are the credit elements of the corpus, each on one line, or ordinary
// lines where there is no corpus.
func benchLines(b *testing.B, kind string) []string {
	lines := []string{
		"Vadim Ghirda/AP Photo", "Saul Loeb/Pool via AP", "REUTERS/Simon Dawson", "(Photo by Phil Cole/Getty Images)",
		"Olivier Douliery/AFP via Getty Images", "Photograph: Dan Kitwood/Getty Images", "© IMAGO/Beautiful Sports", "Martin Rickett/PA Wire",
	}
	if kind == "" {
		return lines
	}
	lines = lines[:0]
	for _, r := range corpus(b) {
		if r.Kind == kind {
			lines = append(lines, strings.Join(strings.Fields(r.Text), " "))
		}
	}
	return lines
}

// perSecond reports how many lines a core reads in a second of its own time, which
// what else runs on the machine does not change.
func perSecond(b *testing.B, lines []string, read func(string)) {
	b.ReportAllocs()
	begin := cpuTime(b)
	n := 0
	for b.Loop() {
		read(lines[n%len(lines)])
		n++
	}
	b.ReportMetric(float64(n)/(cpuTime(b)-begin).Seconds(), "lines/s")
}

// cpuTime is the processor time that the process has used.
func cpuTime(b *testing.B) time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		b.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func BenchmarkParse(b *testing.B) {
	rules := credit.Default()
	b.Run("ordinary", func(b *testing.B) { perSecond(b, benchLines(b, ""), func(line string) { rules.Parse(line) }) })
	b.Run("corpus", func(b *testing.B) { perSecond(b, benchLines(b, "credit"), func(line string) { rules.Parse(line) }) })
}

// BenchmarkRead is what cutline credit --json does with each line.
func BenchmarkRead(b *testing.B) {
	rules := credit.Default()
	for _, kind := range []string{"credit", "caption"} {
		b.Run(kind, func(b *testing.B) { perSecond(b, benchLines(b, kind), func(line string) { rules.Read(line) }) })
	}
	b.Run("credit as JSON", func(b *testing.B) {
		enc := json.NewEncoder(io.Discard)
		enc.SetEscapeHTML(false)
		perSecond(b, benchLines(b, "credit"), func(line string) {
			if err := enc.Encode(rules.Read(line)); err != nil {
				b.Fatal(err)
			}
		})
	})
}
