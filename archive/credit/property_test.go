package credit_test

import (
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cutline/archive/credit"
)

// sayings is everything a reading keeps of a line, in one string.
func sayings(c credit.Credit) string {
	all := slices.Concat(c.Photographers, c.Via, c.Creators, c.Unread,
		[]string{c.Agency, c.Collection, c.Client, c.Courtesy, c.Picture, c.Dated, c.Kind, c.Licence, c.Instructions})
	for _, one := range c.Credits {
		all = append(all, sayings(one))
	}
	return strings.Join(all, "\n")
}

// No word that is not in the vocabulary is lost.
func TestParseKeepsEveryWord(t *testing.T) {
	rules := credit.Default()
	word := rapid.StringMatching(`Q[a-z]{4,9}x`)
	sign := rapid.SampledFrom([]string{" ", "/", " / ", ", ", " via ", " - ", " | ", " (", ") ", ". ", "; ", ": ", " for ", " and ", "[", "]", " © ", "-", " photo by ", "Foto: "})
	rapid.Check(t, func(t *rapid.T) {
		var line strings.Builder
		var words []string
		for range rapid.IntRange(1, 9).Draw(t, "words") {
			w := word.Draw(t, "word")
			words = append(words, w)
			line.WriteString(w + sign.Draw(t, "sign"))
		}
		said := sayings(rules.Parse(line.String()))
		for _, w := range words {
			if !strings.Contains(said, w) {
				t.Fatalf("Parse(%q) lost %q: %q", line.String(), w, said)
			}
		}
	})
}

// What is sure prints and reads back the same.
func TestPrintRoundTrip(t *testing.T) {
	rules := credit.Default()
	name := rapid.SampledFrom([]string{"Vadim Ghirda", "Ana Silva", "Jan van der Veen", "J. P. Novak", "Sameer AL-DOUMY", "STEFANIA D'ALESSANDRO", "Jung Yeon-je", "Иван Петров"})
	house := rapid.SampledFrom([]string{"AP", "AP Photo", "REUTERS", "AFP", "Getty Images", "EPA", "PA Wire", "dpa", "picture alliance", "IMAGO", "Xinhua", "The New York Times", "NASA", "U.S. Navy", "Netflix", "ZUMA Wire", "NurPhoto", "Shutterstock", "Scottish Rescue Service", "iStockphoto", "Magnum Photos"})
	rapid.Check(t, func(t *rapid.T) {
		var line strings.Builder
		line.WriteString(rapid.SampledFrom([]string{"", "", "Photo: ", "© ", "Photo by ", "Mandatory Credit: "}).Draw(t, "label"))
		n := rapid.IntRange(1, 5).Draw(t, "parts")
		for i := range n {
			if i > 0 {
				line.WriteString(rapid.SampledFrom([]string{"/", "/", " / ", " via ", ", ", " | ", " and ", " for "}).Draw(t, "join"))
			}
			line.WriteString(rapid.OneOf(name, house, rapid.SampledFrom([]string{"Pool", "Handout", "File Photo", "Stringer", "Staff"})).Draw(t, "part"))
		}
		c := rules.Parse(line.String())
		if !c.Sure {
			return
		}
		printed, err := rules.Print(c, "slash")
		if err != nil {
			t.Fatal(err)
		}
		again := rules.Parse(printed)
		if diff := cmp.Diff(kept(c), kept(again)); diff != "" {
			t.Fatalf("%q prints as %q, which reads otherwise: (-first +second)\n%s", line.String(), printed, diff)
		}
	})
}

// kept are the parts that a printed line must keep.
func kept(c credit.Credit) credit.Credit {
	var credits []credit.Credit
	for _, one := range c.Credits {
		credits = append(credits, kept(one))
	}
	return credit.Credit{Credits: credits, Photographers: c.Photographers, Agency: c.Agency, Via: c.Via, Client: c.Client, Pool: c.Pool, Handout: c.Handout, File: c.File}
}

// lettersOf are the letters and digits of a text, in order.
func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// gaveBack says what is wrong with a credit found: what was taken out and what is
// left must be the caption, and the sign-off must stand in what was taken out.
func gaveBack(caption string, found credit.Found) string {
	switch {
	case found.Start < 0 || found.End > len(caption) || found.Start > found.End:
		return "the offsets are outside"
	case !strings.Contains(caption[found.Start:found.End], found.SignOff):
		return "the sign-off is not in what was taken out"
	case lettersOf(found.Caption) != lettersOf(caption[:found.Start]+caption[found.End:]):
		return "the rest is not the caption"
	}
	return ""
}

// Captions of any pieces are given back.
func TestFindGivesBack(t *testing.T) {
	rules := credit.Default()
	piece := rapid.SampledFrom([]string{
		"A bridge in Riga", ". ", " ", "(left)", "[Vadim Ghirda/AP Photo]", "(AP Photo/Ana Silva, File)", "Foto: Ana Silva/dpa", "REUTERS/Ana Silva", "© Ana Silva/\u200bAFP",
		"FILE PHOTO: ", " - ", " | ", "/", "hide caption", "MANDATORY CREDIT. NO SALES.", "新华社发(李鑫 摄)", "e\u0301le\u0300ve", "Zu\u00adsehen", "\n\n", "\"Dune: Part Two.\"",
		"Jane Roe", "PA", "(Pool photo) (Yonhap)", "2022/01/a_b-c.jpeg", "L: Ana Silva / R: Jan Novak", "＝ロイター", "\xff", "Mandatory Credit: ", "via Getty Images",
	})
	rapid.Check(t, func(t *rapid.T) {
		caption := strings.Join(rapid.SliceOfN(piece, 1, 9).Draw(t, "pieces"), rapid.SampledFrom([]string{"", " "}).Draw(t, "glue"))
		if found, ok := rules.Find(caption, credit.Hints{}); ok {
			if wrong := gaveBack(caption, found); wrong != "" {
				t.Fatalf("Find(%q): %s: %+v", caption, wrong, found)
			}
		}
	})
}

