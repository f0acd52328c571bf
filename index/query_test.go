package index_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cutline/index"
)

func TestParsePrints(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"", ""},
		{"  ghirda   kyiv ", "ghirda kyiv"},
		{"a OR b c OR d", "a OR b c OR d"},
		{"(a OR b) c", "(a OR b) c"},
		{"((a)) (b (c d))", "a b c d"},
		{"a AND b NOT c", "a b -c"},
		{"--a", "a"},
		{"-(a b)", "-(a b)"},
		{`“mount cook” -getty`, `"mount cook" -getty`},
		{"byline:Ghirda", "by:Ghirda"},
		{`BY:"Saul Loeb" agency:afp`, `by:"Saul Loeb" agency:afp`},
		{"by:(loeb OR ghirda -pool)", "by:loeb OR by:ghirda -by:pool"},
		{"merkel* zelenskj~", "merkel* zelenskj~"},
		{"taken:2022-03..2022-04", "taken:2022-03..2022-04"},
		{"taken:>=2022-03-17 taken:<2023", "taken:>=2022-03-17 taken:<2023"},
		{`taken:"last  week"`, `taken:"last week"`},
		{`taken:"last week"..today`, `taken:"last week"..today`},
		{"width:>3000 expires:<7d", "width:>3000 expires:<7d"},
		{"is:Pool has:byline -has:credit", "is:pool has:by -has:credit"},
		{"Zelenskyy – in Kyiv - today & tomorrow", "Zelenskyy in Kyiv today tomorrow"},
		{"12:30 AC/DC O'Brien", "12:30 AC/DC O'Brien"},
		{"or and not", "or and not"},
		{"Photoshop:Headline:fire byline:x", "headline:fire by:x"},
		{"photoshop:DateCreated:>2022 iim:2:10:5", "taken:>2022 urgency:5"},
		{"iim:2:12:IPTC has:iim:2:12 -has:dc:Format", "iim:2:12:IPTC has:iim:2:12 -has:dc:format"},
		{`plus:Licensor/plus:LicensorURL:"a b" lr:x:(c OR d*)`, `plus:licensor/plus:licensorurl:"a b" (lr:x:c OR lr:x:d*)`},
		{"is:withdrawn -IS:Corrected", "is:withdrawn -is:corrected"},
		{"expires:<30d release:>=today", "expires:<30d release:>=today"},
		{`taken:"2022-03-17 10:05"..tomorrow`, `taken:"2022-03-17 10:05"..tomorrow`},
		{"((a OR (b -(c OR (d e)))) f)", "(a OR b -(c OR d e)) f"},
	} {
		q, err := index.Parse(tt.in)
		if err != nil {
			t.Errorf("Parse(%q): %v", tt.in, err)
			continue
		}
		if got := q.String(); got != tt.want {
			t.Errorf("Parse(%q) prints %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestParseMistakes(t *testing.T) {
	for _, tt := range []struct {
		in       string
		pos, end int
		want     string
	}{
		{"kyiv bylne:ghirda", 5, 10, `no field "bylne"; did you mean byline?`},
		{"http://example.com", 0, 4, `no field "http"; put words with a colon in quotes`},
		{`say "war crimes`, 4, 5, "this quote is not closed"},
		{"a (b", 2, 3, "this bracket is not closed"},
		{"a )", 2, 3, "this bracket closes none"},
		{"a ()", 2, 4, "these brackets hold nothing to search for"},
		{`""`, 0, 2, "these quotes hold no letter or digit to search for"},
		{"& – -", 0, 7, "there is no letter or digit to search for"},
		{"a OR", 2, 4, "OR needs something to search for on both sides"},
		{"OR a", 0, 2, "OR needs something to search for on both sides"},
		{"a NOT OR b", 2, 5, "NOT needs something to leave out"},
		{"--AND b", 1, 2, "NOT needs something to leave out"},
		{"a NOT", 2, 5, "NOT needs something to leave out"},
		{"by:", 0, 3, "by: needs a value, as in by:word"},
		{"taken:", 0, 6, "taken: needs a value, as in taken:2022-03-17"},
		{"taken:2022-13", 0, 13, `"2022-13" is no date; write 2022-03-17, 2022-03, 2022, 2022-03-17T14:30, today, yesterday, "last week" or 7d`},
		{"taken:2023..2022", 0, 16, "the range 2023..2022 ends before it begins"},
		{"width:wide", 0, 10, `"wide" is no number between 0 and 1073741823`},
		{"width:=>3", 0, 9, "=> is no comparison; there are <, <=, > and >="},
		{"is:pol", 0, 6, `no photo is "pol"; did you mean is:pool?`},
		{"has:credt", 4, 9, `no field "credt"; did you mean credit?`},
		{"*", 0, 1, "* and ~ can only stand at the end of a word, as in merkel*"},
		{"*ball", 0, 5, "* and ~ can only stand at the end of a word, as in merkel*"},
		{"photoshp:City:kyiv", 0, 8, `no field "photoshp"; did you mean photoshop?`},
		{"photoshop:kyiv", 0, 9, "photoshop: needs a property and a value, as in photoshop:Credit:word"},
		{"iim:187:x", 0, 3, "iim: needs the number of a dataset and a value, as in iim:2:187:word"},
		{"dc:format:", 0, 10, "dc:format: needs a value, as in dc:format:word"},
		{"has:photoshop:", 4, 14, `no field "photoshop:"; put words with a colon in quotes`},
		{"is:withdrawm", 0, 12, `no photo is "withdrawm"; did you mean is:withdrawn?`},
		{"a\xffb", 1, 2, "the query is not UTF-8 text here"},
	} {
		_, err := index.Parse(tt.in)
		var mistake *index.SyntaxError
		if !errors.As(err, &mistake) {
			t.Errorf("Parse(%q) = %v, want a SyntaxError", tt.in, err)
			continue
		}
		if mistake.Error() != tt.want || mistake.Pos != tt.pos || mistake.End != tt.end {
			t.Errorf("Parse(%q) = %d-%d %q, want %d-%d %q",
				tt.in, mistake.Pos, mistake.End, mistake.Error(), tt.pos, tt.end, tt.want)
		}
	}
}

func TestParseLimits(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"bytes", strings.Repeat("a ", 50_000), "at most 8192"},
		{"clauses", strings.Repeat("a ", index.MaxClauses+1), "more than 256 words"},
		{"brackets", strings.Repeat("(", 4000), "more than 32 deep"},
		{"minus signs", strings.Repeat("-", 4000) + "a", "more than 32 deep"},
		{"a long bracket", strings.Repeat("(", 10_000), "at most 8192"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := index.Parse(tt.in)
			var mistake *index.SyntaxError
			if !errors.As(err, &mistake) || !strings.Contains(mistake.Text, tt.want) {
				t.Errorf("got %v, want a SyntaxError with %q", err, tt.want)
			}
		})
	}
}

