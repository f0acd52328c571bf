package credit_test

import (
	"strings"
	"testing"

	"cutline/archive/credit"
)

// says writes the parts of a reading that a photo editor looks at first.
func says(c credit.Credit) string {
	if len(c.Credits) > 0 {
		var parts []string
		for _, one := range c.Credits {
			parts = append(parts, "{"+says(one)+"}")
		}
		return strings.Join(parts, " ")
	}
	var parts []string
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, strings.TrimSpace(label+" "+value))
		}
	}
	flag := func(word string, set bool) {
		if set {
			parts = append(parts, word)
		}
	}
	add("", strings.Join(c.Photographers, " & "))
	add("of", c.Agency)
	add("via", strings.Join(c.Via, " > "))
	add("in", c.Collection)
	add("for", c.Client)
	add("courtesy", c.Courtesy)
	flag("pool", c.Pool)
	flag("handout", c.Handout)
	flag("file", c.File)
	flag("symbolic", c.Symbolic)
	flag("stringer", c.Stringer)
	flag("staff", c.Staff)
	add("no.", c.Picture)
	add("dated", c.Dated)
	flag(c.Kind, c.Kind != "")
	add("by", strings.Join(c.Creators, " & "))
	add("", c.Licence)
	add("duty", c.Instructions)
	add("unread", strings.Join(c.Unread, " & "))
	if !c.Sure {
		parts = append(parts, "?")
	}
	return strings.Join(parts, "; ")
}

