package terms

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

var ref = time.Date(2023, 9, 21, 12, 0, 0, 0, time.UTC)

// say writes terms in short: the kind, and what fills it.
func say(list []Term) string {
	var all []string
	for _, t := range list {
		one := string(t.Kind)
		if t.Credit != "" {
			one += " " + t.Credit
		}
		if t.Days > 0 {
			one += fmt.Sprintf(" %d", t.Days)
		}
		if !t.At.IsZero() {
			one += " " + t.At.Format("2006-01-02T15:04Z07:00")
			if t.Local {
				one += " local"
			}
		}
		one += with(t.Territories) + with(t.Media) + with(t.Titles)
		if t.Kind == Unread {
			one += " " + t.Text
			if t.Duty {
				one += " (duty)"
			}
		}
		all = append(all, one)
	}
	return strings.Join(all, "; ")
}

func with(list []string) string {
	if len(list) == 0 {
		return ""
	}
	return " " + strings.Join(list, ",")
}

// The wording of real agencies, where research has it.
func TestParse(t *testing.T) {
	for text, want := range map[string]string{
		"HANDOUT PHOTO; ONE TIME USE ONLY; NO ARCHIVES; NotForResale; MANDATORY CREDIT THE CANADIAN PRESS PROVIDES ACCESS TO THIS HANDOUT PHOTO TO BE USED SOLELY TO ILLUSTRATE NEWS REPORTING OR COMMENTARY ON THE FACTS OR EVENTS DEPICTED IN THIS IMAGE. THIS IMAGE MAY BE USED ONLY FOR 14 DAYS FROM THE TIME OF TRANSMISSION": "no-effect; one-time; no-archive; no-sales; mandatory-credit; news-only; for-days 14",
		"NARCH/NARCH30": "no-archive 30",
		"SPAIN OUT, PEDRO SÁNCHEZ PÉREZ-CASTEJÓN;Óscar Cañas;category_code_new;":                                                                                      "out ES; unread PEDRO SÁNCHEZ PÉREZ-CASTEJÓN; unread Óscar Cañas; no-effect",
		"Cleared for public release. Release authority,CPT Kevin Dasher , Kandahar Army Airfield PAO Officer":                                                         "no-effect; no-effect",
		"FILE PHOTO Use subject to restrictions. Editorial use only. No commercial use. Call 44 (0)1158 447447 for further information. Use subject to restrictions.": "no-effect; restricted; editorial-only; no-effect",
		"Not available for license and invoicing to customers located in Finland.":                                                                                    "out FI",
		"For latest restrictions check www.corbisimages.com":                                                                                                          "restricted",
		"POOL PHOTO, THE DEUTSCHE FUSSBALL LIGA DFL DOES NOT ALLOW THE IMAGES TO BE USED AS SEQUENCES TO EMULATE VIDEO.":                                              "no-effect; no-sequence",
		"NO SALES, PHOTO RELEASED BY XINHUA NEWS AGENCY APRIL 10, 2020 PHOTO":                                                                                         "no-sales; no-effect",
		"Newsmagazines Out": "out magazines",
		"Newspapers Out, Original Artixscan 4000 of color negative file":                                                                                     "out newspapers; unread Original Artixscan 4000 of color negative file",
		"No usage or third party sales granted without prior permission.":                                                                                    "permission",
		"Credit as U.S. Navy photo by Elizabeth Thompson.":                                                                                                   "mandatory-credit U.S. Navy photo by Elizabeth Thompson",
		`THIS IMAGE IS SOURCED FROM AND MUST BE BYLINED "RACINGFOTOS.COM"`:                                                                                   "mandatory-credit RACINGFOTOS.COM",
		`RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "AFP PHOTO / US NAVY" - NO MARKETING NO ADVERTISING CAMPAIGNS - DISTRIBUTED AS A SERVICE TO CLIENTS`: "editorial-only; mandatory-credit AFP PHOTO / US NAVY; no-effect",
		"THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES. NO ARCHIVES.":                                                          "no-effect; mandatory-credit; no-sales; no-archive",
		"(For Use Only in the Republic of Korea. No Redistribution)":                                                                                         "only KR; no-sales",
		"(PHOTO NOT FOR SALE) (Yonhap)":                                                                                                                      "no-sales; unread Yonhap",
		`honorarfrei - Verwendung gemäß der AGB im engen inhaltlichen, redaktionellen Zusammenhang mit genannter SWR-Sendung`:                                "no-effect; no-effect; news-only",
		"Publication rights pending":                                          "not-cleared",
		"selected for web gallery":                                            "no-effect",
		`SEARCH "GLOBAL POY" FOR THIS STORY`:                                  "no-effect",
		"EDS NOTE:A FILE PHOTO":                                               "no-effect",
		"These are special instructions. If you need help, please contact me": "unread These are special instructions; unread If you need help, please contact me (duty)",

		// Common in the trade.
		"EDITORIAL USE ONLY/NO SALES":                        "editorial-only; no-sales",
		"MANDATORY CREDIT NO RESALES NO ARCHIVES":            "mandatory-credit; no-sales; no-archive",
		"NETHERLANDS OUT - BELGIUM OUT":                      "out NL; out BE",
		"UK OUT, NO USE IN GERMANY, AUSTRIA AND SWITZERLAND": "out GB; out DE,AT,CH",
		"UK AND IRELAND OUT":                                 "out GB,IE",
		"TV OUT; MAGS OUT, ONLINE OUT; SAN DIEGO OUT":        "out tv; out magazines; out online; out SAN DIEGO",
		"U.S. ONLY":                "only US",
		"NO CROPPING":              "no-crop",
		"NO ARCHIVE AFTER 30 DAYS": "no-archive 30",
		"No use fourteen days after transmission":                       "for-days 14",
		"EMBARGOED UNTIL 0001 GMT, Saturday November 21":                "embargo 2023-11-21T00:01Z",
		"EMBARGO: 22:30 BST, Monday, 20 November 2023":                  "embargo 2023-11-20T22:30+01:00",
		"Strictly embargoed until 6 p.m. EST on Oct. 5, 2023. NO SALES": "embargo 2023-10-05T18:00-05:00; no-sales",
		"EMBARGOED UNTIL JANUARY 3":                                     "embargo 2024-01-03T00:00Z local",
		"Sperrfrist: 05.10.2023, 18.00 Uhr":                             "embargo 2023-10-05T18:00Z local",
		"NO USE AFTER OCTOBER 5, 2023":                                  "until 2023-10-05T23:59Z local",
		"NO USE AFTER 2023-10-05":                                       "until 2023-10-05T23:59Z local",
		"NO USE AFTER 31 JUNE":                                          "unread NO USE AFTER 31 JUNE (duty)",
		"EMBARGOED":                                                     "embargo",
		"Prohibida su reproducción":                                     "permission",
		"nur redaktionelle Nutzung":                                     "editorial-only",
	} {
		if got := say(Parse(text, ref)); got != want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", text, got, want)
		}
	}
}

