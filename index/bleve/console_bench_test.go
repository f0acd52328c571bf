package bleve_test

import (
	"bufio"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
	"cutline/index/indextest"
)

// console is another engine, driven through the program that its makers give
// for typing at it.
type console struct {
	in    io.Writer
	out   *bufio.Scanner
	trip  time.Duration // what an answer takes that needs no work
	close func() error
}

// endOfAnswer is what an answer ends with.
const endOfAnswer = "end of answer"

func startConsole(b *testing.B, cmd *exec.Cmd) *console {
	b.Helper()
	in, err := cmd.StdinPipe()
	if err != nil {
		b.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		b.Fatal(err)
	}
	cmd.Stderr = b.Output()
	if err := cmd.Start(); err != nil {
		b.Fatal(err)
	}
	c := &console{in: in, out: bufio.NewScanner(out)}
	c.close = func() error { return firstErr(in.Close(), cmd.Wait()) }
	return c
}

func firstErr(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// ask sends statements and returns the lines of the answer.
func (c *console) ask(b *testing.B, statements string) (lines []string) {
	b.Helper()
	if _, err := fmt.Fprintf(c.in, "%s\nSELECT '%s';\n", statements, endOfAnswer); err != nil {
		b.Fatal(err)
	}
	for c.out.Scan() {
		if c.out.Text() == endOfAnswer {
			return lines
		}
		lines = append(lines, c.out.Text())
	}
	b.Fatalf("no answer to %.300s: %v", statements, c.out.Err())
	return nil
}

// timed asks, and takes off the time what the way there and back takes.
func (c *console) timed(b *testing.B, statements string) ([]string, time.Duration) {
	b.Helper()
	if c.trip == 0 {
		var trips []time.Duration
		for range 200 {
			start := time.Now()
			c.ask(b, "SELECT 1;")
			trips = append(trips, time.Since(start))
		}
		slices.Sort(trips)
		c.trip = trips[len(trips)/2]
	}
	start := time.Now()
	lines := c.ask(b, statements)
	return lines, max(time.Since(start)-c.trip, time.Microsecond)
}

// columnsOf is what the others index of a photo: the four fields that words are
// looked for in, and those that the queries name. Cutline indexes more.
func columnsOf(p *archive.Photo) (words [6]string, facets [8]string, taken int64) {
	d := index.NewDocument(p, time.UTC)
	join := func(values []string) string { return strings.Join(values, " | ") }
	words = [6]string{
		d.Caption, d.Headline, join(d.Names), join(d.Rest), join(d.Words[embedded.By]), join(d.Words[archive.Agency]),
	}
	for i, name := range index.FacetNames() {
		if values := d.Facets[name]; len(values) > 0 { // generated photos have one of each
			facets[i] = values[0]
		}
	}
	return words, facets, d.Times[embedded.Taken].Unix()
}

// numbered gives texts numbers, in the order they first come.
type numbered map[string]int

func (n numbered) of(text string) int {
	if text == "" {
		return 0
	}
	if _, ok := n[text]; !ok {
		n[text] = len(n) + 1
	}
	return n[text]
}

// vocabulary is what an application would keep to find misspelled words with an
// engine that cannot. It is not timed; looking through it is.
type vocabulary map[byte][]string

func (v vocabulary) add(seen map[string]bool, texts ...string) {
	for _, text := range texts {
		for t := range index.Tokens(text) {
			if !seen[t.Term] {
				seen[t.Term] = true
				v[t.Term[0]] = append(v[t.Term[0]], t.Term)
			}
		}
	}
}

// near are the words with the same first letter and few edits away.
func (v vocabulary) near(word string) (near []string) {
	word = strings.ToLower(word)
	edits := index.Fuzziness(word)
	var above, row []int
	for _, w := range v[word[0]] {
		if len(w) > len(word)+edits || len(w) < len(word)-edits {
			continue
		}
		above = above[:0]
		for j := range len(w) + 1 {
			above = append(above, j)
		}
		for i := range len(word) {
			row = append(row[:0], i+1)
			for j := range len(w) {
				d := above[j]
				if word[i] != w[j] {
					d++
				}
				row = append(row, min(d, above[j+1]+1, row[j]+1))
			}
			above, row = row, above
		}
		if above[len(w)] <= edits {
			near = append(near, w)
		}
	}
	return near
}

// answer is what an engine answered, and how long it took: the newest 50 and
// how many there are in all, or these and all facets.
type answer struct {
	total int
	took  time.Duration
	// first is the time for the newest 50 alone, where the engine has them
	// without counting; else 0.
	first time.Duration
}

// contender is an engine to compare.
type contender interface {
	name() string
	// fill indexes photos, and returns the time until they are safe on the disk
	// and found. What else makes searching fast is done after that.
	fill(b *testing.B, photos int) time.Duration
	// bytes are the size of the index, and of what else it needs for dates and
	// facets.
	bytes(b *testing.B) (words, rest int64)
	search(b *testing.B, q indextest.ShapedQuery, facets bool) answer
	close(b *testing.B)
}
