package archive_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/archive/credit"
)

const rightsText = `# what the desk agreed
[agreement]
supplier = Associated Press
covers = editorial, commercial
media = print, Online
territories = de, UK
resale = yes
from = 2025-01-01
until = 2027-12-31
note = contract 4711

[Agreement]
supplier = Bridge Wire

[staff]
Graham Turner; G. Turner = staff 2001-03-01..2019-12-31
Вадим Гірда = contract 2020-05-01..
李明 = staff

[answer]
shape = Use subject to restrictions.
supplier = PA
effect = editorial only
by = desk
at = 2026-11-26T09:30:00Z

[answer]
shape = Use subject to restrictions.
effect = until 2026-12-01
`

func parseRights(t *testing.T, text string) *archive.Rights {
	t.Helper()
	r, err := archive.ParseRights(text, credit.Default())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestParseRights(t *testing.T) {
	r := parseRights(t, rightsText)
	if len(r.Agreements) != 2 || len(r.Staff) != 3 || len(r.Answers) != 2 {
		t.Fatalf("%d agreements, %d staff, %d answers", len(r.Agreements), len(r.Staff), len(r.Answers))
	}
	want := archive.Agreement{
		Supplier: "AP", Covers: []archive.Purpose{archive.Editorial, archive.Commercial},
		Media: []archive.Medium{archive.Print, archive.Online}, Territories: []archive.Territory{"DE", "GB"}, Resale: true,
		Period: archive.Period{From: "2025-01-01", Until: "2027-12-31"}, Note: "contract 4711", Line: 2,
	}
	if diff := cmp.Diff(want, r.Agreements[0]); diff != "" {
		t.Errorf("the first agreement (-want +got):\n%s", diff)
	}
	if got := r.Agreements[1]; got.Resale || got.Until != "" || !cmp.Equal(got.Covers, []archive.Purpose{archive.Editorial}) {
		t.Errorf("an agreement that says nothing more: %+v; want editorial, no resale, no end", got)
	}
}

func TestRightsWith(t *testing.T) {
	r := parseRights(t, rightsText)
	for _, tt := range []struct {
		names []string
		want  string
	}{
		{[]string{"AP"}, "AP"},
		{[]string{"bridge wire", "AP", "AP"}, "Bridge Wire AP"},
		{[]string{"Reuters", ""}, ""},
	} {
		var got []string
		for _, a := range r.With(tt.names...) {
			got = append(got, a.Supplier)
		}
		if strings.Join(got, " ") != tt.want {
			t.Errorf("With(%q) = %q, want %q", tt.names, got, tt.want)
		}
	}
}

func TestOurs(t *testing.T) {
	r := parseRights(t, rightsText)
	for _, tt := range []struct {
		name string
		on   archive.Day
		want bool
	}{
		{"Graham Turner", "2001-03-01", true},
		{"GRAHAM TURNER", "2019-12-31", true},
		{"Graham Turner", "2020-01-01", false},
		{"Graham Turner", "2001-02-28", false},
		{"G. Turner", "2005-01-01", true},
		{"Graham Turner", "", true},
		{"Graham Tanner", "", false},
		{"Вадим Гірда", "2026-01-01", true},
		{"Вадим Гірда", "2020-04-30", false},
		{"李明", "1990-01-01", true},
		{"李", "", false},
	} {
		if _, ok := r.Ours(tt.name, tt.on); ok != tt.want {
			t.Errorf("Ours(%q, %q) = %v", tt.name, tt.on, ok)
		}
	}
}

func TestAnswerOf(t *testing.T) {
	r := parseRights(t, rightsText)
	const shape = "Use subject to restrictions."
	if a, ok := r.Answer(shape, "PA"); !ok || a.Effect != archive.EditorialOnly || a.By != "desk" {
		t.Errorf("of PA: %+v, %v", a, ok)
	}
	if a, ok := r.Answer(shape, "AP"); !ok || a.Effect != archive.EndsOn || a.Until != "2026-12-01" {
		t.Errorf("of others: %+v, %v", a, ok)
	}
	if _, ok := r.Answer("Call first.", "PA"); ok {
		t.Error("an answer to what nobody asked")
	}
}

// Every mistake names its line.
func TestParseRightsMistakes(t *testing.T) {
	for _, tt := range []struct {
		text string
		line int
		want string
	}{
		{"supplier = AP", 1, "write [agreement]"},
		{"[contract]\n", 1, "no section [contract]"},
		{"[agreement]\nsupplier", 2, "has no ="},
		{"[agreement]\ncovers = editorial", 1, "no line supplier"},
		{"[agreement]\nsupplier = AP\nsupplier = AFP", 3, "line 2 already"},
		{"[agreement]\nsupplier = AP\nuntil = 2027-02-30", 3, "not a day of the calendar"},
		{"[agreement]\nsupplier = AP\nfrom = 2027-01-01\nuntil = 2026-12-31\nnote = x", 4, "before it begins"},
		{"[agreement]\nsupplier = AP\nterritories = DE, XZ", 3, "with X begin XK"},
		{"[agreement]\nsupplier = AP\nterritories = SU", 3, "not the code of a country"},
		{"[agreement]\nsupplier = AP\nterritories = é", 3, "not the code of a country"},
		{"[agreement]\nsupplier = AP\nmedia = papyrus", 3, "there are print"},
		{"[agreement]\nsupplier = AP\ncovers = war", 3, "editorial and commercial"},
		{"[agreement]\nsupplier = AP\nresale = maybe", 3, "yes or no"},
		{"[agreement]\nsupplier = AP\nprice = 4", 3, `has no "price"`},
		{"[agreement]\nsupplier = AP\nnote = " + strings.Repeat("x", 100<<10), 3, "102400 bytes"},
		{"[agreement]\nsupplier = AP\nnote =", 3, "leave the line out"},
		{"[agreement]\nsupplier = AP\x00\n", 2, "control character"},
		{"[agreement]\nsupplier = \xff\n", 2, "not UTF-8"},
		{"[staff]\n= staff", 2, "a name is missing"},
		{"[staff]\nAna = owner", 2, "staff or contract"},
		{"[staff]\nAna = staff 2020", 2, "not a period"},
		{"[staff]\nAna = staff 2020-01-02..2020-01-01", 2, "before it begins"},
		{"[answer]\nshape = x", 1, "no line effect"},
		{"[answer]\neffect = until tomorrow", 2, "not a day"},
		{"[answer]\neffect = perhaps", 2, "there are none, note, stop"},
		{"[answer]\nat = today", 2, "write a time"},
		{strings.Repeat("#\n", 1<<20), 0, "at most"},
	} {
		_, err := archive.ParseRights(tt.text, credit.Default())
		e, ok := errors.AsType[*archive.RightsError](err)
		if !ok || e.Line != tt.line || !strings.Contains(e.Reason, tt.want) {
			t.Errorf("%.60q: %v; want line %d: …%s…", tt.text, err, tt.line, tt.want)
		}
	}
}

// What is added by a program stands behind what was written by hand.
func TestAddAnswer(t *testing.T) {
	a := open(t, t.TempDir())
	if _, err := a.SetRights(t.Context(), rightsText, 0, "editor"); err != nil {
		t.Fatal(err)
	}
	n, err := a.AddAnswer(t.Context(), archive.Answer{
		Shape: "Call 44 (0)1158\n for more.", Supplier: "Press Association", Effect: archive.EndsOn, Until: "2027-01-01", Why: "asked them",
	}, "desk")
	if err != nil || n != 2 {
		t.Fatalf("revision %d, error %v", n, err)
	}
	r, err := a.Rights(t.Context())
	if err != nil || r.Revision != 2 {
		t.Fatalf("%+v, error %v", r, err)
	}
	answer, ok := r.Answer("Call 44 (0)1158 for more.", "PA")
	if !ok || answer.Until != "2027-01-01" || answer.By != "desk" || answer.Why != "asked them" || answer.At.IsZero() {
		t.Errorf("answer %+v, %v", answer, ok)
	}
	text, err := a.RightsText(t.Context())
	if err != nil || !strings.HasPrefix(text.Text, rightsText) {
		t.Errorf("the text before it has changed:\n%s (error %v)", text.Text, err)
	}
	if _, err := a.AddAnswer(t.Context(), archive.Answer{Shape: "x", Effect: "perhaps"}, "desk"); err == nil {
		t.Error("an effect that does not exist was taken")
	}
	if _, err := a.SetRights(t.Context(), "", 1, "late"); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("somebody else was faster: %v, want ErrConflict", err)
	}
}