// TestPrintParses holds that what a query prints is read as the same query.
func TestPrintParses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := queryText(t, 3)
		q, err := index.Parse(text)
		if err != nil {
			t.Skip(err)
		}
		printed := q.String()
		again, err := index.Parse(printed)
		if err != nil {
			t.Fatalf("%q prints as %q: %v", text, printed, err)
		}
		if diff := cmp.Diff(q, again); diff != "" {
			t.Fatalf("%q prints as %q, which is another query (-first +second):\n%s", text, printed, diff)
		}
	})
}

// TestPrintParsesAny holds the same for any text made of the characters that
// mean something in a query.
func TestPrintParsesAny(t *testing.T) {
	runes := []rune(`ab:*~-"()<>=./ 1é“’雪,OR`)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOf(rapid.SampledFrom(runes)).Draw(t, "text")
		if rapid.Bool().Draw(t, "field") {
			text = rapid.SampledFrom([]string{"by:", "taken:", "width:", "is:", "has:", "iim:2:12:", "dc:format:", "-"}).Draw(t, "name") + text
		}
		q, err := index.Parse(text)
		if err != nil {
			return
		}
		again, err := index.Parse(q.String())
		if diff := cmp.Diff(q, again); err != nil || diff != "" {
			t.Fatalf("%q prints as %q, %v (-first +second):\n%s", text, q, err, diff)
		}
	})
}

