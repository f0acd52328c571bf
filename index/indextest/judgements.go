package indextest

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"cutline/archive"
	"cutline/index"
)

// judgedNow is the time of the judgements: the day of what came "today".
var judgedNow = time.Date(2022, 6, 24, 12, 0, 0, 0, time.UTC)

// testJudgements holds the order of results to testdata/judgements.txt.
func testJudgements(t *testing.T, open Open) {
	photos, names, err := Photos()
	if err != nil {
		t.Fatal(err)
	}
	own, err := photosOf("desk.txt", photos, names)
	if err != nil {
		t.Fatal(err)
	}
	for i, p := range own[len(photos):] { // only their words shall be found
		if filepath.Base(p.Arrivals[0].Path) == names[p.ID]+".jpg" {
			p.Arrivals[0].Path = fmt.Sprintf("/wire/d%d.jpg", i)
		}
	}
	all := own
	if corpus := os.Getenv("CUTLINE_CORPUS"); corpus != "" {
		if all, err = company(corpus, own, names); err != nil {
			t.Fatal(err)
		}
	}
	e := opened(t, open, t.TempDir())
	for batch := range slices.Chunk(all, 500) {
		apply(t, e, batch...)
	}
	text, err := testdata.ReadFile("testdata/judgements.txt")
	if err != nil {
		t.Fatal(err)
	}
	judged := map[string]bool{}
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		at := strings.LastIndex(line, " / ")
		if at < 0 {
			t.Fatalf("judgements.txt: %q is not query / photos", line)
		}
		j := judgement{query: line[:at], want: strings.Fields(line[at+3:])}
		if len(all) == len(own) && slices.ContainsFunc(j.want, isCorpus) {
			continue
		}
		judged[j.query] = true
		t.Run(j.query, func(t *testing.T) { j.check(t, e, names) })
	}
	t.Logf("%d queries judged among %d captions", len(judged), len(all))
}

// judgement is a query and the photos that an editor wants to see first.
type judgement struct {
	query string
	want  []string
}

// Photos of the corpus are named by their lines: those with a credit L1, L2 …,
// which judgements name, and others, which are company alone, C1, C2 …
func isCorpus(name string) bool  { return name[0] == 'L' }
func isCompany(name string) bool { return name[0] == 'C' }

func (j judgement) check(t *testing.T, e index.Engine, names map[archive.ID]string) {
	r := search(t, e, index.Request{Query: parse(t, j.query), Now: judgedNow})
	got := hitNames(r, names)
	want := j.want
	fuzzy := want[0] == "~"
	if fuzzy {
		want = want[1:]
	}
	if r.Fuzzy != fuzzy {
		t.Errorf("%s: fuzzy is %v, want %v; found %v", j.query, r.Fuzzy, fuzzy, first(got, 8))
		return
	}
	unordered := want[0] == "="
	if unordered {
		want = want[1:]
	}
	whole := want[len(want)-1] == "."
	if whole || want[len(want)-1] == "..." {
		want = want[:len(want)-1]
	}
	if want[0] == "-" {
		want, whole = nil, true
	}
	judgesCorpus := slices.ContainsFunc(want, isCorpus)
	got = slices.DeleteFunc(got, func(name string) bool { return isCompany(name) || isCorpus(name) && !judgesCorpus })
	shown := first(got, len(want))
	if unordered {
		shown, want = slices.Sorted(slices.Values(shown)), slices.Sorted(slices.Values(want))
	}
	if !slices.Equal(shown, want) {
		t.Errorf("%s: found %v, want %v", j.query, first(got, 8), j.want)
	}
	if whole && len(got) > len(want) {
		t.Errorf("%s: found %v beside %v", j.query, first(got[len(want):], 8), want)
	}
}

func first(names []string, n int) []string { return names[:min(n, len(names))] }

// leastCaption is the length in bytes of what is taken for a caption.
const leastCaption = 60

// company are the captions of the corpus after the photos given. They have no
// dates, and came in long before those.
func company(corpus string, photos []*archive.Photo, names map[archive.ID]string) ([]*archive.Photo, error) {
	var said []string
	lines := func(file string, add func(n int, line []byte) error) error {
		f, err := os.Open(filepath.Join(corpus, file))
		if err != nil {
			return err
		}
		defer f.Close()
		scanner := bufio.NewScanner(f)
		scanner.Buffer(nil, 1<<20)
		for n := 1; scanner.Scan(); n++ {
			if err := add(n, scanner.Bytes()); err != nil {
				return fmt.Errorf("%s: line %d: %w", file, n, err)
			}
		}
		return scanner.Err()
	}
	add := func(name, caption string, fields ...string) error {
		seq := len(photos) + 1
		added := time.Date(2001, 1, 1, 0, seq, 0, 0, time.UTC).Format(time.RFC3339)
		lines := append(fields, "caption: "+strings.Join(strings.Fields(caption), " "), "added: "+added)
		p, err := Photo(name, archive.Seq(seq), strings.Join(lines, "\n"))
		if err != nil {
			return err
		}
		photos, names[p.ID], said = append(photos, p), name, append(said, caption)
		return nil
	}
	err := lines("credits.jsonl", func(n int, line []byte) error {
		var c struct {
			Text, Kind string
			Expect     struct {
				Photographers []string
				Agency        string
				Via           []string
				Pool, Handout bool
				Caption       string
			}
		}
		if err := json.Unmarshal(line, &c); err != nil || c.Kind != "caption" {
			return err
		}
		fields := []string{"agency: " + c.Expect.Agency, fmt.Sprint("pool: ", c.Expect.Pool), fmt.Sprint("handout: ", c.Expect.Handout)}
		for _, name := range c.Expect.Photographers {
			fields = append(fields, "photographer: "+name)
		}
		for _, name := range c.Expect.Via {
			fields = append(fields, "via: "+name)
		}
		return add(fmt.Sprint("L", n), c.Expect.Caption, fields...)
	})
	if err != nil {
		return nil, err
	}
	known := strings.Join(said, "\n")
	err = lines("captions.jsonl", func(n int, line []byte) error {
		var c struct{ Text string }
		if err := json.Unmarshal(line, &c); err != nil {
			return err
		}
		if len(c.Text) < leastCaption || !utf8.ValidString(c.Text) || strings.Contains(known, c.Text[:leastCaption/2]) {
			return nil // no caption, or said already
		}
		return add(fmt.Sprint("C", n), c.Text)
	})
	return photos, err
}
