package credit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/credit"
)

// is is one statement of a field.
func is(place, value string) []credit.Stated {
	return []credit.Stated{{Place: place, Value: value}}
}

// Files of the make of real press files: what each field holds, what the desk
// prints, and which differences it wants to hear of.
func TestPhoto(t *testing.T) {
	rules := credit.Default()
	for _, test := range []struct {
		name   string
		fields credit.Fields
		print  string
		want   credit.Credit // flags and supplier
		notes  []string      // severities
	}{
		{
			name: "AP staff",
			fields: credit.Fields{
				CreditLine: is("credit", "AP"), Byline: is("by", "DUANE A. LAVERTY"), JobTitle: is("title", "STF"),
				Source: is("source", "AP"), Caption: is("caption", "A dog in Texas. (AP Photo/Duane A. Laverty)"),
			},
			print: "Duane A. Laverty/AP", want: credit.Credit{Supplier: "AP", Staff: true, Sure: true},
		},
		{
			name: "house alone in Credit is who sent it",
			fields: credit.Fields{
				CreditLine: is("credit", "AP"), Byline: is("by", "Stuart Franklin"), JobTitle: is("title", "POOL"),
				Source: is("source", "POOL Getty Images"), Copyright: is("copyright", "(c) Getty Images Europe/Pool"),
				Caption: is("caption", "A match without spectators. (Stuart Franklin/Pool via AP)"),
			},
			print: "Stuart Franklin/Pool via AP", want: credit.Credit{Supplier: "AP", Pool: true, Sure: true},
		},
		{
			name:   "pool without a sign-off",
			fields: credit.Fields{CreditLine: is("credit", "AP"), Byline: is("by", "Ana Silva"), JobTitle: is("title", "POOL")},
			print:  "Ana Silva/Pool via AP", want: credit.Credit{Supplier: "AP", Pool: true, Sure: true},
		},
		{
			name: "Reuters with a code for a source",
			fields: credit.Fields{
				CreditLine: is("credit", "REUTERS"), Byline: is("by", "SIMON DAWSON"), Source: is("source", "X06555"),
				Caption: is("caption", "A screen in London. REUTERS/Simon Dawson"),
			},
			print: "Simon Dawson/Reuters", want: credit.Credit{Supplier: "Reuters", Sure: true},
		},
		{
			name: "file photo by its headline",
			fields: credit.Fields{
				CreditLine: is("credit", "REUTERS"), Byline: is("by", "Ana Silva"), Headline: is("headline", "FILE PHOTO: A mall"),
				Caption: is("caption", "A mall. REUTERS/Ana Silva"),
			},
			print: "Ana Silva/Reuters/File", want: credit.Credit{Supplier: "Reuters", File: true, Sure: true},
		},
		{
			name: "dictation",
			fields: credit.Fields{
				CreditLine: is("credit", "U.S Navy"), Byline: is("by", "Photographerís Mate 3rd Class (A"),
				Instructions: is("instructions", "Credit as U.S. Navy photo by Ana Silva."),
			},
			print: "Ana Silva/U.S. Navy", want: credit.Credit{Supplier: "U.S. Navy", Sure: true},
		},
		{
			name: "By-line cut inside a rank, without a dictation",
			fields: credit.Fields{
				CreditLine: is("credit", "U.S. Navy"), Byline: is("by", "Mass Communication Specialist 2n"), Source: is("source", "DIGITAL"),
				Caption: is("caption", "A ship. (U.S. Navy photo by Mass Communication Specialist 2nd Class Ana Silva/Released)"),
			},
			print: "Ana Silva/U.S. Navy", want: credit.Credit{Supplier: "U.S. Navy", Sure: true},
		},
		{
			name:   "By-line that is a rank alone",
			fields: credit.Fields{CreditLine: is("credit", "U.S. Navy"), Byline: is("by", "Photographer's Mate 3rd Class (AW)")},
			print:  "U.S. Navy", want: credit.Credit{Supplier: "U.S. Navy", Sure: true},
		},
		{
			name: "dictation in the caption, of a house",
			fields: credit.Fields{
				CreditLine: is("credit", "RACINGFOTOS.COM"), Byline: is("by", "PAT HEALY"),
				Caption: is("caption", `A race. THIS IMAGE MUST BE BYLINED "RACINGFOTOS.COM"`),
			},
			print: "Pat Healy/Racingfotos.com", want: credit.Credit{Supplier: "Racingfotos.com", Sure: true},
		},
		{
			name: "a name written twice, glued",
			fields: credit.Fields{
				CreditLine: is("credit", "AFP/Getty Images"), Byline: is("by", "JAN NOVAK"), JobTitle: is("title", "Stringer"),
				Copyright: is("copyright", "JAN NOVAK"), Caption: is("caption", "A race in Riga. AFP PHOTO / JAN NOVAKJAN NOVAK/AFP/Getty Images"),
			},
			print: "Jan Novak/AFP/Getty Images", want: credit.Credit{Supplier: "Getty Images", Stringer: true, Sure: true},
		},
		{
			name: "the By-line tells the person from an agency nobody knows",
			fields: credit.Fields{
				CreditLine: is("credit", "ANP / Noordse Diepte / Femke Dijkgraaf"), Byline: is("by", "Femke Dijkgraaf"),
				Caption: is("caption", "Visitors in a museum. ANP / Noordse Diepte / Femke Dijkgraaf"),
			},
			print: "Femke Dijkgraaf/Noordse Diepte/ANP", want: credit.Credit{Supplier: "ANP", Sure: true},
		},
		{
			name:   "an agency nobody knows in front of the person",
			fields: credit.Fields{CreditLine: is("credit", "Noordse Diepte / Femke Dijkgraaf / ANP"), Byline: is("by", "Femke Dijkgraaf")},
			print:  "Femke Dijkgraaf/Noordse Diepte/ANP", want: credit.Credit{Supplier: "ANP", Sure: true},
		},
		{
			name: "leaders pose for a family photo",
			fields: credit.Fields{
				CreditLine: is("credit", "Yonhap via AP"), Byline: is("by", "Baek Ji-hoon"), JobTitle: is("title", "STR"),
				Source: is("source", "Yonhap"), Instructions: is("instructions", "KOREA OUT; NO SALES"),
				Caption: append(is("caption", "(부산=연합뉴스) 정상들이 기념촬영을 하고 있다."),
					is("caption", "Leaders pose for a family photo in Busan. (Baek Ji-hoon/Yonhap via AP)")...),
			},
			print: "Baek Ji-hoon/Yonhap via AP", want: credit.Credit{Supplier: "AP", Stringer: true, Sure: true},
		},
		{
			name: "a mandatory credit of a member, in capitals",
			fields: credit.Fields{
				CreditLine: is("credit", "AP"), Byline: is("by", "LAUREN IBÁÑEZ"), JobTitle: is("title", "MBR"),
				Source:       is("source", "San Marco Chronicle"),
				Instructions: is("instructions", "MANDATORY CREDIT: LAUREN IBÁÑEZ/SAN MARCO CHRONICLE; MAGS OUT; TV OUT; NO SALES"),
				Caption:      is("caption", "A fire. (Lauren Ibáñez/San Marco Chronicle via AP)"),
			},
			print: "Lauren Ibáñez/San Marco Chronicle via AP", want: credit.Credit{Supplier: "AP", Sure: true},
		},
		{
			name: "a name in capitals that no list has, in By-line and sign-off",
			fields: credit.Fields{
				CreditLine: is("credit", "EPA"), Byline: is("by", "ANAN SIRIKUL"), JobTitle: is("title", "STR"),
				Caption: is("caption", "Lanterns. EPA/ANAN SIRIKUL"),
			},
			print: "Anan Sirikul/EPA", want: credit.Credit{Supplier: "EPA", Stringer: true, Sure: true},
		},
		{
			name: "Greek capitals, which have lost their accents",
			fields: credit.Fields{
				CreditLine: is("credit", "ΑΠΕ-ΜΠΕ"), Byline: is("by", "ΕΛΕΝΗ ΚΑΣΤΑΝΙΔΟΥ"),
				Caption: is("caption", "Ο ήλιος δύει. ΑΠΕ-ΜΠΕ/ΕΛΕΝΗ ΚΑΣΤΑΝΙΔΟΥ"),
			},
			print: "ΕΛΕΝΗ ΚΑΣΤΑΝΙΔΟΥ/ΑΠΕ-ΜΠΕ", want: credit.Credit{Supplier: "ΑΠΕ-ΜΠΕ", Sure: true},
		},
		{
			name: "the sign-off alone says that it is an illustration",
			fields: credit.Fields{
				CreditLine: is("credit", "NASA, ESA, Ana Silva (Institute of Optics)"), Byline: is("by", "Ana Silva"), Source: is("source", "NASA"),
				Caption: is("caption", "A planet. Illustration: NASA, ESA, Ana Silva (Institute of Optics)"),
			},
			print: "Illustration: Ana Silva/Institute of Optics/ESA/NASA",
			want:  credit.Credit{Supplier: "NASA", Kind: "illustration", Creators: by("Ana Silva"), Sure: true},
		},
		{
			name: "withheld name that the camera gives away",
			fields: credit.Fields{
				CreditLine: is("credit", "REUTERS"), Byline: is("by", "Stringer"), Artist: is("artist", "Ana Silva"),
				Caption: is("caption", "A street. REUTERS/Stringer"),
			},
			print: "Stringer/Reuters", want: credit.Credit{Supplier: "Reuters", Stringer: true, Sure: true}, notes: []string{credit.Note},
		},
		{
			name:   "made by a machine, and printed so",
			fields: credit.Fields{CreditLine: is("credit", "AI-generated image/Northport Courier"), Source: is("source", "Northport Courier")},
			print:  "AI-generated image/Northport Courier", want: credit.Credit{Supplier: "Northport Courier", Kind: "machine-made", Sure: true},
		},
		{
			name: "who is shown, before a credit with another sort of slash",
			fields: credit.Fields{
				CreditLine: is("credit", "Getty Images"), Byline: is("by", "Pieter Vanderkamp"),
				Caption: is("caption", "A goal in Bremen. Sercan Yildirimoglu / Pieter Vanderkamp/GettyImages"),
			},
			print: "Pieter Vanderkamp/Getty Images", want: credit.Credit{Supplier: "Getty Images", Sure: true},
		},
		{
			name:   "a name behind the person of the By-line that nothing explains",
			fields: credit.Fields{CreditLine: is("credit", "ANP/Femke Dijkgraaf/Sietske Hoogland"), Byline: is("by", "Femke Dijkgraaf")},
			print:  "Femke Dijkgraaf/ANP", want: credit.Credit{Supplier: "ANP", Unread: by("Sietske Hoogland")},
		},
		{
			name: "a handout's words of duty",
			fields: credit.Fields{
				CreditLine: is("credit", "AFP"), Byline: is("by", "-"),
				Caption: is("caption", `A museum. (Photo by Handout / St Aldric Museum / AFP) / RESTRICTED TO EDITORIAL USE - MANDATORY CREDIT "AFP PHOTO / ST ALDRIC MUSEUM" - NO MARKETING NO ADVERTISING CAMPAIGNS`),
			},
			print: "St Aldric Museum/Handout via AFP",
			want: credit.Credit{
				Supplier: "AFP", Handout: true, Sure: true,
				Instructions: "RESTRICTED TO EDITORIAL USE; MANDATORY CREDIT; NO MARKETING NO ADVERTISING CAMPAIGNS",
			},
		},
		{
			name: "an account and its network in the By-line, which names no distributor",
			fields: credit.Fields{
				CreditLine: is("credit", "via REUTERS"), Byline: is("by", "X/@SKYWATCH_LENA"),
				Caption: is("caption", "A moon. X/@skywatch_lena/via REUTERS"),
			},
			print: "@skywatch_lena/X via Reuters", want: credit.Credit{Supplier: "Reuters", Sure: true},
		},
		{
			name: "who is sent by another",
			fields: credit.Fields{
				CreditLine: is("credit", "REUTERS"), Byline: is("by", "USA TODAY Sports"), Source: is("source", "USA TODAY Sports"),
				Caption: is("caption", "A match. Mandatory Credit: Ana Silva-USA TODAY Sports"),
			},
			print: "Ana Silva/USA TODAY Sports via Reuters", want: credit.Credit{Supplier: "Reuters", Instructions: "Mandatory Credit", Sure: true},
		},
		{
			name: "withheld name",
			fields: credit.Fields{
				CreditLine: is("credit", "REUTERS"), Byline: is("by", "Ana Silva"), Caption: is("caption", "A street. REUTERS/Stringer"),
			},
			print: "Stringer/Reuters", want: credit.Credit{Supplier: "Reuters", Stringer: true, Sure: true}, notes: []string{credit.Note},
		},
		{
			name:   "withheld name in a bare sign-off",
			fields: credit.Fields{Byline: is("by", "Ana Silva"), Caption: is("caption", "A street. (AP Photo)")},
			print:  "AP", want: credit.Credit{Supplier: "AP", Sure: true}, notes: []string{credit.Note},
		},
		{
			name: "two people",
			fields: credit.Fields{
				CreditLine: is("credit", "AP"), Byline: is("by", "Eva Brown"), Caption: is("caption", "A street. (AP Photo/Ana Silva)"),
			},
			print: "Ana Silva/AP", want: credit.Credit{Supplier: "AP", Sure: true}, notes: []string{credit.Conflict},
		},
		{
			name: "two makers",
			fields: credit.Fields{
				CreditLine: is("credit", "Reuters"), Byline: is("by", "Ana Silva"), Caption: is("caption", "A street. (AP Photo/Ana Silva)"),
			},
			print: "Ana Silva/AP", want: credit.Credit{Supplier: "AP", Sure: true}, notes: []string{credit.Conflict},
		},
		{
			name: "a pool is shared by rivals",
			fields: credit.Fields{
				CreditLine: is("credit", "Reuters"), Byline: is("by", "Ana Silva"), Caption: is("caption", "A street. (Ana Silva/Pool via AP)"),
			},
			print: "Ana Silva/Pool via AP", want: credit.Credit{Supplier: "AP", Pool: true, Sure: true}, notes: []string{credit.Note},
		},
		{
			name: "a national agency sent by a partner",
			fields: credit.Fields{
				CreditLine: is("credit", "AP"), Byline: is("by", "Ana Silva"), Caption: is("caption", "A street. Ana Silva/Lehtikuva"),
			},
			print: "Ana Silva/Lehtikuva via AP", want: credit.Credit{Supplier: "AP", Sure: true},
		},
		{
			name: "two chains that share no house",
			fields: credit.Fields{
				CreditLine: is("credit", "Ana Silva/Reuters"), Byline: is("by", "Ana Silva"), Caption: is("caption", "A street. (AP Photo/Ana Silva)"),
			},
			print: "Ana Silva/AP", want: credit.Credit{Supplier: "AP", Sure: true}, notes: []string{credit.Conflict},
		},
		{
			name: "one chain is longer",
			fields: credit.Fields{
				CreditLine: is("credit", "Ana Silva/ZUMA Press/Corbis"), Byline: is("by", "Ana Silva"),
				Caption: is("caption", "A court. (Credit Image: © Ana Silva/TNS/ZUMA Wire) --- Image by © Ana Silva/ZUMA Press/Corbis"),
			},
			print: "Ana Silva/TNS/ZUMA Press/Corbis", want: credit.Credit{Supplier: "Corbis", Sure: true}, notes: []string{credit.Note},
		},
		{
			name:   "the seed, agency",
			fields: credit.Fields{Caption: is("caption", "Firefighters in Kyiv, March 17 [Vadim Ghirda/AP Photo]")},
			print:  "Vadim Ghirda/AP", want: credit.Credit{Supplier: "AP", Sure: true},
		},
		{
			name:   "the seed, pool",
			fields: credit.Fields{CreditLine: is("credit", "AP"), Caption: is("caption", "‘I agree,’ Blinken says [Saul Loeb/Pool via AP]")},
			print:  "Saul Loeb/Pool via AP", want: credit.Credit{Supplier: "AP", Pool: true, Sure: true},
		},
		{
			name: "the person shown is not the photographer",
			fields: credit.Fields{
				CreditLine: is("credit", "AFP"), Persons: []string{"Joe Biden"}, Caption: is("caption", "Joe Biden / AFP"),
			},
			print: "AFP", want: credit.Credit{Supplier: "AFP", Sure: true},
		},
		{
			name: "a name shortened",
			fields: credit.Fields{
				CreditLine: is("credit", "AP"), Byline: is("by", "A. Silva"), Caption: is("caption", "A street. (AP Photo/Ana Silva)"),
			},
			print: "Ana Silva/AP", want: credit.Credit{Supplier: "AP", Sure: true}, notes: []string{credit.Note},
		},
		{
			name:   "By-line holds the whole line",
			fields: credit.Fields{CreditLine: is("credit", "NPS / Gavin Emmons"), Byline: is("by", "NPS / Gavin Emmons")},
			print:  "Gavin Emmons/NPS", want: credit.Credit{Supplier: "NPS", Sure: true},
		},
		{
			name:   "surname first",
			fields: credit.Fields{CreditLine: is("credit", "AP"), Byline: is("by", "Ghirda, Vadim")},
			print:  "Vadim Ghirda/AP", want: credit.Credit{Supplier: "AP", Sure: true},
		},
		{
			name:   "placeholder",
			fields: credit.Fields{Byline: is("by", "CREDIT"), Caption: is("caption", "Der Bridge Film")},
		},
		{
			name:   "EXIF only when all else is empty",
			fields: credit.Fields{Artist: is("EXIF Artist", "Ana Silva")},
			print:  "Ana Silva", want: credit.Credit{},
		},
		{
			name: "U.S. Army",
			fields: credit.Fields{
				CreditLine: is("credit", "HHC 1ST BCT, 10TH MOUNTAIN"), Source: is("source", "DIGITAL"), Byline: is("by", "SSG KYLE DAVIS"),
				Caption: is("caption", "A helicopter. (U.S. Army photo by Staff Sgt. Kyle Davis) (Released)"),
			},
			print: "Kyle Davis/U.S. Army", want: credit.Credit{Supplier: "U.S. Army", Sure: true},
		},
		{
			name: "handout",
			fields: credit.Fields{
				CreditLine: is("credit", "THE CANADIAN PRESS"), Byline: is("by", "Ana Silva"), JobTitle: is("title", "HO"),
				Caption: is("caption", "Ana Silva in a handout photo. THE CANADIAN PRESS/HO-Ana Silva, *MANDATORY CREDIT*"),
			},
			print: "Courtesy of Ana Silva/The Canadian Press",
			want:  credit.Credit{Supplier: "The Canadian Press", Courtesy: "Ana Silva", Handout: true, Instructions: "MANDATORY CREDIT", Sure: true},
		},
		{
			name: "words of duty in a caption without a sign-off",
			fields: credit.Fields{
				CreditLine: is("credit", "via REUTERS"), Byline: is("by", "Ana Silva"),
				Caption: is("caption", "A rocket lifts off. THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT."),
			},
			print: "Ana Silva via Reuters",
			want:  credit.Credit{Supplier: "Reuters", Instructions: "THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT", Sure: true},
		},
		{
			name: "sign-off of the agency and of its distributor",
			fields: credit.Fields{
				CreditLine: is("credit", "AFP via Getty Images"), Byline: is("by", "ANA SILVA"), JobTitle: is("title", "Contributor"), Source: is("source", "AFP"),
				Caption: is("caption", "A peloton. (Photo by Ana SILVA / AFP) (Photo by ANA SILVA/AFP via Getty Images)"),
			},
			print: "Ana Silva/AFP via Getty Images", want: credit.Credit{Supplier: "Getty Images", Sure: true},
		},
		{
			name:   "publication alone in Credit",
			fields: credit.Fields{CreditLine: is("credit", "Northport Courier"), Byline: is("by", "Hannah Okafor")},
			print:  "Hannah Okafor/Northport Courier", want: credit.Credit{Supplier: "Northport Courier", Sure: true},
		},
		{
			name:   "publication behind the name",
			fields: credit.Fields{CreditLine: is("credit", "Hannah Okafor/Northport Courier"), Byline: is("by", "Hannah Okafor")},
			print:  "Hannah Okafor/Northport Courier", want: credit.Credit{Supplier: "Northport Courier", Sure: true},
		},
		{
			name:   "words alone in Credit that are not evidently a person",
			fields: credit.Fields{CreditLine: is("credit", "Meridian Launch"), Byline: is("by", "Hannah Okafor")},
			print:  "Hannah Okafor/Meridian Launch", want: credit.Credit{Supplier: "Meridian Launch", Sure: true},
		},
		{
			name:   "another person alone in Credit",
			fields: credit.Fields{CreditLine: is("credit", "Jan Novak"), Byline: is("by", "Hannah Okafor")},
			print:  "Jan Novak", want: credit.Credit{}, notes: []string{credit.Conflict},
		},
		{
			name: "handout of a family",
			fields: credit.Fields{
				CreditLine: is("credit", "AP"), Byline: is("by", "Uncredited"), JobTitle: is("title", "HONS"), Source: is("source", "Halloran family"),
				Caption: is("caption", "A sailor who is missing, Sept. 12, 2023. (Halloran family via AP)"),
			},
			print: "Courtesy of Halloran family via AP", want: credit.Credit{Supplier: "AP", Courtesy: "Halloran family", Handout: true, Sure: true},
		},
		{
			name: "handout of a house that nobody knows, its Credit cut in IIM",
			fields: credit.Fields{
				CreditLine: []credit.Stated{{Place: "xmp", Value: "Jan van Novak/Port of Nieuwhaven/Handout via EPA"}, {Place: "iim", Value: "Jan van Novak/Port of Nieuwhaven"}},
				Byline:     is("by", "Jan van Novak"), JobTitle: is("title", "HANDOUT"), Source: is("source", "Port of Nieuwhaven"),
				Caption: is("caption", "A harbour, October 27, 2023. Jan van Novak/Port of Nieuwhaven/Handout via EPA"),
			},
			print: "Jan van Novak/Port of Nieuwhaven/Handout via EPA", want: credit.Credit{Supplier: "EPA", Handout: true, Sure: true},
		},
		{
			name: "Credit cut in IIM, a label in the sign-off",
			fields: credit.Fields{
				CreditLine: []credit.Stated{{Place: "xmp", Value: "Íñigo Cañizares/EUROPA PRESS/dpa"}, {Place: "iim", Value: "Íñigo Cañizares/EUROPA PRESS/"}},
				Byline:     is("by", "Íñigo Cañizares"), Caption: is("caption", "A session. Photo: Íñigo Cañizares/EUROPA PRESS/dpa"),
			},
			print: "Íñigo Cañizares/Europa Press/dpa", want: credit.Credit{Supplier: "dpa", Sure: true},
		},
		{
			name: "Credit cut in IIM, whole in the sign-off alone",
			fields: credit.Fields{
				CreditLine: is("iim", "Íñigo Cañizares/EUROPA PRESS/"), Byline: is("by", "Íñigo Cañizares"),
				Caption: is("caption", "A session. Photo: Íñigo Cañizares/EUROPA PRESS/dpa"),
			},
			print: "Íñigo Cañizares/Europa Press/dpa", want: credit.Credit{Supplier: "dpa", Sure: true},
		},
		{
			name: "handout with its giver for a By-line",
			fields: credit.Fields{
				CreditLine: is("credit", "via REUTERS"), Byline: is("by", "MERIDIAN LAUNCH"), JobTitle: is("title", "HANDOUT"),
				Caption: is("caption", "A rocket lifts off. Meridian Launch/Handout via REUTERS"),
			},
			print: "Meridian Launch/Handout via Reuters", want: credit.Credit{Supplier: "Reuters", Handout: true},
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := rules.Photo(test.fields)
			line, err := rules.Print(got.Credit, "slash")
			if err != nil {
				t.Fatal(err)
			}
			if line != test.print {
				t.Errorf("prints %q, want %q", line, test.print)
			}
			c := got.Credit
			rest := credit.Credit{
				Supplier: c.Supplier, Pool: c.Pool, Handout: c.Handout, Courtesy: c.Courtesy, File: c.File, Stringer: c.Stringer, Staff: c.Staff,
				Kind: c.Kind, Creators: c.Creators, Instructions: c.Instructions, Unread: c.Unread, Sure: c.Sure,
			}
			if diff := cmp.Diff(test.want, rest); diff != "" {
				t.Errorf("(-want +got)\n%s", diff)
			}
			var notes []string
			for _, d := range got.Differences {
				notes = append(notes, d.Severity)
			}
			if diff := cmp.Diff(test.notes, notes); diff != "" {
				t.Errorf("differences: (-want +got)\n%s\n%+v", diff, got.Differences)
			}
		})
	}
}

