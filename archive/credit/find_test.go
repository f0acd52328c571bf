package credit_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"cutline/archive/credit"
)

func TestFind(t *testing.T) {
	rules := credit.Default()
	for _, test := range []struct {
		caption, signOff, rest string
		want                   credit.Credit
	}{
		{
			"Firefighters extinguish a blaze in Kyiv, March 17 [Vadim Ghirda/AP Photo]", "[Vadim Ghirda/AP Photo]",
			"Firefighters extinguish a blaze in Kyiv, March 17",
			credit.Credit{Photographers: by("Vadim Ghirda"), Agency: "AP", Supplier: "AP", Sure: true},
		},
		{
			"‘Personally, I agree,’ Blinken says [Saul Loeb/Pool via AP]", "[Saul Loeb/Pool via AP]",
			"‘Personally, I agree,’ Blinken says",
			credit.Credit{Photographers: by("Saul Loeb"), Via: by("AP"), Supplier: "AP", Pool: true, Sure: true},
		},
		{
			"A bridge (left) in Riga. (AP Photo/Ana Silva, File).", "(AP Photo/Ana Silva, File)",
			"A bridge (left) in Riga.",
			credit.Credit{Photographers: by("Ana Silva"), Agency: "AP", Supplier: "AP", File: true, Sure: true},
		},
		{
			"FILE PHOTO: A bridge in Riga, May 2, 2020. REUTERS/Ana Silva/File Photo", "REUTERS/Ana Silva/File Photo",
			"FILE PHOTO: A bridge in Riga, May 2, 2020.",
			credit.Credit{Photographers: by("Ana Silva"), Agency: "Reuters", Supplier: "Reuters", File: true, Sure: true},
		},
		{
			"Eine Brücke in Riga. Foto: Jan Novak (Keystone)", "Foto: Jan Novak (Keystone)",
			"Eine Brücke in Riga.",
			credit.Credit{Photographers: by("Jan Novak"), Agency: "Keystone", Supplier: "Keystone", Sure: true},
		},
		{
			"A bridge in Paris Jan Novak/Reuters", "Jan Novak/Reuters",
			"A bridge in Paris",
			credit.Credit{Photographers: by("Jan Novak"), Agency: "Reuters", Supplier: "Reuters", Sure: true},
		},
		{
			"A bridge in Riga. (Pool photo) (Yonhap)", "(Pool photo) (Yonhap)",
			"A bridge in Riga.",
			credit.Credit{Via: by("Yonhap"), Supplier: "Yonhap", Pool: true, Sure: true},
		},
		{
			"Tulips. (Photo by Ana Silva / ANP / AFP) / Netherlands OUT (Photo by ANA SILVA/ANP/AFP via Getty Images)",
			"(Photo by Ana Silva / ANP / AFP) / Netherlands OUT (Photo by ANA SILVA/ANP/AFP via Getty Images)",
			"Tulips.",
			credit.Credit{
				Photographers: by("Ana Silva"), Agency: "ANP", Via: by("AFP", "Getty Images"), Supplier: "Getty Images",
				Instructions: "Netherlands OUT", Sure: true,
			},
		},
		{
			"Tulips. (Ana Silva/ANP) (SWITZERLAND AND U.S. OUT)", "(Ana Silva/ANP) (SWITZERLAND AND U.S. OUT)",
			"Tulips.",
			credit.Credit{Photographers: by("Ana Silva"), Agency: "ANP", Supplier: "ANP", Instructions: "SWITZERLAND AND U.S. OUT", Sure: true},
		},
		{
			"Tulips. Photo: Ana Silva/ANP NETHERLANDS OUT; NO SALES", "Photo: Ana Silva/ANP",
			"Tulips.",
			credit.Credit{Photographers: by("Ana Silva"), Agency: "ANP", Supplier: "ANP", Instructions: "NETHERLANDS OUT; NO SALES", Sure: true},
		},
		{
			"The batter is OUT. (Ana Silva/AP)", "(Ana Silva/AP)",
			"The batter is OUT.",
			credit.Credit{Photographers: by("Ana Silva"), Agency: "AP", Supplier: "AP", Sure: true},
		},
		{
			"Mandatory Credit: Photo by Ana Maria Silva/Shutterstock (13299001ab)\nElephants at sunset\nElephants in Kenya - 19 Nov 2026",
			"Mandatory Credit: Photo by Ana Maria Silva/Shutterstock (13299001ab)",
			"Elephants at sunset\nElephants in Kenya - 19 Nov 2026",
			credit.Credit{
				Photographers: by("Ana Maria Silva"), Agency: "Shutterstock", Supplier: "Shutterstock", Picture: "13299001ab",
				Instructions: "Mandatory Credit", Sure: true,
			},
		},
		{
			"A field. Photo: Ana Silva/EUROPA PRESS/dpa - ATTENTION: SPAIN OUT", "Photo: Ana Silva/EUROPA PRESS/dpa",
			"A field.",
			credit.Credit{
				Photographers: by("Ana Silva"), Agency: "Europa Press", Via: by("dpa"), Slash: true, Supplier: "dpa",
				Instructions: "ATTENTION: SPAIN OUT", Sure: true,
			},
		},
		{
			"A rocket. REUTERS/Ana Silva ATTENTION EDITORS - THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES.", "REUTERS/Ana Silva",
			"A rocket.",
			credit.Credit{
				Photographers: by("Ana Silva"), Agency: "Reuters", Supplier: "Reuters", Sure: true,
				Instructions: "ATTENTION EDITORS - THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES",
			},
		},
		{
			"A ship. (U.S. Navy photo by Mass Communication Specialist 2nd Class Ana Silva/Released)", "(U.S. Navy photo by Mass Communication Specialist 2nd Class Ana Silva/Released)",
			"A ship.",
			credit.Credit{Photographers: by("Ana Silva"), Agency: "U.S. Navy", Supplier: "U.S. Navy", Sure: true},
		},
		{
			"Windräder im Nebel. Foto: Ana Silva/dpa +++ dpa-Bildfunk +++", "Foto: Ana Silva/dpa",
			"Windräder im Nebel.",
			credit.Credit{Photographers: by("Ana Silva"), Agency: "dpa", Supplier: "dpa", Sure: true},
		},
		{
			"A peloton. (Photo by Ana SILVA / AFP) (Photo by ANA SILVA/AFP via Getty Images)", "(Photo by Ana SILVA / AFP) (Photo by ANA SILVA/AFP via Getty Images)",
			"A peloton.",
			credit.Credit{Photographers: by("Ana SILVA"), Agency: "AFP", Via: by("Getty Images"), Supplier: "Getty Images", Sure: true},
		},
		{
			"Bridge keeper Ana Costa / Jan Novak/Getty Images", "Jan Novak/Getty Images",
			"Bridge keeper Ana Costa",
			credit.Credit{Photographers: by("Jan Novak"), Agency: "Getty Images", Supplier: "Getty Images", Sure: false},
		},
	} {
		found, ok := rules.Find(test.caption, credit.Hints{})
		if !ok {
			t.Errorf("Find(%q): nothing", test.caption)
			continue
		}
		if found.SignOff != test.signOff || found.Caption != test.rest {
			t.Errorf("Find(%q) = %q and %q, want %q and %q", test.caption, found.SignOff, found.Caption, test.signOff, test.rest)
		}
		if diff := cmp.Diff(test.want, found.Credit); diff != "" {
			t.Errorf("Find(%q): (-want +got)\n%s", test.caption, diff)
		}
	}
}

