package credit_test

import (
	"runtime"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

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

// Time grows with the length of a line, not with its square: a line eight times
// as long may take three times as much as eight short ones, where the square
// would take eight times as much. What counts is the processor's time of this
// thread, and of several runs the fastest: a busy machine makes them slower.
func TestLinearTime(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	rules := credit.Default()
	fastest := func(line string, times int) time.Duration {
		best := time.Hour
		for range 3 {
			begin := threadTime(t)
			for range times {
				readAll(rules, line)
			}
			best = min(best, threadTime(t)-begin)
		}
		return best
	}
	for name, line := range hostile {
		const n, times, tries = 1 << 12, 8, 6
		for try := 1; ; try++ {
			short, long := fastest(line(n), times), fastest(line(times*n), 1)
			if long <= 3*short+time.Millisecond {
				break
			}
			if try == tries {
				t.Errorf("%s: %d times %d bytes take %v, %d bytes at once %v", name, times, n, short, times*n, long)
				break
			}
		}
	}
}

// threadTime is the processor time that this thread has used.
func threadTime(t *testing.T) time.Duration {
	t.Helper()
	var usage unix.Rusage
	if err := unix.Getrusage(unix.RUSAGE_THREAD, &usage); err != nil {
		t.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
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
