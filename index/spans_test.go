package index_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cutline/archive/embedded"
	"cutline/index"
)

// marked shows a text with its spans in brackets.
func marked(text string, spans []index.Span) string {
	var b strings.Builder
	at := 0
	for _, s := range spans {
		b.WriteString(text[at:s.Start] + "[" + text[s.Start:s.End] + "]")
		at = s.End
	}
	return b.String() + text[at:]
}

func TestSpans(t *testing.T) {
	for _, tt := range []struct{ query, text, want string }{
		{"kyiv blaze", "A blaze in Kyiv.", "A [blaze] in [Kyiv]."},
		{"busqueda", "La búsqueda continúa.", "La [búsqueda] continúa."},
		{"continúa", "La bu\u0301squeda continu\u0301a.", "La bu\u0301squeda [continu\u0301a]."},
		{"kitzbuehel", "In Kitzbühel, Österreich", "In [Kitzbühel], Österreich"},
		{"kitzbuhel", "In KITZBUEHEL, Österreich", "In [KITZBUEHEL], Österreich"},
		{"osterreich", "İstanbul, Österreich ẞ", "İstanbul, [Österreich] ẞ"},
		{"kiev", "fire in Kyiv", "fire in [Kyiv]"},
		{"united nations", "The UN and the United Nations", "The [UN] and the [United Nations]"},
		{"UN", "of the United Nations", "of the [United Nations]"},
		{"UN", "un hombre, the UN’s envoy, U.N.", "un hombre, the [UN]’s envoy, [U.N.]"},
		{"un", "un hombre, the UN", "[un] hombre, the [UN]"},
		{"united states", "who told us in the U.S.", "who told us in the [U.S.]"},
		{`"WHO envoy"`, "who envoy, WHO envoy", "who envoy, [WHO envoy]"},
		{"WHO", "the WHO’s envoy, who’s who", "the [WHO’s] envoy, who’s who"},
		{"US*", "useful", "[useful]"},
		{`"mount cook"`, "Mount Cook; a cook; the mount", "[Mount Cook]; a cook; the mount"},
		{"firefighter", "Firefighters’ helmets, a firefighter's boot", "[Firefighters]’ helmets, a [firefighter's] boot"},
		{"extinguish", "extinguishing, extinguished; extinct", "[extinguishing], [extinguished]; extinct"},
		{"obrien", "Pat O’Brien, Pat O'Brien", "Pat [O’Brien], Pat [O'Brien]"},
		{"elysee", "à l’Élysée", "à l’[Élysée]"},
		{"us", "a U.S. carrier", "a [U.S.] carrier"},
		{"merk*", "Merkel and Merkels", "[Merkel] and [Merkels]"},
		{"blinkn~", "Blinken says", "[Blinken] says"},
		{"-kyiv blaze", "a blaze in Kyiv", "a [blaze] in Kyiv"},
		{"headline:kyiv blaze", "a blaze in Kyiv", "a [blaze] in Kyiv"},
		{"caption:kyiv", "a blaze in Kyiv", "a blaze in [Kyiv]"},
		{"花見", "東京で花見を楽しむ", "東京で[花見]を楽しむ"},
		{"ﬁre", "fire ﬁre FIRE", "[fire] [ﬁre] [FIRE]"},
		{"by:ghirda taken:2022", "Ghirda 2022", "Ghirda 2022"},
		{"lr:weight:heavy fog", "heavy fog", "heavy [fog]"},
		{"J. Biden", "Joe Biden, Hunter Biden, J. Biden, Jill", "[Joe Biden], Hunter Biden, [J. Biden], Jill"},
		{"email", "an e-mail, two emails, an e‑mail", "an [e]-[mail], two [emails], an [e]‑[mail]"},
		{"e-mail", "an email, an E-Mail", "an [email], an [E-Mail]"},
		{"رئيس", "وصلَ الرئيسُ إلى", "وصلَ [الرئيسُ] إلى"},
		{"الى 2011", "إلى ٢٠١١", "[إلى] [٢٠١١]"},
		{"σίσυφος", "ΣΙΣΥΦΟΣ, Σίσυφος", "[ΣΙΣΥΦΟΣ], [Σίσυφος]"},
		{"елка", "Ёлка у ёлки", "[Ёлка] у ёлки"},
		{"서울", "시민들이 서울에서", "시민들이 [서울]에서"},
		{"눈", "눈을 맞으며 큰눈", "[눈]을 맞으며 큰[눈]"},
		{"雪", "大雪の雪道", "大[雪]の[雪]道"},
		{"obrien", "Pat O`Brien, O´Brien, OʻBrien", "Pat [O`Brien], [O´Brien], [OʻBrien]"},
		{"l'aquila", "L’Aquila", "[L’Aquila]"},
		{"kyiv 🔥", "🔥 Kyiv 🔥", "🔥 [Kyiv] 🔥"},
	} {
		q, err := index.Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		if got := marked(tt.text, q.Spans(embedded.Caption, tt.text)); got != tt.want {
			t.Errorf("%s marks %s, want %s", tt.query, got, tt.want)
		}
	}
}