// What desks around the world print.
func TestFormsOfDesks(t *testing.T) {
	rules := credit.Default()
	for line, want := range map[string]string{
		// wire services
		"(Kin Novak/Pool Photo via AP)":                     "Kin Novak; via AP; pool",
		"(AP Photo/Rebecca Silva, Pool, File)":              "Rebecca Silva; via AP; pool; file",
		"(Ministry of Defence via AP)":                      "of Ministry of Defence; via AP; handout",
		"(Russian Defense Ministry Press Service via AP)":   "of Russian Defense Ministry Press Service; via AP; handout",
		"(Ivan Petrov, Sputnik, Kremlin Pool Photo via AP)": "Ivan Petrov; of Sputnik; via Kremlin > AP; pool",
		"Satellite image ©2024 Maxar Technologies via AP":   "of Maxar Technologies; via AP; handout; dated 2024",
		"REUTERS/Mohammed Silva TPX IMAGES OF THE DAY":      "Mohammed Silva; of Reuters",
		"Mandatory credit Kyodo/via REUTERS":                "of Kyodo; via Reuters; duty Mandatory credit",
		"BelTA/Maxim Novak/Handout via REUTERS":             "Maxim Novak; of BelTA; via Reuters; handout",
		"AFP PHOTO / ANA SILVAANA SILVA/AFP/Getty Images":   "ANA SILVA; of AFP; via Getty Images",
		"(Photo by Handout / Iranian Presidency / AFP)":     "of Iranian Presidency; via AFP; handout",
		"THE CANADIAN PRESS/AP-Ana Silva":                   "Ana Silva; of AP; via The Canadian Press",
		"(Sean Silva/CP)":                                   "Sean Silva; of The Canadian Press",
		"MAXPPP - Vincent Novak":                            "Vincent Novak; of MAXPPP",
		"ANTARA FOTO/Hafidz Silva/foc.":                     "Hafidz Silva; of Antara; unread foc; ?",
		"(AAP: Mick Silva)":                                 "Mick Silva; of AAP",
		"PTI Photo/Kamal Silva":                             "Kamal Silva; of PTI",
		"ANP SEM VAN DER WAL":                               "SEM VAN DER WAL; of ANP; ?",
		"BELGA PHOTO DIRK SILVA":                            "DIRK SILVA; of Belga",
		// papers and sites
		"Foto: Kay Novak/dpa-Pool/dpa":                                                "Kay Novak; of dpa; pool",
		"Foto: picture alliance / Geisler-Fotopress":                                  "of Geisler-Fotopress; via picture alliance",
		"Foto: Swen Novak/dpa (Symbolbild)":                                           "Swen Novak; of dpa; symbolic",
		"Foto: Ida Silva/Ritzau Scanpix 2024":                                         "Ida Silva; of Ritzau Scanpix; dated 2024",
		"Fotó: Silva Márton / 24.hu":                                                  "Silva Márton; of 24.hu",
		"PHOTO MARTIN SILVA, LA PRESSE":                                               "MARTIN SILVA; of La Presse",
		"(photo credit: YONATAN SILVA/FLASH90)":                                       "YONATAN SILVA; of Flash90",
		"Press service of the State Emergency Service of Ukraine/Handout via REUTERS": "of Press service of the State Emergency Service of Ukraine; via Reuters; handout",
		"Express photo by Amit Silva":                                                 "Amit Silva; of Express; ?",
		"© Provided by The Guardian Photograph: Paul Silva/AFP/Getty":                 "Paul Silva; of AFP; via Getty Images",
		"Photo by: MC1 Raymond D. Diaz III | VIRIN: 180502-N-BB269-005.JPG":           "Raymond D. Diaz III; no. 180502-N-BB269-005.JPG",
		"Foto: Bundesarchiv, Bild 183-81005-0003/via Wikipedia":                       "of Bundesarchiv; via Wikipedia; no. 183-81005-0003",
		"27-06-2012 | Efe":                                                            "of EFE; dated 27-06-2012",
		"© 1999–2019 Nordwerk GmbH":                                                   "of Nordwerk GmbH; dated 1999–2019",
		"ABC, Inc.":                                                                   "of ABC",
		"Image by Ana Silva from Pixabay":                                             "Ana Silva; via Pixabay",
		"Photo by Ana Silva: https://www.pexels.com/photo/a-b-1/":                     "Ana Silva; of Pexels",
		"Emmanuel Silva. AFP":                                                         "Emmanuel Silva; of AFP; ?", // the person shown?
		"Emmanuel Silva (AFP)":                                                        "Emmanuel Silva; of AFP; ?",
		// accounts, licences
		"reddit by u/some_body":                                             "u/some_body; of Reddit",
		"@some_body / Twitter / Via Twitter: @some_body":                    "@some_body; via Twitter",
		"von Ana Silva Lizenziert unter CC BY 3.0 über Wikimedia Commons .": "Ana Silva; via Wikimedia Commons; CC BY 3.0",
		"ccnull/Marco Silva/cc by sa 2.0":                                   "Marco Silva; of ccnull; CC BY-SA 2.0",
		"photo: Ana S Photos via flickr":                                    "Ana S Photos; via flickr; ?",
		"Skjermdump / Way Back Machine":                                     "of Internet Archive; screenshot",
		// other scripts
		"（写真＝共同通信社）":                  "of 共同通信社",
		"【AFP=時事】":                    "of AFP; via 時事",
		"（C）AFP":                      "of AFP",
		"图源：新华社":                      "of 新华社",
		"[사진 = 한수진 기자]":               "한수진; ?",
		"Φωτο: ΑΠΕ-ΜΠΕ/ΓΙΩΡΓΟΣ ΠΑΠΑΣ": "ΓΙΩΡΓΟΣ ΠΑΠΑΣ; of ΑΠΕ-ΜΠΕ",
		// who owns it
		"© Nordwerk":            "of Nordwerk; ?",
		"Bildquelle: Nordwerk":  "of Nordwerk; ?",
		"Foto: Nordwerk":        "Nordwerk; ?",
		"© handwerk-magazin.de": "of handwerk-magazin.de",
		// brackets round the whole mark a credit
		"(Luis Silva / Los Angeles Times)": "Luis Silva; of Los Angeles Times",
		"Luis Silva / Los Angeles Times":   "Luis Silva; of Los Angeles Times; ?",
		// what is no name
		"A Nordic Company. Vidar Studios/AP": "of Vidar Studios; via AP; handout; unread A Nordic Company; ?",
		"Zillow/AP":                          "of Zillow; via AP; handout",
		"Nordwerk/AP":                        "Nordwerk; of AP; ?",
		"Foto: Nordmuseum, Berlin, dpa":      "Berlin; of Nordmuseum; via dpa; ?",
		"NASA, ESA, Ana Silva (Space T":      "Ana Silva; of ESA; via NASA; unread Space T; ?",
	} {
		if got := says(rules.Parse(line)); got != want {
			t.Errorf("Parse(%q)\n got %s\nwant %s", line, got, want)
		}
	}
}

