package indextest

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"
	"unicode"
	"unicode/utf8"

	"cutline/archive/embedded"
	"cutline/index"
)

// TestGenerated holds that generated captions have the statistics of those of
// the corpus that are sentences: how long they are, how often the most frequent
// words come, how the vocabulary grows, and what of it are names, numbers,
// dates and sign-offs.
func TestGenerated(t *testing.T) {
	corpus := statistics(corpusCaptions(t))
	var captions []string
	for p := range Generated(len(corpusCaptions(t)), 1) {
		captions = append(captions, p.Fields()[embedded.Caption].String())
	}
	made := statistics(captions)
	for _, s := range []struct {
		name   string
		within float64 // of the real one
	}{
		{"words", 0.15},
		{"words of the shorter half", 0.25},
		{"words of nine in ten", 0.15},
		{"words of 99 in 100", 0.25},
		{"letters a word", 0.2},
		{"share of the most frequent word", 0.25},
		{"share of the 6th word", 0.25},
		{"share of the 21st word", 0.25},
		{"share of the 101st word", 0.25},
		{"share of the 501st word", 0.4},
		{"words known after 5,000", 0.2},
		{"words known after 20,000", 0.15},
		{"share of words that come once", 0.15},
		{"capitals", 0.15},
		{"numbers", 0.3},
		{"dates", 0.3},
		{"sign-offs", 0.3},
	} {
		r, m := corpus[s.name], made[s.name]
		if r == 0 || m < r*(1-s.within) || m > r*(1+s.within) {
			t.Errorf("%s: %.4g, in the corpus %.4g; want within %.0f %%", s.name, m, r, 100*s.within)
		}
	}
}

// corpusCaptions are the captions of the corpus that are sentences.
func corpusCaptions(t *testing.T) (captions []string) {
	t.Helper()
	corpus := os.Getenv("CUTLINE_CORPUS")
	if corpus == "" {
		if os.Getenv("CUTLINE_NO_SKIP") != "" {
			t.Fatal("CUTLINE_CORPUS names no corpus")
		}
		t.Skip("CUTLINE_CORPUS names no corpus")
	}
	f, err := os.Open(filepath.Join(corpus, "captions.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := map[string]bool{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var c struct{ Text string }
		if err := json.Unmarshal(lines.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		words := 0
		for range index.Tokens(c.Text) {
			words++
		}
		if words >= 8 && words <= 120 && !seen[c.Text] {
			captions = append(captions, c.Text)
		}
		seen[c.Text] = true
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	return captions
}

var (
	dateForm = regexp.MustCompile(`(?i)\b(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d|\d{4}`)
	signOff  = regexp.MustCompile(`[/(\[][^/(\[]*(Reuters|REUTERS|AP|AFP|Getty|EPA|Photo)|(Photo|Photograph|Credit|Foto|Image)[^.]{0,3}[:.]`)
)

func statistics(captions []string) map[string]float64 {
	s := map[string]float64{}
	counts := map[string]int{}
	var lengths []int
	total, letters := 0, 0
	for _, text := range captions {
		length := 0
		for t := range index.Tokens(text) {
			length++
			total++
			letters += utf8.RuneCountInString(t.Term)
			counts[t.Term]++
			first, _ := utf8.DecodeRuneInString(text[t.Start:])
			if unicode.IsUpper(first) {
				s["capitals"]++
			}
			if unicode.IsDigit(first) {
				s["numbers"]++
			}
			switch total {
			case 5_000:
				s["words known after 5,000"] = float64(len(counts))
			case 20_000:
				s["words known after 20,000"] = float64(len(counts))
			}
		}
		lengths = append(lengths, length)
		if dateForm.MatchString(text) {
			s["dates"] += 1 / float64(len(captions))
		}
		if signOff.MatchString(text) {
			s["sign-offs"] += 1 / float64(len(captions))
		}
	}
	words := float64(total)
	s["capitals"] /= words
	s["numbers"] /= words
	s["letters a word"] = float64(letters) / words
	s["words"] = words / float64(len(captions))
	slices.Sort(lengths)
	s["words of the shorter half"] = float64(lengths[len(lengths)/2])
	s["words of nine in ten"] = float64(lengths[len(lengths)*9/10])
	s["words of 99 in 100"] = float64(lengths[len(lengths)*99/100])
	var often []int
	for _, n := range counts {
		often = append(often, n)
		if n == 1 {
			s["share of words that come once"] += 1 / float64(len(counts))
		}
	}
	slices.Sort(often)
	slices.Reverse(often)
	for name, rank := range map[string]int{
		"share of the most frequent word": 0, "share of the 6th word": 5, "share of the 21st word": 20,
		"share of the 101st word": 100, "share of the 501st word": 500,
	} {
		s[name] = float64(often[rank]) / words
	}
	return s
}