func TestSnippet(t *testing.T) {
	const text = "Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, March 17"
	for _, tt := range []struct {
		query string
		limit int
		want  string
	}{
		{"kyiv", 200, "Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in [Kyiv], March 17"},
		{"blaze", 60, "Ukrainian firefighters extinguish a [blaze] at a warehouse…"},
		{"bombing kyiv", 40, "…after a [bombing] in [Kyiv], March 17"},
		{"kyiv", 30, "…a bombing in [Kyiv], March 17"},
		{"nothing", 20, "Ukrainian…"},
	} {
		q, err := index.Parse(tt.query)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, p := range index.Snippet(text, q.Spans(embedded.Caption, text), tt.limit) {
			if p.Marked {
				p.Text = "[" + p.Text + "]"
			}
			b.WriteString(p.Text)
		}
		if b.String() != tt.want {
			t.Errorf("%s in %d bytes: %q, want %q", tt.query, tt.limit, b.String(), tt.want)
		}
	}
}

// FuzzSnippet holds that no text and no spans, also those of another text, make
// a snippet that is no part of the text or is too long.
func FuzzSnippet(f *testing.F) {
	f.Add("Ukrainian firefighters", "fire*", 3, 9, 10)
	f.Add("東京で花見を楽しむ", "花見", 1, 40, 5)
	f.Add("a\xff", "a", -1, 1, 0)
	f.Fuzz(func(t *testing.T, text, query string, start, end, limit int) {
		spans := []index.Span{{Start: start, End: end}}
		if q, err := index.Parse(query); err == nil {
			own := q.Spans(embedded.Caption, text)
			at := 0
			for _, s := range own {
				if s.Start < at || s.End <= s.Start || s.End > len(text) {
					t.Fatalf("spans %v of %q are not in order inside it", own, text)
				}
				at = s.End
			}
			spans = append(own, spans...)
		}
		var b strings.Builder
		for _, p := range index.Snippet(text, spans, limit) {
			b.WriteString(p.Text)
		}
		cut := strings.TrimSuffix(strings.TrimPrefix(b.String(), "…"), "…")
		if !strings.Contains(text, cut) && !strings.Contains(text, b.String()) {
			t.Errorf("the snippet %q is no part of %q", b.String(), text)
		}
		if utf8.ValidString(text) && !utf8.ValidString(b.String()) {
			t.Errorf("the snippet %q of valid text is not valid", b.String())
		}
	})
}

