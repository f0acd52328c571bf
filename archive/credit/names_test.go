package credit_test

import (
	"slices"
	"strings"
	"testing"

	"cutline/archive/credit"
)

// Names are read whole, in every script, and ranks are kept apart.
func TestNames(t *testing.T) {
	rules := credit.Default()
	for _, test := range []struct {
		line string
		want string // names parted by semicolons
	}{
		// particles
		{"Jan van der Veen/ANP", "Jan van der Veen"},
		{"Maria de la Cruz/EFE", "Maria de la Cruz"},
		{"Ahmad bin Yusof/Bernama", "Ahmad bin Yusof"},
		{"Khaled al-Masri/AFP", "Khaled al-Masri"},
		{"Ana Paula dos Santos/Agência Brasil", "Ana Paula dos Santos"},
		{"Ursula von Berg/dpa", "Ursula von Berg"},
		{"Philipp zu Hohenfels/dpa", "Philipp zu Hohenfels"},
		{"JAN VAN DER VEEN/ANP", "JAN VAN DER VEEN"},
		// initials
		{"J. Scott Novak/AP", "J. Scott Novak"},
		{"J.J. Guerra/EFE", "J.J. Guerra"},
		{"C P Scott/The Guardian", "C P Scott"},
		{"Ana M. Silva/AP", "Ana M. Silva"},
		{"R.Novak/dpa", "R.Novak"},
		{"M. Casella/Keystone", "M. Casella"},
		// hyphens, apostrophes
		{"Jung Yeon-je/AFP", "Jung Yeon-je"},
		{"Jean-François Monet/AFP", "Jean-François Monet"},
		{"Gesine Engels-Krone/dpa", "Gesine Engels-Krone"},
		{"Caitlin O'Hara/Reuters", "Caitlin O'Hara"},
		{"Caitlin O’Hara/Reuters", "Caitlin O’Hara"},
		{"Stefania D'Angelo/ANSA", "Stefania D'Angelo"},
		// suffixes
		{"Photo by Ana Silva Jr./AP", "Ana Silva Jr."},
		{"John Novak, Jr./AP", "John Novak, Jr."},
		{"Frank Novak II/AP", "Frank Novak II"},
		{"Photo by: MC1 Raymond D. Diaz III | VIRIN: 180502-N-BB269-005.JPG", "Raymond D. Diaz III"},
		// ranks and titles
		{"U.S. Army photo by Staff Sgt. Ana Silva", "Ana Silva"},
		{"U.S. Navy photo by Mass Communication Specialist 2nd Class (SW) Ana Silva", "Ana Silva"},
		{"Photo: Dr. Ana Silva/dpa", "Ana Silva"},
		{"Photo: Prof. Dr. Ana Silva/dpa", "Ana Silva"},
		{"사진 = 한수진 기자/연합뉴스", "한수진"},
		// several
		{"Ana Silva and Jan Novak/AP", "Ana Silva; Jan Novak"},
		{"Ana Silva, Jan Novak and Eva Brown/AP", "Ana Silva; Jan Novak; Eva Brown"},
		{"Ana Silva & Jan Novak/AP", "Ana Silva; Jan Novak"},
		{"Foto: Ana Silva und Jan Novak/dpa", "Ana Silva; Jan Novak"},
		{"Photos : Ana Silva et Jan Novak/AFP", "Ana Silva; Jan Novak"},
		{"Foto: Ana Silva og Jan Novak/NTB", "Ana Silva; Jan Novak"},
		{"Ana + Jan Silva/AP", "Ana Silva; Jan Silva"},
		// scripts
		{"Фото: Иван Петров/ТАСС", "Иван Петров"},
		{"Φωτο: Γιώργος Παπάς/ΑΠΕ-ΜΠΕ", "Γιώργος Παπάς"},
		{"تصوير: أحمد علي/رويترز", "أحمد علي"},
		{"新华社记者 李鑫 摄", "李鑫"},
		{"新华社发(陈熙 摄)", "陈熙"},
		{"(पीटीआई फोटो/अनन्या कुलकर्णी)", "अनन्या कुलकर्णी"},
		{"Nguyễn Văn An/VNA", "Nguyễn Văn An"},
		{"G\u006f\u0308ran Ström/TT", "Göran Ström"}, // NFD
		{"Ana\u00a0Silva/AFP", "Ana Silva"},
		{"Ãngel Franco/The New York Times", "Ãngel Franco"}, // mojibake stays as it is
		// AFP and its surnames
		{"(Photo by Ezequiel BECERRA / AFP)", "Ezequiel BECERRA"},
		{"(Photo by Sameer AL-DOUMY / AFP)", "Sameer AL-DOUMY"},
		// written twice
		{"ANA SILVAANA SILVA/AFP/Getty Images", "ANA SILVA"},
		{"ANA SILVA/ANA SILV", "ANA SILVA"},
		// accounts
		{"@somebody via X", "@somebody"},
		{"reddit by u/some_body", "u/some_body"},
		{"reddit by u/some-body", "u/some-body"},
		{"somebody_7/Instagram", "somebody_7"},
		{"Foto: demarco-media/iStock", "demarco-media"},
		// nobody
		{"Uncredited/AP", ""},
		{"STR/AFP", ""},
		{"– / AFP", ""},
		{"Foto: PR", ""},
		{"Foto: Privat", ""},
		{"Bild: Zvg.", ""},
		{"Handout/AFP", ""},
		{"Ljósmynd/Aðsend", ""},
		{"Photo by - / AFP via Getty Images", ""},
		{"GettyImages/Kontributor", ""},
		{"Image: SUPPLIED", ""},
		// what looks like a name and is a house
		{"Library of Congress; P&P", ""},
		{"© E.ON Climate & Renewables/AP", ""},
		{"Foto: handwerk-magazin.de", ""},
		{"Korea Summit Press Pool/Pool via Reuters", ""},
		{"Photo: Bettmann Archive/Getty", ""},
		{"Foto: Eibner/imago", ""},
		{"Courtesy Garage Ltd", ""},
		{"© WEISSER RING e. V.", ""},
	} {
		var want []string
		if test.want != "" {
			want = strings.Split(test.want, "; ")
		}
		if got := rules.Parse(test.line); !slices.Equal(got.Photographers, want) {
			t.Errorf("Parse(%q): photographers %q, want %q: %+v", test.line, got.Photographers, want, got)
		}
	}
}