// Where a caption ends and its credit begins.
func TestFindSeams(t *testing.T) {
	rules := credit.Default()
	for _, test := range []struct{ caption, rest, want string }{
		{"Rep. Mark Novak. | Alex Silva/Getty Images", "Rep. Mark Novak.", "Alex Silva; of Getty Images"},
		{`Ana Costa at the premiere of "Dune: Part Two." Marc Silva/Getty Images`, `Ana Costa at the premiere of "Dune: Part Two."`, "Marc Silva; of Getty Images"},
		{`Ana Costa at "Dune: Part Two" in Mexico City. Angel Silva/Getty Images`, `Ana Costa at "Dune: Part Two" in Mexico City.`, "Angel Silva; of Getty Images"},
		{"Bild: SN/APA/KEYSTONE/CYRIL SILVA Nationaler Trauertag am Freitag", "Nationaler Trauertag am Freitag", "CYRIL SILVA; of Keystone; via APA > SN; ?"},
		{"© 2630ben / Getty Images / iStock (Ausschnitt) Schuppentier", "Schuppentier", "2630ben; of Getty Images; in iStock"},
		{"先制点が決まり、喜ぶバルセロナのメッシ（左）とスアレス＝ロイター", "先制点が決まり、喜ぶバルセロナのメッシ（左）とスアレス", "of Reuters"},
		{"日本代表の（左から）西田、小野寺、高橋、石川（Ｃ）共同通信社", "日本代表の（左から）西田、小野寺、高橋、石川", "of 共同通信社"},
		{"A station in Milan AFP via Getty Images", "A station in Milan", "of AFP; via Getty Images"},
		{"A rocket rises. (For Use Only in the Republic of Korea. No Redistribution) (Yonhap)", "A rocket rises.", "of Yonhap; duty For Use Only in the Republic of Korea; No Redistribution"},
		{"The ministers meet, in this photo provided by the ministry. (Yonhap)", "The ministers meet, in this photo provided by the ministry.", "of Yonhap"},
		{"Ein Rettungswagen | Foto: ana7/stock.adobe.com 2022/01/Wagen_ana7_169266287-scaled.jpeg", "Ein Rettungswagen", "ana7; of Adobe Stock"},
		{"Der Minister im Parlament / Foto: Ana Silva/dpa", "Der Minister im Parlament", "Ana Silva; of dpa"},
		{"A bridge in Riga. Photo courtesy Fran Silva", "A bridge in Riga.", "courtesy Fran Silva; handout"},
		{"The minister in Wellington. Photo / Mark Silva", "The minister in Wellington.", "Mark Silva"},
		{"The minister in Singapore. ST PHOTO: KELVIN SILVA", "The minister in Singapore.", "KELVIN SILVA; of The Straits Times"},
		{"The minister in Kuala Lumpur. — Bernama pic", "The minister in Kuala Lumpur.", "of Bernama"},
		{"A player. (Staff photo by Nancy Silva/Boston Herald)", "A player.", "Nancy Silva; of Boston Herald; staff"},
		{"وزير الخارجية في القاهرة (رويترز)", "وزير الخارجية في القاهرة", "of Reuters"},
		{"장관이 서울에서 발언하고 있다. 연합뉴스", "장관이 서울에서 발언하고 있다.", "of 연합뉴스"},
		{"Die Ministerin im Bundestag. (Bild: IMAGO/Nordmomente)", "Die Ministerin im Bundestag.", "of Nordmomente; via IMAGO; ?"},
		{"Two people talk (left) [Photo: Ana Silva/iStock]", "Two people talk (left)", "Ana Silva; of iStock"},
	} {
		found, ok := rules.Find(test.caption, credit.Hints{})
		if !ok || found.Caption != test.rest || says(found.Credit) != test.want {
			t.Errorf("Find(%q) %t\n got %q: %s\nwant %q: %s", test.caption, ok, found.Caption, says(found.Credit), test.rest, test.want)
		}
	}
}

