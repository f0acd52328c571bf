package index_test

import (
	"errors"
	"strings"
	"testing"

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
