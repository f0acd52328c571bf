package credit_test

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

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

// perSecond reports how many lines a second one core reads.
func perSecond(b *testing.B, lines []string, read func(string)) {
	b.ReportAllocs()
	b.ResetTimer()
	for i := 0; b.Loop(); i++ {
		read(lines[i%len(lines)])
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "lines/s")
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