// Captions in which there is no credit, and no person sure to have made them.
func TestNoCredit(t *testing.T) {
	rules := credit.Default()
	for _, caption := range []string{
		// brackets
		"Ana Costa (left), Jan Novak (3rd from L, C) and Eva Brown (R)",
		"Ana Costa (CDU) und Jan Novak (AfD)", "The agency (NASA) said so", "The virus (COVID-19) in Riga", "A hull (CVN 76) in port", "Ana Costa (24)",
		"Founded in Riga (1761)", "The summit (2927m, Grindelwald, BE)", "Up by a tenth (+1,3 %)", "British Virgin Islands Premier Ana Costa (GP)",
		"[Jimmy] Costa speaks of [jobs]", "Severus Novak [11]", "A talk in Riga [Exclusif]", "Ana Costa [...]", "A photo shows the bridge (1:24:10)",
		// slashes
		"AC/DC on stage in Riga", "The 9/11 memorial", "Rain and/or snow", "Aoraki / Mount Cook is the highest mountain", "Süd/Ost am Abend", "A chair w/ Convex Tips",
		"The tram runs 24/7", "A score of 3/2", "The CX/750 Wh battery", "Der/die Leser", "On 18/05/2020 in Riga", "Page 1/26", "A 1/4-inch jack",
		"Ana Costa / Jan Novak", "Teams of the EU/US summit",
		// dates, scores, numbers
		"Riga, May 2, 2020", "Riga beat Vilnius 3-2 (1-1)", "The 2014 model costs 20'000 Franken", "RIGA, LATVIA - MAY 02: A bridge",
		// quotes
		`"We won," says Ana Costa`, "‘Personally, I agree,’ Costa says", "«Alphonse président» et «Braguino»", "„Das ist gut“, sagt Ana Costa",
		`Ana Costa at the "Photo: Life" show`,
		// product names, and words that credits have
		"The new TT-Modell in Riga", "Gäste entspannen im ganzen Spa.", "Trump's Transition: Boeing & Defense Contracts", "A credit card sized PC", "The Image is a film",
		"Vom „Aria Retreat & Spa“ blickt man auf den See.", "The pool is closed", "Her files were lost", "A family photo of the leaders", "Getty Museum visitors",
		"He worked for The New York Times", "The AP style guide", "She reads The Guardian and The Times", "Employees of Reuters in London",
		"In this photo provided by the ministry, people cross a bridge", "It holds photos from the attack", "WEB18-Facebook-1160x768.jpg",
		"Facebook Twitter Pinterest", "Impressum | Datenschutz",
	} {
		answer := rules.Read(caption)
		c := answer.Credit
		if c.Sure && (len(c.Photographers) > 0 || c.Agency != "" || len(c.Via) > 0 || c.Courtesy != "" || len(c.Credits) > 0) {
			t.Errorf("Read(%q) is sure of %s", caption, says(c))
		}
		if found, ok := rules.Find(caption, credit.Hints{}); ok && found.Sure && (len(found.Photographers) > 0 || found.Agency != "") {
			t.Errorf("Find(%q) is sure of %q: %s", caption, found.SignOff, says(found.Credit))
		}
	}
}