// What is not a credit stays in the caption.
func TestFindNothing(t *testing.T) {
	rules := credit.Default()
	for _, caption := range []string{
		"", " ", ".", "()", "[]", "/",
		"Aoraki / Mount Cook is the highest mountain of the country",
		"AC/DC on stage in Riga",
		"The 9/11 memorial and/or the park beside it",
		"The home side won 3/2 on 18/05/2020",
		"Mario Voigt (CDU) und Björn Höcke (AfD)",
		"Ana Costa (left) and Jan Novak (right)",
		"Three people (from left): Ana Costa, Jan Novak, Eva Brown",
		"The dam and the bridge (now the site of the New York Public Library).",
		"A film about the Silence of the Lambs [336]",
		"The minister (NASA) spoke of it",
		"She told Reuters that photos from the archive were lost",
		"The minister speaks to Reuters",
		"In this photo provided by the ministry, people cross a bridge",
		"A credit card and a picture of a bridge",
		"A rocket lifts off. THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT.",
		"Beds are full in 100% (3)",
		"The ship (CVN 76) in port",
	} {
		if found, ok := rules.Find(caption, credit.Hints{}); ok {
			t.Errorf("Find(%q) = %q: %+v", caption, found.SignOff, found.Credit)
		}
		if answer := rules.Read(caption); strings.TrimSpace(caption) != "" && answer.Credit.Sure && len(answer.Credit.Photographers) > 0 {
			t.Errorf("Read(%q) is sure of %q", caption, answer.Credit.Photographers)
		}
	}
}

// The person shown is never sure to be the photographer.
func TestFindHints(t *testing.T) {
	found, ok := credit.Default().Find("A bridge in Riga. Joe Biden/AFP", credit.Hints{Shown: []string{"Joe Biden"}})
	if !ok || found.Sure {
		t.Errorf("found %v, sure %v: want found and not sure", ok, found.Sure)
	}
	// The By-line tells where the name begins.
	found, ok = credit.Default().Find("A bridge in Paris Xyla Qwerty/Reuters", credit.Hints{Byline: []string{"XYLA QWERTY"}})
	if !ok || !found.Sure || found.Caption != "A bridge in Paris" || found.Photographers[0] != "Xyla Qwerty" {
		t.Errorf("with a By-line: %v %+v", ok, found)
	}
}

