package credit_test

import (
	"os"
	"strings"
	"testing"

	"cutline/archive/credit"
)

// Every house that a desk meets is known, alone and after a name, in any case.
func TestVocabularyKnowsTheHouses(t *testing.T) {
	rules := credit.Default()
	for canonical, spellings := range map[string]string{
		"AP":                        "AP; AP Photo; Associated Press; The Associated Press",
		"Reuters":                   "REUTERS; Reuters; Thomson Reuters",
		"AFP":                       "AFP; AFP PHOTO; Agence France-Presse",
		"Getty Images":              "Getty; Getty Images; GettyImages; GETTY IMAGES",
		"EPA":                       "EPA; EPA-EFE; European Pressphoto Agency",
		"PA":                        "PA; PA Wire; PA Images; Press Association",
		"dpa":                       "dpa; DPA; Deutsche Presse-Agentur",
		"Xinhua":                    "Xinhua; Xinhua News Agency",
		"TASS":                      "TASS; ITAR-TASS",
		"RIA Novosti":               "RIA Novosti",
		"Kyodo":                     "Kyodo; Kyodo News",
		"Jiji":                      "Jiji Press",
		"Yonhap":                    "Yonhap; Yonhap News Agency",
		"AAP":                       "AAP; AAP Image; AAPIMAGE",
		"The Canadian Press":        "THE CANADIAN PRESS; Canadian Press",
		"Ritzau Scanpix":            "Ritzau Scanpix; Scanpix Denmark",
		"Lehtikuva":                 "Lehtikuva",
		"Keystone":                  "KEYSTONE; Keystone-SDA",
		"APA":                       "APA; APA-Fotoservice",
		"Belga":                     "BELGA; Belga News Agency",
		"ANP":                       "ANP",
		"MTI":                       "MTI",
		"PAP":                       "PAP",
		"CTK":                       "CTK; ČTK",
		"AGERPRES":                  "Agerpres",
		"Anadolu":                   "Anadolu; Anadolu Agency; Anadolu Ajansı",
		"NurPhoto":                  "NurPhoto",
		"SOPA Images":               "SOPA Images; SOPA",
		"ZUMA Press":                "ZUMA Press; ZUMA Wire; ZUMAPRESS.com",
		"Sipa USA":                  "Sipa USA",
		"Abaca Press":               "Abaca; ABACAPRESS.COM",
		"UPI":                       "UPI; United Press International",
		"Bloomberg":                 "Bloomberg",
		"Magnum Photos":             "Magnum Photos; Magnum",
		"VII":                       "VII Photo; VII",
		"Shutterstock":              "Shutterstock; Shutterstock.com",
		"Alamy":                     "Alamy; Alamy Stock Photo",
		"IMAGO":                     "imago; IMAGO; imago images",
		"Redux":                     "Redux; Redux Pictures",
		"Polaris":                   "Polaris Images",
		"EFE":                       "EFE; Efe; Agencia EFE",
		"ANSA":                      "ANSA; Ansa; Agenzia ANSA",
		"Sputnik":                   "Sputnik",
		"TT":                        "TT; TT Nyhetsbyrån",
		"NTB":                       "NTB",
		"Sipa Press":                "Sipa; Sipa Press",
		"Cover Images":              "Cover Images; Cover-Images.com",
		"Contour":                   "Contour; Contour by Getty Images",
		"REX":                       "REX; Rex",
		"Bettmann Archive":          "Bettmann Archive; Bettmann",
		"Hulton Archive":            "Hulton Archive",
		"Adobe Stock":               "Adobe Stock; stock.adobe.com; AdobeStock",
		"Wikimedia Commons":         "Wikimedia Commons; commons.wikimedia.org",
		"U.S. Army":                 "U.S. Army; US Army",
		"U.S. Air Force":            "U.S. Air Force; US Air Force",
		"U.S. Marine Corps":         "U.S. Marine Corps; USMC",
		"U.S. Coast Guard":          "U.S. Coast Guard",
		"NASA":                      "NASA",
		"Crown Copyright":           "Crown Copyright",
		"Israel Defense Forces":     "Israel Defense Forces",
		"Russian Defense Ministry":  "Russian Defense Ministry",
		"Kremlin":                   "Kremlin",
		"The Washington Post":       "The Washington Post; Washington Post",
		"The Wall Street Journal":   "The Wall Street Journal",
		"Los Angeles Times":         "Los Angeles Times; LA Times",
		"The Times":                 "The Times",
		"The Telegraph":             "The Telegraph",
		"Financial Times":           "Financial Times; FT",
		"Le Monde":                  "Le Monde",
		"Le Figaro":                 "Le Figaro",
		"El País":                   "El País; EL PAIS",
		"Corriere della Sera":       "Corriere della Sera",
		"Der Spiegel":               "Der Spiegel; DER SPIEGEL",
		"F.A.Z.":                    "Frankfurter Allgemeine Zeitung; FAZ",
		"Süddeutsche Zeitung":       "Süddeutsche Zeitung; SZ",
		"Neue Zürcher Zeitung":      "NZZ",
		"Aftonbladet":               "Aftonbladet",
		"Helsingin Sanomat":         "Helsingin Sanomat",
		"Gazeta Wyborcza":           "Gazeta Wyborcza",
		"Коммерсантъ":               "Коммерсантъ",
		"Haaretz":                   "Haaretz",
		"Hürriyet":                  "Hürriyet",
		"Al-Ahram":                  "Al-Ahram",
		"The Hindu":                 "The Hindu",
		"Dawn":                      "Dawn",
		"The Straits Times":         "The Straits Times",
		"South China Morning Post":  "South China Morning Post; SCMP",
		"Asahi Shimbun":             "The Asahi Shimbun",
		"朝日新聞":                      "朝日新聞",
		"Kompas":                    "Kompas; Kompas.com",
		"Philippine Daily Inquirer": "Philippine Daily Inquirer",
		"The Sydney Morning Herald": "The Sydney Morning Herald",
		"New Zealand Herald":        "New Zealand Herald; NZ Herald",
		"Clarín":                    "Clarín",
		"Folha de S.Paulo":          "Folha de S.Paulo",
		"El Tiempo":                 "El Tiempo",
		"Reforma":                   "Reforma",
		"Daily Maverick":            "Daily Maverick",
		"Nation Media Group":        "Nation Media Group",
		"Premium Times":             "Premium Times",
		"U.S. Navy":                 "U.S. Navy; US Navy",
		"The New York Times":        "The New York Times; New York Times",
		"The Guardian":              "The Guardian; the Guardian",
		"The White House":           "The White House; White House",
	} {
		for spelling := range strings.SplitSeq(spellings, "; ") {
			if c := rules.Parse(spelling); c.Agency != canonical || !c.Sure {
				t.Errorf("Parse(%q): agency %q, sure %v, want %q", spelling, c.Agency, c.Sure, canonical)
			}
			line := "Ana Silva/" + spelling
			if c := rules.Parse(line); c.Agency != canonical || len(c.Photographers) != 1 || !c.Sure {
				t.Errorf("Parse(%q) = %+v, want agency %q", line, c, canonical)
			}
		}
	}
}