// In a caption only capitals are terms: the rest is news.
func TestParseCaption(t *testing.T) {
	for text, want := range map[string]string{
		"Spain out of the Cup after 14 days; no archive of the match exists.":                                "",
		"A crowd. THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES. NO ARCHIVES.": "mandatory-credit; no-sales; no-archive",
		"Gunmen killed 19. EDITORIAL USE ONLY. (AP Photo/Ana Silva)":                                         "editorial-only",
		"The embargo until May 5 holds, ministers said.":                                                     "",
	} {
		if got := say(ParseCaption(text, ref)); got != want {
			t.Errorf("ParseCaption(%q) = %s, want %s", text, got, want)
		}
	}
}

func TestWhen(t *testing.T) {
	kyiv := time.FixedZone("Kyiv", 2*3600)
	list := Parse("NO USE AFTER OCTOBER 5, 2023", ref)
	if got, want := list[0].When(kyiv), time.Date(2023, 10, 5, 23, 59, 59, 999999999, kyiv); !got.Equal(want) {
		t.Errorf("the day ends at %v, want %v", got, want)
	}
	list = Parse("EMBARGOED UNTIL 0001 GMT 21 NOV 2023", ref)
	if got, want := list[0].When(kyiv), time.Date(2023, 11, 21, 0, 1, 0, 0, time.UTC); !got.Equal(want) {
		t.Errorf("the embargo ends at %v, want %v", got, want)
	}
}

// Whatever is written, nothing panics and no word is lost: each stands in a
// term, or is one that says nothing.
func TestParseAnything(t *testing.T) {
	words := strings.Fields("NO USE AFTER IN GERMANY OUT EMBARGOED UNTIL 0001 GMT NOV 5 31 JUNE MANDATORY CREDIT SALES ; . / - \" ( ) Qwertz ☂ for only 14 days the {any}")
	rapid.Check(t, func(t *rapid.T) {
		text := strings.Join(rapid.SliceOfN(rapid.SampledFrom(words), 0, 30).Draw(t, "words"), " ")
		if rapid.Bool().Draw(t, "raw") {
			text += rapid.String().Draw(t, "text")
		}
		list := Parse(text, ref)
		said := ""
		for _, term := range list {
			said += " " + fold(term.Text)
		}
		for _, token := range scan(text) {
			filler := token.word == "" || empty[token.word] || len(text) > maxUnread
			if !filler && !strings.Contains(said, token.word) && !introduced(token.word) {
				t.Fatalf("%q of %q is in no term: %s", token.word, text, say(list))
			}
		}
	})
}

// introduced says that a word may stand in an introduction, which is no term.
func introduced(word string) bool {
	for _, list := range compiled().byWord {
		for _, one := range list {
			if one.kind != "" {
				continue
			}
			for _, p := range one.pieces {
				if p.word == word {
					return true
				}
			}
		}
	}
	return false
}

// What is read of a text is bounded, and so is the time that it takes, whatever
// it repeats.
func TestParseIsBounded(t *testing.T) {
	for _, unit := range []string{"NO USE IN ", "MANDATORY CREDIT X ", "EMBARGOED UNTIL ", "call x ", "/", "(", "a ", "14 days 5 NOV "} {
		start := time.Now()
		Parse(strings.Repeat(unit, 64<<20/len(unit)), ref)
		if took := time.Since(start); took > 5*time.Second {
			t.Errorf("64 MB of %q take %v", unit, took)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add("EMBARGOED UNTIL 0001 GMT, Saturday November 21; UK OUT")
	f.Fuzz(func(t *testing.T, text string) { Parse(text, ref) })
}
