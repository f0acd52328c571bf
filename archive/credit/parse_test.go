package credit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/credit"
)

// people, house and so on shorten the tables.
type parts = credit.Credit

func by(names ...string) []string { return names }

func TestParse(t *testing.T) {
	rules := credit.Default()
	for kind, tests := range map[string][]struct {
		line string
		want parts
	}{
		"agency": {
			{"Vadim Ghirda/AP", parts{Photographers: by("Vadim Ghirda"), Agency: "AP", Sure: true}},
			{"(AP Photo/Vadim Ghirda)", parts{Photographers: by("Vadim Ghirda"), Agency: "AP", Sure: true}},
			{"AP/Vadim Ghirda", parts{Photographers: by("Vadim Ghirda"), Agency: "AP", Sure: true}},
			{"Photo by Ana Silva/Getty Images", parts{Photographers: by("Ana Silva"), Agency: "Getty Images", Sure: true}},
			{"Photograph: Ana Silva/The Guardian", parts{Photographers: by("Ana Silva"), Agency: "The Guardian", Sure: true}},
			{"Ana Silva — AFP", parts{Photographers: by("Ana Silva"), Agency: "AFP", Sure: true}},
			{"Ana Silva | dpa", parts{Photographers: by("Ana Silva"), Agency: "dpa", Sure: true}},
			{"© ANA SILVA/EPA-EFE", parts{Photographers: by("ANA SILVA"), Agency: "EPA", Sure: true}},
			{"Ana Silva and Jan Novak/Reuters", parts{Photographers: by("Ana Silva", "Jan Novak"), Agency: "Reuters", Sure: true}},
			{"Jan\u00ad Novak/\u200bAFP/\u200bGetty\u00a0Images", parts{Photographers: by("Jan Novak"), Agency: "AFP", Via: by("Getty Images"), Slash: true, Sure: true}},
			{"Foto: Jan Novak (Keystone)", parts{Photographers: by("Jan Novak"), Agency: "Keystone", Sure: true}},
			{"Фото: Иван Петров/ТАСС", parts{Photographers: by("Иван Петров"), Agency: "ТАСС", Sure: true}},
		},
		"chain": {
			{"Ana Silva/AFP via Getty Images", parts{Photographers: by("Ana Silva"), Agency: "AFP", Via: by("Getty Images"), Sure: true}},
			{"SN/APA/KEYSTONE/JAN NOVAK", parts{Photographers: by("JAN NOVAK"), Agency: "Keystone", Via: by("APA", "SN"), Slash: true, Sure: true}},
			{"picture alliance/Jan Novak/dpa", parts{Photographers: by("Jan Novak"), Agency: "dpa", Via: by("picture alliance"), Slash: true, Sure: true}},
			{"Ana Silva - AFP - Getty Images", parts{Photographers: by("Ana Silva"), Agency: "AFP", Via: by("Getty Images"), Sure: true}},
			{"Ana Silva/EPA, via Shutterstock", parts{Photographers: by("Ana Silva"), Agency: "EPA", Via: by("Shutterstock"), Sure: true}},
			{"ANP / Hollandse Hoogte / Femke Dijkgraaf", parts{Photographers: by("Femke Dijkgraaf"), Agency: "Hollandse Hoogte", Via: by("ANP"), Slash: true, Sure: true}},
			{"ANP / Noordse Diepte / Femke Dijkgraaf", parts{Photographers: by("Femke Dijkgraaf"), Agency: "Noordse Diepte", Via: by("ANP"), Slash: true}},
			{"NASA, ESA, Ana Silva (Institute of Optics)", parts{Photographers: by("Ana Silva"), Agency: "Institute of Optics", Via: by("ESA", "NASA"), Slash: true, Sure: true}},
			{"Illustration: NASA, ESA, Ana Silva (Institute of Optics)", parts{
				Agency: "Institute of Optics", Via: by("ESA", "NASA"), Slash: true, Kind: "illustration", Creators: by("Ana Silva"), Sure: true,
			}},
			{"KI-generiertes Bild: Ana Silva/dpa", parts{Agency: "dpa", Kind: "machine-made", Creators: by("Ana Silva"), Sure: true}},
			{"Ana Silva/AFP - NO TABLOIDS", parts{Photographers: by("Ana Silva"), Agency: "AFP", Instructions: "NO TABLOIDS", Sure: true}},
			{"USA TODAY Sports via Reuters Con", parts{Agency: "USA TODAY Sports", Via: by("Reuters"), Sure: true}},
			{"Ana Silva/LaPresse via AP", parts{Photographers: by("Ana Silva"), Agency: "LaPresse", Via: by("AP"), Sure: true}},
			{"Ana Silva/La Presse", parts{Photographers: by("Ana Silva"), Agency: "La Presse", Sure: true}},
			{"(पीटीआई फोटो/अनन्या कुलकर्णी)", parts{Photographers: by("अनन्या कुलकर्णी"), Agency: "पीटीआई", Sure: true}},
			{"Photo credit should read: Ana Silva/PA Wire.", parts{Photographers: by("Ana Silva"), Agency: "PA", Sure: true}},
			{"Ana Silva/AFP via Getty Images Spain OUT", parts{Photographers: by("Ana Silva"), Agency: "AFP", Via: by("Getty Images"), Instructions: "Spain OUT", Sure: true}},
			{"REUTERS/KCNA", parts{Agency: "KCNA", Via: by("Reuters"), Slash: true, Sure: true}},
			{"Getty Images/iStockphoto/user_7", parts{Photographers: by("user_7"), Agency: "Getty Images", Collection: "iStockphoto", Sure: true}},
		},
		"pool": {
			{"Saul Loeb/Pool via AP", parts{Photographers: by("Saul Loeb"), Via: by("AP"), Pool: true, Sure: true}},
			{"Pool via REUTERS", parts{Via: by("Reuters"), Pool: true, Sure: true}},
			{"(AP Photo/Ana Silva, Pool)", parts{Photographers: by("Ana Silva"), Via: by("AP"), Pool: true, Sure: true}},
			{"EPA/ANA SILVA / POOL", parts{Photographers: by("ANA SILVA"), Via: by("EPA"), Pool: true, Sure: true}},
		},
		"handout": {
			{"REUTERS/Ana Silva/Agencia Brasil/Handout via Reuters", parts{Photographers: by("Ana Silva"), Agency: "Agência Brasil", Via: by("Reuters"), Handout: true, Sure: true}},
			{"(Halloran family via AP)", parts{Via: by("AP"), Courtesy: "Halloran family", Handout: true, Sure: true}},
			{"Halloran family photo via AP", parts{Via: by("AP"), Courtesy: "Halloran family", Handout: true, Sure: true}},
			{"Family photo via AP", parts{Via: by("AP"), Handout: true, Sure: true}},
			{"Familie Novak/dpa", parts{Agency: "dpa", Courtesy: "Familie Novak", Handout: true, Sure: true}},
			{"Ana Silva/Port of Nieuwhaven/Handout via EPA", parts{Photographers: by("Ana Silva"), Agency: "Port of Nieuwhaven", Via: by("EPA"), Handout: true, Sure: true}},
			{"Meridian Launch/Handout via REUTERS", parts{Agency: "Meridian Launch", Via: by("Reuters"), Handout: true, Sure: false}},
			{"NOAA via AP", parts{Agency: "NOAA", Via: by("AP"), Handout: true, Sure: true}},
			{"Courtesy of Zillow", parts{Courtesy: "Zillow", Handout: true, Sure: true}},
			{"Cortesía/La República", parts{Agency: "La República", Handout: true, Sure: true}},
			{"Foto: Privat", parts{Handout: true, Sure: true}},
		},
		"file, staff, stringer": {
			{"REUTERS/Ana Silva/File Photo", parts{Photographers: by("Ana Silva"), Agency: "Reuters", File: true, Sure: true}},
			{"Ana Silva/Stringer/Getty Images", parts{Photographers: by("Ana Silva"), Agency: "Getty Images", Stringer: true, Sure: true}},
			{"Ana Silva / Staff / Getty Images", parts{Photographers: by("Ana Silva"), Agency: "Getty Images", Staff: true, Sure: true}},
			{"STR/AFP", parts{Agency: "AFP", Stringer: true, Sure: true}},
			{"Photo by - / AFP", parts{Agency: "AFP", Sure: true}},
			{"(AP Photo)", parts{Agency: "AP", Sure: true}},
			{"Bettmann Archive/Getty Images", parts{Agency: "Bettmann Archive", Via: by("Getty Images"), Slash: true, Sure: true}},
		},
		"client": {
			{"Credit...Ana Silva for The New York Times", parts{Photographers: by("Ana Silva"), Agency: "The New York Times", Client: "The New York Times", Sure: true}},
			{"Ana Silva/Getty Images for Quaker", parts{Photographers: by("Ana Silva"), Agency: "Getty Images", Client: "Quaker", Sure: true}},
		},
		"government": {
			{"U.S. Army photo by Sgt. Ana Silva", parts{Photographers: by("Ana Silva"), Agency: "U.S. Army", Sure: true}},
			{"U.S. Navy photo by Mass Communication Specialist 2nd Class (SW) Ana Silva", parts{Photographers: by("Ana Silva"), Agency: "U.S. Navy", Sure: true}},
		},
		"number, date, licence, duty": {
			{"Mandatory Credit: Photo by Ana Silva/NurPhoto/Shutterstock (12345678ab)", parts{
				Photographers: by("Ana Silva"), Agency: "NurPhoto", Via: by("Shutterstock"),
				Slash: true, Picture: "12345678ab", Instructions: "Mandatory Credit", Sure: true,
			}},
			{"Ana Silva-USA TODAY Sports - RTR4JDW4", parts{Photographers: by("Ana Silva"), Agency: "USA TODAY Sports", Picture: "RTR4JDW4", Sure: true}},
			{"Foto: Ana Silva, 31.05.2013", parts{Photographers: by("Ana Silva"), Dated: "31.05.2013", Sure: true}},
			{"Foto: Ana Silva | flickr | CC BY-SA 2.0", parts{Photographers: by("Ana Silva"), Agency: "flickr", Licence: "CC BY-SA 2.0", Sure: true}},
		},
		"kind": {
			{"Illustration: Ana Silva/Axios", parts{Agency: "Axios", Kind: "illustration", Creators: by("Ana Silva"), Sure: true}},
			{"Composite: AP, Getty", parts{Kind: "composite", Credits: []parts{
				{Agency: "AP", Supplier: "AP", Sure: true}, {Agency: "Getty Images", Supplier: "Getty Images", Sure: true},
			}, Sure: true}},
			{"Composite: AP/Getty Images", parts{Kind: "composite", Agency: "AP", Via: by("Getty Images"), Slash: true}},
			{"AI-generated image/Midjourney", parts{Kind: "machine-made", Creators: by("Midjourney"), Sure: true}},
			{"AI-generated image: Ana Silva/Midjourney", parts{Kind: "machine-made", Creators: by("Ana Silva", "Midjourney"), Sure: true}},
			{"Midjourney/AI-generated image", parts{Kind: "machine-made", Creators: by("Midjourney"), Sure: true}},
			{"Midjourney (a crowd in the rain)", parts{Kind: "machine-made", Creators: by("Midjourney"), Unread: by("a crowd in the rain")}},
			{"Illustration/Midjourney", parts{Kind: "machine-made", Creators: by("Midjourney"), Sure: true}},
			{"AI-generated image", parts{Kind: "machine-made", Sure: true}},
			{"Screenshot/Twitter", parts{Agency: "Twitter", Kind: "screenshot", Sure: true}},
		},
		"account": {
			{"@somebody via X", parts{Photographers: by("@somebody"), Via: by("X"), Sure: true}},
			{"Instagram: @somebody", parts{Photographers: by("@somebody"), Agency: "Instagram", Sure: true}},
		},
		"several pictures": {
			{"Jane Roe/AFP/Getty Images, Bob Lee/Reuters", parts{Credits: []parts{
				{Photographers: by("Jane Roe"), Agency: "AFP", Via: by("Getty Images"), Slash: true, Supplier: "Getty Images", Sure: true},
				{Photographers: by("Bob Lee"), Agency: "Reuters", Supplier: "Reuters", Sure: true},
			}, Sure: true}},
			{"REUTERS/Jane Roe; AP/Bob Lee. NO SALES", parts{Credits: []parts{
				{Photographers: by("Jane Roe"), Agency: "Reuters", Supplier: "Reuters", Sure: true},
				{Photographers: by("Bob Lee"), Agency: "AP", Supplier: "AP", Sure: true},
			}, Instructions: "NO SALES", Sure: true}},
			{"Jane Roe, Bob Lee/AP", parts{Photographers: by("Jane Roe", "Bob Lee"), Agency: "AP", Sure: true}},
		},
		"doubt": {
			// A spaced slash with nothing that marks a credit: the person shown?
			{"Joe Biden / AFP", parts{Photographers: by("Joe Biden"), Agency: "AFP", Sure: false}},
			{"Ana Silva", parts{Photographers: by("Ana Silva"), Sure: false}},
			{"jane roe/ap", parts{Photographers: by("jane roe"), Agency: "AP", Sure: false}},
			{"photo: jane roe/ap", parts{Photographers: by("jane roe"), Agency: "AP", Sure: false}},
			{"jane roe via ap", parts{Photographers: by("jane roe"), Via: by("AP"), Sure: false}},
			{"ap/jane van roe", parts{Photographers: by("jane van roe"), Agency: "AP", Sure: false}},
			{"a crowd in paris/ap", parts{Agency: "AP", Unread: by("a crowd in paris"), Sure: false}},
		},
	} {
		t.Run(kind, func(t *testing.T) {
			for _, test := range tests {
				got := rules.Parse(test.line)
				got.Supplier = ""
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Errorf("Parse(%q): (-want +got)\n%s", test.line, diff)
				}
			}
		})
	}
}

func TestSupplier(t *testing.T) {
	rules := credit.Default()
	for line, want := range map[string]string{
		"Ana Silva/AP":                          "AP",
		"Ana Silva/AP, Jan Novak/AP":            "AP",
		"Ana Silva/AP, Jan Novak/Reuters":       "",
		"Ana Silva/Pool via AP":                 "AP",
		"Ana Silva/Action Images via Reuters":   "Reuters",
		"Ana Silva/AFP via Getty Images":        "Getty Images",
		"Foto: Ana Silva":                       "",
		"Ana Silva for The New York Times":      "The New York Times",
		"Lehtikuva/AP":                          "AP",
		"Ana Silva/Getty Images Sport/Getty":    "Getty Images",
		"Ana Silva/Digital Vision/Getty Images": "Getty Images",
	} {
		if got := rules.Parse(line).Supplier; got != want {
			t.Errorf("Parse(%q).Supplier = %q, want %q", line, got, want)
		}
	}
}