// Capitals become small letters only in what is surely a name.
func TestNaturalCase(t *testing.T) {
	rules := credit.Default()
	for name, want := range map[string]string{
		"JAN VAN DER VEEN":      "Jan van der Veen",
		"STEFANIA D'ALESSANDRO": "Stefania D'Alessandro",
		"PASCAL POCHARD-SILVA":  "Pascal Pochard-Silva",
		"MURDO MCLEOD":          "Murdo McLeod",
		"J. SCOTT NOVAK":        "J. Scott Novak",
		"ANA SILVA JR.":         "Ana Silva Jr.",
		"FRANK NOVAK III":       "Frank Novak III",
		"SÉBASTIEN CEVEY":       "Sébastien Cevey",
		"Sameer AL-DOUMY":       "Sameer Al-Doumy",
		"Ezequiel BECERRA":      "Ezequiel Becerra",
		"ИВАН ПЕТРОВ":           "Иван Петров",
		"ΓΙΩΡΓΟΣ ΠΑΠΑΣ":         "ΓΙΩΡΓΟΣ ΠΑΠΑΣ",         // its accents are lost
		"CATRINUS VAN DER VEEN": "CATRINUS VAN DER VEEN", // nothing says that it is a person
		"SCHLESWIG MEDIENHAFEN": "SCHLESWIG MEDIENHAFEN",
		"Ana Silva":             "Ana Silva",
	} {
		r := rules.Photo(credit.Fields{Byline: []credit.Stated{{Place: "by", Value: name}}})
		line, err := rules.Print(r.Credit, "slash")
		if err != nil {
			t.Fatal(err)
		}
		if line != want {
			t.Errorf("By-line %q prints as %q, want %q", name, line, want)
		}
	}
}
