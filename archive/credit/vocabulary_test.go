package credit_test

import (
	"strings"
	"testing"

	"cutline/archive/credit"
)

// Every house that a desk meets is known, alone and after a name, in any case.
func TestVocabularyKnowsTheHouses(t *testing.T) {
	rules := credit.Default()
	for canonical, spellings := range map[string]string{
		"AP":                 "AP; AP Photo; Associated Press; The Associated Press",
		"Reuters":            "REUTERS; Reuters; Thomson Reuters",
		"AFP":                "AFP; AFP PHOTO; Agence France-Presse",
		"Getty Images":       "Getty; Getty Images; GettyImages; GETTY IMAGES",
		"EPA":                "EPA; EPA-EFE; European Pressphoto Agency",
		"PA":                 "PA; PA Wire; PA Images; Press Association",
		"dpa":                "dpa; DPA; Deutsche Presse-Agentur",
		"Xinhua":             "Xinhua; Xinhua News Agency",
		"TASS":               "TASS; ITAR-TASS",
		"RIA Novosti":        "RIA Novosti",
		"Kyodo":              "Kyodo; Kyodo News",
		"Jiji":               "Jiji Press",
		"Yonhap":             "Yonhap; Yonhap News Agency",
		"AAP":                "AAP; AAP Image; AAPIMAGE",
		"The Canadian Press": "THE CANADIAN PRESS; Canadian Press",
		"Ritzau Scanpix":     "Ritzau Scanpix; Scanpix Denmark",
		"Lehtikuva":          "Lehtikuva",
		"Keystone":           "KEYSTONE; Keystone-SDA",
		"APA":                "APA; APA-Fotoservice",
		"Belga":              "BELGA; Belga News Agency",
		"ANP":                "ANP",
		"MTI":                "MTI",
		"PAP":                "PAP",
		"CTK":                "CTK; ČTK",
		"AGERPRES":           "Agerpres",
		"Anadolu":            "Anadolu; Anadolu Agency; Anadolu Ajansı",
		"NurPhoto":           "NurPhoto",
		"SOPA Images":        "SOPA Images; SOPA",
		"ZUMA Press":         "ZUMA Press; ZUMA Wire; ZUMAPRESS.com",
		"Sipa USA":           "Sipa USA",
		"Abaca Press":        "Abaca; ABACAPRESS.COM",
		"UPI":                "UPI; United Press International",
		"Bloomberg":          "Bloomberg",
		"Magnum Photos":      "Magnum Photos; Magnum",
		"VII":                "VII Photo; VII",
		"Shutterstock":       "Shutterstock; Shutterstock.com",
		"Alamy":              "Alamy; Alamy Stock Photo",
		"IMAGO":              "imago; IMAGO; imago images",
		"Redux":              "Redux; Redux Pictures",
		"Polaris":            "Polaris Images",
		"U.S. Navy":          "U.S. Navy; US Navy",
		"The New York Times": "The New York Times; New York Times",
		"The Guardian":       "The Guardian; the Guardian",
		"The White House":    "The White House; White House",
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