// Labels of many languages say the same.
func TestVocabularyLabels(t *testing.T) {
	rules := credit.Default()
	for _, label := range []string{
		"Photo: ", "Photo by ", "Photograph: ", "Picture: ", "Image: ", "Credit: ", "Foto: ", "Foto: © ", "Bild: ", "Quelle: ", "Crédit photo : ",
		"Crédits : ", "Fotografía: ", "Créditos: ", "Fonte: ", "Foto di ", "Foto de ", "Beeld: ", "Kuva: ", "Billede: ", "Bilde: ", "Källa: ", "Fot. ",
		"Zdroj: ", "Fotó: ", "Fotoğraf: ", "Kaynak: ", "Фото: ", "Джерело: ", "Φωτογραφία: ", "写真: ", "사진: ", "Ljósmynd/", "© ", "(c) ", "Copyright ", "PHOTO ",
	} {
		line := label + "Ana Silva/AFP"
		c := rules.Parse(line)
		if len(c.Photographers) != 1 || c.Photographers[0] != "Ana Silva" || c.Agency != "AFP" || !c.Sure {
			t.Errorf("Parse(%q) = %+v", line, c)
		}
	}
}

// Words that end the name of a publication are also surnames.
func TestVocabularyPublications(t *testing.T) {
	rules := credit.Default()
	for _, name := range []string{"Northport Courier", "Eastbrook Gazette", "The Northport Herald", "Tarrick Evening Post", "Eastbrook Star", "Quay Lane Chronicle"} {
		if c := rules.Parse("Ana Silva/" + name); c.Agency != name || len(c.Photographers) != 1 {
			t.Errorf("Parse(Ana Silva/%s) = %+v", name, c)
		}
	}
	for _, name := range []string{"Jim Courier", "Emily Post", "David Star"} {
		if c := rules.Parse(name + "/AP"); len(c.Photographers) != 1 || c.Agency != "AP" {
			t.Errorf("Parse(%s/AP) = %+v", name, c)
		}
	}
}

// The vocabulary is as wide as the world: agencies and the like alone, and
// nobody is entered twice.
func TestVocabularyIsWide(t *testing.T) {
	text, err := os.ReadFile("vocabulary/organisations.txt")
	if err != nil {
		t.Fatal(err)
	}
	section, counts, entered := "", map[string]int{}, map[string]string{}
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = strings.Trim(line, "[]")
		case section == "signs first" || section == "pools" || section == "wraps" || section == "rivals":
		default:
			name, _, _ := strings.Cut(line, " = ")
			counts[section]++
			if other, twice := entered[name]; twice && !strings.HasPrefix(section, "collection of ") {
				t.Errorf("%s is entered as a %s and as a %s", name, other, section)
			}
			entered[name] = section
		}
	}
	for section, least := range map[string]int{
		"news agency": 150, "state agency": 40, "stock": 80, "distributor": 200, "government": 250, "party concerned": 100, "network": 30, "publication": 400,
	} {
		if counts[section] < least {
			t.Errorf("[%s] has %d organisations, want at least %d", section, counts[section], least)
		}
	}
	t.Logf("%d organisations: %v", len(entered), counts)
}

// Capitals tell some agencies from words.
func TestVocabularyCapitals(t *testing.T) {
	rules := credit.Default()
	for line, agency := range map[string]string{
		"Ana Silva/SPA": "SPA", "Photo: PAP": "PAP", "Foto: TT": "TT",
	} {
		if c := rules.Parse(line); c.Agency != agency {
			t.Errorf("Parse(%q): agency %q", line, c.Agency)
		}
	}
	for _, caption := range []string{"Gäste entspannen im ganzen Spa.", "Ein Tag im großzügigen Spa-Bereich", "Die App ist neu. Uni", "Der neue Ski Hy5 TT-Modell"} {
		if found, ok := rules.Find(caption, credit.Hints{}); ok {
			t.Errorf("Find(%q): %+v", caption, found.Credit)
		}
	}
}