func TestTokens(t *testing.T) {
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"", nil},
		{"AC/DC 12:30", []string{"ac", "dc", "12", "30"}},
		{"Duff-Gordon", []string{"duff", "gordon"}},
		{"Straße", []string{"strasse"}},
		{"Łódź Þór", []string{"lodz", "thor"}},
		{"U.S. U.N.-led e.g", []string{"us", "un", "led", "e", "g"}},
		{"Biden’s Jones' 's", []string{"biden", "jones", "s"}},
		{"Йод ёлка ΣΊΣΥΦΟΣ", []string{"иод", "елка", "σισυφοσ"}},
		{"東京都 都 カメラ", []string{"東京", "京都", "都", "カメ", "メラ"}},
		{"a\u00adb \u0301", []string{"a", "b", "\u0301"}},
		{"ガス カス", []string{"ガス", "カス"}},
		{"한국어", []string{"한국", "국어"}},
		{"القَاهِرَة ٢٥ ۲۵", []string{"القاهره", "25", "25"}},
		{"Ґудзик Ёлка", []string{"гудзик", "елка"}},
	} {
		var got []string
		for token := range index.Tokens(tt.text) {
			got = append(got, token.Term)
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("tokens of %q (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestTokenForms holds the further forms that words are found by.
func TestTokenForms(t *testing.T) {
	for _, tt := range []struct {
		text string
		form func(index.Token) string
		want []string
	}{
		{"Kitzbühel Ærø Ångström", func(t index.Token) string { return t.Wide }, []string{"kitzbuehel", "aeroe", "aangstroem"}},
		{"والرئيس الله لل للرئيس", func(t index.Token) string { return t.Wide }, []string{"رييس", "", "", "رييس"}},
		{"e-mail a-b-c 3-4 x-2 Duff‑Gordon - z", func(t index.Token) string { return t.Joined }, []string{
			"email", "email", "", "", "", "", "", "", "", "duffgordon", "duffgordon", "",
		}},
		{"Joe Biden and Élise X, Jill", func(t index.Token) string { return t.Initial }, []string{"j.", "", "", "e.", "", ""}},
		{"大雪の道 a雪", func(t index.Token) string { return t.Tail }, []string{"", "", "道", "", ""}},
	} {
		var got []string
		for token := range index.Tokens(tt.text) {
			got = append(got, tt.form(token))
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("forms of %q (-want +got):\n%s", tt.text, diff)
		}
	}
}

// TestSpansFit holds that a word of a text, of any script, is marked in it
// where it stands, on whole characters.
func TestSpansFit(t *testing.T) {
	words := []string{
		"Kyiv", "Kitzbühel", "continu\u0301a", "ﬁre", "O’Brien", "U.S.", "Ёлка", "Σίσυφος", "الرئيسُ", "東京都", "서울에서", "雪",
		"👩‍🚒", "🔥", "e-mail", "İstanbul", "L’Aquila", "Straße", "٢٠١١", "a\u00adb",
	}
	rapid.Check(t, func(t *rapid.T) {
		chosen := rapid.SliceOfN(rapid.SampledFrom(words), 1, 8).Draw(t, "words")
		text := strings.Join(chosen, rapid.SampledFrom([]string{" ", ", ", " – ", "\u00a0"}).Draw(t, "between"))
		asked := rapid.SampledFrom(chosen).Draw(t, "asked")
		q, err := index.Parse(asked)
		if err != nil {
			t.Skip(err) // a picture alone is nothing to search for
		}
		spans, at := q.Spans(embedded.Caption, text), 0
		marked := ""
		for _, s := range spans {
			if s.Start < at || s.End <= s.Start || !utf8.ValidString(text[s.Start:s.End]) {
				t.Fatalf("%q marks %v in %q", asked, spans, text)
			}
			marked += text[s.Start:s.End]
			at = s.End
		}
		if first, _, _ := strings.Cut(asked, "-"); !strings.Contains(marked, strings.TrimSuffix(first, ".")) {
			t.Fatalf("%q marks %v in %q: %q", asked, spans, text, marked)
		}
		joined := ""
		for _, p := range index.Snippet(text, spans, len(text)) {
			joined += p.Text
		}
		if joined != text {
			t.Fatalf("the snippet of %q reads %q", text, joined)
		}
	})
}

// TestTokensLinear holds that no text makes Tokens look at its parts again and
// again: in the time for the square of a large text nobody would see the end.
func TestTokensLinear(t *testing.T) {
	for _, part := range []string{"a.", "a'", "l'", "都", "\u0301", "a", "é.", "’", "a-", "Ab ", "눈", "وال"} {
		n := 0
		for range index.Tokens(strings.Repeat(part, 1<<18/len(part)) + "b") {
			n++
		}
		if n == 0 {
			t.Errorf("%q repeated has no token", part)
		}
	}
}

func TestStems(t *testing.T) {
	for _, set := range [][]string{
		{"bombing", "bombings", "bombed", "bombs"},
		{"running", "runs"},
		{"blaze", "blazes", "blazing", "blazed"},
		{"city", "cities"},
		{"church", "churches"},
		{"hero", "heroes"},
		{"carry", "carried", "carries", "carrying"},
	} {
		want := ""
		for token := range index.Tokens(strings.Join(set, " ")) {
			got := token.Stem
			if got == "" {
				got = token.Term
			}
			if want == "" {
				want = got
			}
			if got != want {
				t.Errorf("the stem of %s is %s, that of %s is %s", token.Term, got, set[0], want)
			}
		}
	}
	for _, words := range []string{"united unit", "news new", "king kin", "glass glas", "species specie", "spring spr"} {
		var stems []string
		for token := range index.Tokens(words) {
			stems = append(stems, token.Stem)
		}
		if stems[0] != "" {
			t.Errorf("of %q the first has the stem %q, want none", words, stems[0])
		}
	}
}
