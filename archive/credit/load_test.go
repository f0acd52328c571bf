package credit_test

import (
	"errors"
	"strings"
	"testing"

	"cutline/archive/credit"
)

func TestLoad(t *testing.T) {
	rules, err := credit.Load(`
[news agency]
Bridge Wire = The Bridge Wire Service; BWS

[label]
brofoto

[style slash]
{credit} (c)

[examples]
brofoto: Ana Silva/BWS => by Ana Silva; agency Bridge Wire
`)
	if err != nil {
		t.Fatal(err)
	}
	got, err := rules.Print(rules.Parse("Ana Silva/BWS"), "slash")
	if err != nil || got != "Ana Silva/Bridge Wire (c)" {
		t.Errorf("Print = %q, %v", got, err)
	}
	if full, _ := rules.Print(rules.Parse("BWS"), "full"); full != "The Bridge Wire Service" {
		t.Errorf("full = %q", full)
	}
	if c := credit.Default().Parse("Ana Silva/BWS"); c.Agency != "BWS" {
		t.Errorf("the default vocabulary learned %q", c.Agency)
	}
}

// A mistake is reported with its line and reason.
func TestLoadMistakes(t *testing.T) {
	for text, want := range map[string]string{
		"stray":                            "line 1: ",
		"\n[unheard of]":                   "line 2: unknown section [unheard of]",
		"[collection of Nobody]\nX":        "line 1: ",
		"[pools]\nNobody":                  "line 2: no organisation",
		"[rivals]\nAP; Nobody":             "line 2: no organisation",
		"[news agency]\n... = ; ":          "line 2: ",
		"[style x]\nno placeholder":        "line 2: ",
		"[examples]\nno arrow":             "line 2: ",
		"[examples]\n\nAP => by Ana Silva": `line 3: "AP" reads as "agency AP"`,
	} {
		_, err := credit.Load(text)
		var syntax *credit.SyntaxError
		if !errors.As(err, &syntax) || !strings.Contains(err.Error(), want) {
			t.Errorf("Load(%q) = %v, want %q", text, err, want)
		}
	}
}

func TestStyles(t *testing.T) {
	rules := credit.Default()
	if styles := rules.Styles(); len(styles) == 0 || styles[0] != "slash" {
		t.Errorf("styles %q: the first must be slash", styles)
	}
	for _, test := range []struct{ line, style, want string }{
		{"Ana Silva/AP", "ap", "AP Photo/Ana Silva"},
		{"Ana Silva/Reuters", "ap", "Ana Silva/Reuters"},
		{"Ana Silva/Pool via AP", "ap", "Ana Silva/Pool via AP"},
		{"Ana Silva/AP", "bracket", "[Ana Silva/AP]"},
		{"Ana Silva/AP", "photograph", "Photograph: Ana Silva/AP"},
		{"Ana Silva/AP", "photo-by", "Photo by Ana Silva/AP"},
		{"AP", "photo-by", "Photo: AP"},
		{"Ana Silva/AP", "full", "Ana Silva/The Associated Press"},
		{"Ana Silva/Pool via AP", "full", "Ana Silva/Pool via The Associated Press"},
		{"Kremlin/Handout via REUTERS", "slash", "Kremlin/Handout via Reuters"},
		{"Illustration: Ana Silva/Axios", "photograph", "Illustration: Ana Silva/Axios"},
		{"Illustration: Ana Silva/AP", "ap", "Illustration: Ana Silva/AP"},
		{"AI-generated image/Midjourney", "photograph", "AI-generated image: Midjourney"},
		{"Composite: AP, Getty", "photograph", "Composite: AP; Getty Images"},
		{"Jane Roe/AFP/Getty Images, Bob Lee/Reuters", "slash", "Jane Roe/AFP/Getty Images; Bob Lee/Reuters"},
		{"Screenshot from YouTube", "photo-by", "Screenshot: YouTube"},
		{"Screenshot via YouTube", "photograph", "Screenshot via YouTube"},
		{"Video still: Ana Silva/AP", "photo-by", "Video still: Ana Silva/AP"},
		{"Video still: Ana Silva/AP", "bracket", "[Video still: Ana Silva/AP]"},
		{"Composite: Getty Images", "photograph", "Composite: Getty Images"},
		{"L: Ana Silva/AP / R: Illustration: Jan Novak", "photograph", "Ana Silva/AP; Illustration: Jan Novak"},
		{"Ana Silva for The New York Times", "slash", "Ana Silva for The New York Times"},
	} {
		if got, err := rules.Print(rules.Parse(test.line), test.style); err != nil || got != test.want {
			t.Errorf("Print(%q, %s) = %q, %v, want %q", test.line, test.style, got, err, test.want)
		}
	}
	two := rules.Parse("Jane Roe/AP/File Photo, Bob Lee/Reuters")
	if got, err := rules.PrintBeside(two, "slash"); err != nil || got != "Jane Roe/AP; Bob Lee/Reuters" {
		t.Errorf("PrintBeside = %q, %v", got, err)
	}
	if got, _ := rules.Print(two, "slash"); got != "Jane Roe/AP/File; Bob Lee/Reuters" {
		t.Errorf("Print after PrintBeside = %q", got)
	}
	if _, err := rules.Print(credit.Credit{}, "unheard of"); err == nil {
		t.Error("an unknown style is no error")
	}
}

func TestPrintCaption(t *testing.T) {
	rules := credit.Default()
	const caption = "Firefighters in Kyiv, March 17"
	for _, test := range []struct{ caption, line, style, want string }{
		{caption, "Ana Silva/AP", "bracket", caption + " [Ana Silva/AP]"},
		{caption, "Ana Silva/AP", "slash", caption + " (Ana Silva/AP)"},
		{caption, "Ana Silva/AP", "ap", caption + " (AP Photo/Ana Silva)"},
		{caption, "Ana Silva/AP", "photograph", caption + " Photograph: Ana Silva/AP"},
		{caption, "Ana Silva/AP/File Photo", "slash", caption + " (Ana Silva/AP)"},
		{caption, "", "slash", caption},
		{"", "Ana Silva/AP", "slash", "Ana Silva/AP"},
		{"The words {line} and {caption}", "Ana Silva/AP", "slash", "The words {line} and {caption} (Ana Silva/AP)"},
	} {
		if got, err := rules.PrintCaption(test.caption, rules.Parse(test.line), test.style); err != nil || got != test.want {
			t.Errorf("PrintCaption(%q, %q, %s) = %q, %v, want %q", test.caption, test.line, test.style, got, err, test.want)
		}
	}
	if _, err := rules.PrintCaption(caption, credit.Credit{}, "nobody's"); err == nil {
		t.Error("a style that does not exist prints")
	}
	if _, err := credit.Load("[style x]\ncaption: {line}\n{credit}"); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("a style that loses the caption loads: %v", err)
	}
}
