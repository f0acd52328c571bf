package credit_test

import (
	"strings"
	"testing"
	"time"

	"cutline/archive/credit"
)

// hostile makes lines that tempt a reader to look at them again and again, of
// about n bytes.
var hostile = map[string]func(n int) string{
	"chain":            repeated("Ana Silva/"),
	"houses":           repeated("AP/"),
	"slashes":          repeated("/"),
	"words":            repeated("Riga "),
	"brackets":         func(n int) string { return strings.Repeat("(", n/2) + "AP" + strings.Repeat(")", n/2) },
	"brackets, open":   repeated("(AP "),
	"brackets, closed": repeated("AP) "),
	"one word":         repeated("a"),
	"invalid UTF-8":    repeated("\xff\xfe/"),
	"control":          repeated("\x00\x1b[31m\x07"),
	"right to left":    repeated("\u202eanA\u202c \u200f"),
	"hidden":           repeated("A\u200b"),
	"homoglyphs":       repeated("V\u0430dim "),
	"combining":        repeated("e\u0301\u0301\u0301"),
	"ideographs":       repeated("李鑫摄"),
	"labels":           repeated("photo by "),
	"labels, colon":    repeated("Foto: "),
	"copyright":        repeated("©"),
	"courtesy":         repeated("courtesy of "),
	"ranks":            repeated("staff sgt "),
	"ands":             repeated("Ana Silva and "),
	"ampersands":       repeated("A & "),
	"hyphens":          repeated("a-"),
	"numbers":          repeated("1-"),
	"years":            repeated("1999-2001 "),
	"commas":           repeated("A, "),
	"stops":            repeated("Ana. "),
	"quotes":           repeated(`"Ana" `),
	"duty":             repeated("NO SALES. "),
	"bans":             repeated("NO "),
	"out":              repeated("Riga OUT "),
	"residue":          repeated("hide caption "),
	"files":            repeated("a/b.jpg"),
	"places":           repeated("L: Ana "),
	"vias":             repeated("via AP "),
	"phrases":          repeated("in this file photo "),
	"prefix of a term": repeated("mass communication specialist 2nd "),
}

func repeated(piece string) func(n int) string {
	return func(n int) string { return strings.Repeat(piece, n/len(piece)+1) }
}

func readAll(rules *credit.Rules, line string) {
	rules.Parse(line)
	rules.Read(line)
	rules.Find(line, credit.Hints{Byline: []string{"Ana Silva"}, Shown: []string{"Riga"}})
	rules.Photo(credit.Fields{
		CreditLine: []credit.Stated{{Place: "credit", Value: line}},
		Caption:    []credit.Stated{{Place: "caption", Value: line}},
		Byline:     []credit.Stated{{Place: "by", Value: line}},
	})
}

// A megabyte of anything has an answer.
func TestHostile(t *testing.T) {
	rules := credit.Default()
	for name, line := range hostile {
		t.Run(name, func(t *testing.T) {
			text := line(1 << 20)
			rules.Find(text, credit.Hints{})
			rules.Parse(text)
			readAll(rules, text[:1<<16])
		})
	}
	rules.Parse(strings.Repeat("/", 1000))
}

// Time grows with the length of a line, not with its square: eight times the line
// may take three times as much as eight times the time, where the square would
// take eight times as much. Of several runs the fastest counts, for a busy
// machine only makes them slower.
func TestLinearTime(t *testing.T) {
	rules := credit.Default()
	fastest := func(line string) time.Duration {
		best := time.Hour
		for range 2 {
			begin := time.Now()
			readAll(rules, line)
			best = min(best, time.Since(begin))
		}
		return best
	}
	for name, line := range hostile {
		t.Run(name, func(t *testing.T) {
			const n, times = 1 << 12, 8
			for try := range 4 {
				short, long := fastest(line(n)), fastest(line(times*n))
				ratio := float64(long) / float64(max(short, time.Microsecond))
				if ratio <= 3*times {
					return
				}
				if try == 3 {
					t.Errorf("%d bytes take %v, %d bytes %v: %.0f times as long", n, short, times*n, long, ratio)
				}
			}
		})
	}
}

// The lines that are read at all, up to the greatest number of words, are read in
// a moment, whatever they repeat.
func BenchmarkHostile(b *testing.B) {
	rules := credit.Default()
	for name, line := range hostile {
		b.Run(name, func(b *testing.B) {
			text := line(1000)
			for b.Loop() {
				readAll(rules, text)
			}
		})
	}
}