// fuzzSeeds are lines of every form, with what breaks them.
var fuzzSeeds = []string{
	"[Saul Loeb/Pool via AP]", "Left: Illustration courtesy X. Right: Photo by Y/Z.", "(Foto: Ana (B/C) [D])", "新华社發(陳熙 攝)", "(Halloran family via AP)",
	"A/Port of B/Handout via EPA. NO SALES. MANDATORY CREDIT.", "Mass Communication Specialist 2n", "© 2019 A/B, CC BY-SA 4.0, https://x.org/y",
	"Photo by: MC1 Raymond D. Diaz III | VIRIN: 180502-N-BB269-005.JPG", "reddit by u/some_body", "Express photo by Ana Silva", "von Ana Silva, CC BY 3.0",
	"V\u0430dim Ghi\u200brda/\u0410\u0420", "バルセロナのメッシ（左）とスアレス＝ロイター", "Ana Silva-USA TODAY Sports - RTR4JDW4", "A & B & C & D/E", "Foto: Ana Silva/AFP, Jan Novak/Reuters",
	"NASA, ESA, Michael Wong (Space T", "KI-generiertes Bild: Ana Silva/Midjourney", "Ana Silva for The New York Times", "@a / Twitter / Via Twitter: @a", "\"Dune: Part Two.\" Ana Silva/Getty Images",
	`L:"R:"`, "L:@:L:@", "礼#熙攝X", "ANTARA FOTO/Ana Silva/foc.", "Foto: Kay Novak/dpa-Pool/dpa", "© Provided by The Guardian Photograph: Paul Ellis/AFP/Getty", "1999–2019 A GmbH", "E.ON Climate & Renewables/Ana Silva",
}

// FuzzParse: a line of any bytes is read, prints, and what is sure reads back as
// printed.
func FuzzParse(f *testing.F) {
	for _, line := range fuzzSeeds {
		f.Add(line)
	}
	rules := credit.Default()
	f.Fuzz(func(t *testing.T, line string) {
		c := rules.Parse(line)
		printed, err := rules.Print(c, "slash")
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.ValidString(printed) {
			t.Fatalf("Parse(%q) prints invalid UTF-8: %q", line, printed)
		}
		// What is no photograph prints with its kind, several pictures without their
		// places: L: Ana Silva / R: Jan Novak.
		onePhotograph := c.Kind == "" && len(c.Credits) == 0
		if again := rules.Parse(printed); c.Sure && onePhotograph && !cmp.Equal(kept(c), kept(again)) {
			t.Fatalf("%q prints as %q, which reads otherwise: (-first +second)\n%s", line, printed, cmp.Diff(kept(c), kept(again)))
		}
		rules.Read(line)
	})
}

// FuzzFind: whatever is found in a caption of any bytes, the caption is given
// back.
func FuzzFind(f *testing.F) {
	for _, line := range fuzzSeeds {
		f.Add("A bridge in Riga. "+line, "Ana Silva")
		f.Add(line+" A bridge in Riga", "")
	}
	rules := credit.Default()
	f.Fuzz(func(t *testing.T, caption, byline string) {
		if found, ok := rules.Find(caption, credit.Hints{Byline: []string{byline}, Shown: []string{byline}}); ok {
			if wrong := gaveBack(caption, found); wrong != "" {
				t.Fatalf("Find(%q): %s: %+v", caption, wrong, found)
			}
		}
	})
}

// FuzzPhoto: fields of any bytes make a reading, the same every time.
func FuzzPhoto(f *testing.F) {
	for i, line := range fuzzSeeds {
		f.Add(line, fuzzSeeds[(i+1)%len(fuzzSeeds)], "A bridge in Riga. "+line, "POOL")
	}
	rules := credit.Default()
	f.Fuzz(func(t *testing.T, line, byline, caption, title string) {
		stated := func(place, value string) []credit.Stated { return []credit.Stated{{Place: place, Value: value}} }
		fields := credit.Fields{
			CreditLine: stated("credit", line), Byline: stated("by", byline), Caption: stated("caption", caption), JobTitle: stated("jobtitle", title),
			Source: stated("source", title), Instructions: stated("instructions", line), Artist: stated("artist", byline), Copyright: stated("copyright", line),
		}
		first, second := rules.Photo(fields), rules.Photo(fields)
		if !cmp.Equal(first, second) {
			t.Fatalf("two readings of the same fields: %s", cmp.Diff(first, second))
		}
		for _, style := range rules.Styles() {
			if _, err := rules.PrintBeside(first.Credit, style); err != nil {
				t.Fatal(err)
			}
		}
		if first.Sure && len(first.Unread) > 0 {
			t.Fatalf("sure of a credit with unread words: %+v", first)
		}
	})
}