// queryText draws the text of a query.
func queryText(t *rapid.T, depth int) string {
	parts := []string{
		"kyiv", "O'Brien", "Kitzbühel", "12:30", "a-b", "or", `"war crimes"`, `“a b”`, "by:loeb", `by:"Saul Loeb"`, "merk*",
		"blinkn~", "headline:merk*", "taken:2022", `taken:"last week"..today`, "width:>3000", "expires:<7d", "is:pool",
		"has:credit", "–", "taken:2022-03-01..", "rating:..3",
		"iim:2:12:x", "lr:a/b:c:d", `dc:format:"image jpeg"`, "has:dc:format", "has:iim:2:12", "is:withdrawn", "J.", "雪", "서울", "U.N.", "الرئيس",
		"e-mail", `taken:"2022-03-17 10:05"`, "photoshop:City:Kyiv", "OR", "NOT", "AND", "10:05", "like", "«c»",
	}
	var b strings.Builder
	for range rapid.IntRange(1, 4).Draw(t, "parts") {
		switch kind := rapid.IntRange(0, 8).Draw(t, "kind"); {
		case kind == 0 && depth > 0:
			b.WriteString("(" + queryText(t, depth-1) + ")")
		case kind == 1 && depth > 0:
			b.WriteString("-" + "(" + queryText(t, depth-1) + ")")
		case kind == 2 && depth > 0:
			b.WriteString("via:(" + queryText(t, depth-1) + ")")
		case kind == 3:
			b.WriteString("-")
			fallthrough
		default:
			b.WriteString(rapid.SampledFrom(parts).Draw(t, "part"))
		}
		b.WriteString(rapid.SampledFrom([]string{" ", " OR ", " AND ", "  ", " NOT "}).Draw(t, "between"))
	}
	return b.String() + rapid.SampledFrom(parts).Draw(t, "last")
}

// FuzzParse holds that any text is read or refused with a sentence about a
// part of it, and that what is read prints as itself.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		`ghirda kyiv "war crimes" OR -(a b*) by:x~ taken:2022..2023 is:pool`, "((", "by:", "taken:>", "-", "“a”", "\xff",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q, err := index.Parse(text)
		var mistake *index.SyntaxError
		if errors.As(err, &mistake) {
			if mistake.Text == "" || mistake.Pos < 0 || mistake.End < mistake.Pos || mistake.End > len(text) {
				t.Errorf("the mistake %+v does not fit %q", mistake, text)
			}
			return
		}
		if err != nil {
			t.Fatal(err)
		}
		again, err := index.Parse(q.String())
		if diff := cmp.Diff(q, again); err != nil || diff != "" {
			t.Errorf("%q prints as %q, which reads as another, %v (-first +second):\n%s", text, q, err, diff)
		}
		q.Expand()
	})
}

func TestSynonyms(t *testing.T) {
	for text, want := range map[string]string{
		"a, b\nc":      "line 2: a set needs two members",
		"a,,b":         "line 1: a member is empty",
		"a, b\n\nb, c": `line 3: "b" stands on line 1 already`,
		"# all\na, b":  "",
		"a b, c # two": "",
	} {
		_, err := index.ParseSynonyms(text)
		if got := fmt.Sprint(err); err == nil && want != "" || err != nil && got != want {
			t.Errorf("ParseSynonyms(%q): %v, want %q", text, err, want)
		}
	}
}