// The sign-off and the caption without it are words of the caption, in order.
func TestFindSpan(t *testing.T) {
	rules := credit.Default()
	before := rapid.SampledFrom([]string{"A bridge in Riga.", "Bridge ", "Ana Costa (left) walks,\n\n", "e\u0301le\u0300ve \u00a0", "Zu\u00adsehen:"})
	line := rapid.SampledFrom([]string{"(AP Photo/Ana Silva)", "[Ana Silva/Pool via AP]", "Foto: Ana Silva/dpa", "REUTERS/Ana Silva", "© Ana Silva/\u200bAFP", "AFP"})
	after := rapid.SampledFrom([]string{"", " ", ".", "\n"})
	rapid.Check(t, func(t *rapid.T) {
		caption := before.Draw(t, "before") + rapid.SampledFrom([]string{"", " ", "  "}).Draw(t, "gap") + line.Draw(t, "credit") + after.Draw(t, "after")
		found, ok := rules.Find(caption, credit.Hints{})
		if !ok {
			return
		}
		if found.Start < 0 || found.End > len(caption) || found.Start > found.End {
			t.Fatalf("Find(%q): %d:%d", caption, found.Start, found.End)
		}
		if !strings.Contains(caption[found.Start:found.End], found.SignOff) {
			t.Fatalf("Find(%q): sign-off %q is not in %q", caption, found.SignOff, caption[found.Start:found.End])
		}
		if !strings.HasPrefix(caption, found.Caption) && found.Start > 0 {
			t.Fatalf("Find(%q): caption %q", caption, found.Caption)
		}
	})
}

func TestAnswerJSON(t *testing.T) {
	rules := credit.Default()
	for line, want := range map[string]string{
		"": `{"raw":""}`,
		"[Saul Loeb/Pool via AP]": `{"raw":"[Saul Loeb/Pool via AP]","photographers":["Saul Loeb"],"via":["AP"],"supplier":"AP","pool":true,"sure":true,` +
			`"print":{"ap":"Saul Loeb/Pool via AP","bracket":"[Saul Loeb/Pool via AP]","full":"Saul Loeb/Pool via The Associated Press",` +
			`"photo-by":"Photo by Saul Loeb/Pool via AP","photograph":"Photograph: Saul Loeb/Pool via AP","slash":"Saul Loeb/Pool via AP"}}`,
		"[Vadim Ghirda/AP Photo]": `{"raw":"[Vadim Ghirda/AP Photo]","photographers":["Vadim Ghirda"],"agency":"AP","supplier":"AP","sure":true,` +
			`"print":{"ap":"AP Photo/Vadim Ghirda","bracket":"[Vadim Ghirda/AP]","full":"Vadim Ghirda/The Associated Press",` +
			`"photo-by":"Photo by Vadim Ghirda/AP","photograph":"Photograph: Vadim Ghirda/AP","slash":"Vadim Ghirda/AP"}}`,
	} {
		got, err := json.Marshal(rules.Read(line).JSON())
		if err != nil {
			t.Fatal(err)
		}
		if string(got) != want {
			t.Errorf("Read(%q) = %s\nwant %s", line, got, want)
		}
	}
}

// One word before a credit in brackets is a caption, and no second photographer.
func TestReadOneWord(t *testing.T) {
	for line, caption := range map[string]string{
		"Kyiv (Saul Loeb/AP)":        "Kyiv",
		"Caption [Saul Loeb/AP]":     "Caption",
		"Photo (Saul Loeb/AP)":       "",
		"AP (Saul Loeb/AP)":          "",
		"Kyiv [Saul Loeb/AP Photo].": "Kyiv",
	} {
		got := credit.Default().Read(line)
		if got.Print["slash"] != "Saul Loeb/AP" || got.Caption != caption {
			t.Errorf("Read(%q) prints %q, caption %q, want %q", line, got.Print["slash"], got.Caption, caption)
		}
	}
}

// Commas of a caption between two credits part no pictures.
func TestReadCaptionWithCommas(t *testing.T) {
	const line = "© Getty Images NORTHPORT, ENGLAND - MAY 2: A crowd waits in Northport, England. The people were told to wait for more than a day. (Photo by Christopher Novak/Getty Images)"
	got := credit.Default().Read(line)
	if got.Print["slash"] != "Christopher Novak/Getty Images" || !got.Credit.Sure {
		t.Errorf("Read(%q) prints %q, sure: %t", line, got.Print["slash"], got.Credit.Sure)
	}
}