// The caption keeps its words; only the sign-off leaves it.
func TestPhotoCaption(t *testing.T) {
	rules := credit.Default()
	for caption, want := range map[string]string{
		"A street.  (AP Photo/Ana Silva)": "A street.",
		" A street,\nwet. ":               " A street,\nwet. ",
		"A (wet) street":                  "A (wet) street",
	} {
		if got := rules.Photo(credit.Fields{Caption: is("caption", caption)}).Caption; got != want {
			t.Errorf("caption of %q = %q, want %q", caption, got, want)
		}
	}
}

func TestCompare(t *testing.T) {
	rules := credit.Default()
	for _, test := range []struct {
		a, b string
		want credit.Relation
	}{
		{"Ana Silva/AP", "(AP Photo/ANA SILVA)", credit.Same},
		{"Ana Silva/AFP via Getty Images", "Ana Silva/AFP/Getty", credit.Same},
		{"Ana Silva/ZUMA Press/Corbis", "Ana Silva/ZUMA Wire", credit.Shortened},
		{"A. Silva/AP", "Ana Silva/AP", credit.Shortened},
		{"Ana Silva/AP", "Eva Brown/AP", credit.Conflicting},
		{"Ana Silva/AP", "Ana Silva/Reuters", credit.Conflicting},
		{"AP", "Ana Silva/AP", credit.Shortened},
	} {
		if got := credit.Compare(rules.Parse(test.a), rules.Parse(test.b)); got != test.want {
			t.Errorf("Compare(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
