package credit_test

import (
	"slices"
	"testing"

	"cutline/archive/credit"
)

// A name that only looks like another is flagged, and is not sure.
func TestDisguised(t *testing.T) {
	rules := credit.Default()
	for _, test := range []struct {
		line      string
		disguised []string
		sure      bool
	}{
		{"V\u0430dim Ghirda/AP", by("V\u0430dim Ghirda"), false},        // Cyrillic а
		{"Vadim Ghirda/\u0410\u0420", by("\u0410\u0420"), false},        // Cyrillic АР
		{"(AP Photo/\u039dina Roe)", by("\u039dina Roe"), false},        // Greek Ν
		{"Ana Silva/R\u0435uters via Getty", by("R\u0435uters"), false}, // Cyrillic е
		{"Photo: \u0406vo Novak/dpa", by("\u0406vo Novak"), false},      // Ukrainian І
		{"Ana Si\u200blva/AFP", by("Ana Silva"), true},                  // zero width space
		{"An\u00ada Silva/AFP", by("Ana Silva"), true},                  // soft hyphen
		{"Ana \u202eAvlis/AFP", by("Ana Avlis"), true},                  // turned round on a screen
		{"Ana Silva/\u200bAFP/\u200bGetty\u00a0Images", nil, true},      // nor behind a slash
		{"Jan\u00ad Novak/AFP", nil, true},                              // nor at the end of a word
		{"Фото: Иван Петров/ТАСС", nil, true},                           // one script
		{"Иван Петров/TASS", nil, true},                                 // a script a word
		{"ΓΙΩΡΓΟΣ ΒΙΤΣΑΡΑΣ/ΑΠΕ-ΜΠΕ", nil, true},
		{"Sameer AL-DOUMY/AFP", nil, true},
		{"Ana Silva/AFP, J\u0430n Novak/Reuters", by("J\u0430n Novak"), false}, // the second of two
	} {
		c := rules.Parse(test.line)
		got := c.Disguised
		for _, one := range c.Credits {
			got = append(got, one.Disguised...)
		}
		if !slices.Equal(got, test.disguised) || c.Sure != test.sure {
			t.Errorf("Parse(%q): disguised %q, sure %t, want %q, %t", test.line, got, c.Sure, test.disguised, test.sure)
		}
	}
	found, ok := rules.Find("A bridge in Riga. (V\u0430dim Ghirda/AP)", credit.Hints{Byline: by("Vadim Ghirda")})
	if !ok || found.Sure || len(found.Disguised) != 1 {
		t.Errorf("Find: %v %+v", ok, found.Credit)
	}
	reading := rules.Photo(credit.Fields{
		CreditLine: []credit.Stated{{Place: "credit", Value: "AP"}},
		Byline:     []credit.Stated{{Place: "by", Value: "V\u0430dim Ghirda"}},
	})
	if reading.Sure || len(reading.Disguised) != 1 {
		t.Errorf("Photo: sure %t, disguised %q", reading.Sure, reading.Disguised)
	}
}
