package terms

import (
	"strings"
	"sync"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

// places are the countries by their names, folded, in words.
var places = sync.OnceValue(func() map[string][]string {
	m := make(map[string][]string)
	namers := []display.Namer{
		display.English.Regions(), display.German.Regions(), display.French.Regions(), display.Spanish.Regions(), display.Italian.Regions(),
	}
	for a := byte('A'); a <= 'Z'; a++ {
		for b := byte('A'); b <= 'Z'; b++ {
			region, err := language.ParseRegion(string([]byte{a, b}))
			if err != nil || !region.IsCountry() || region.Canonicalize() != region || region.String() != string([]byte{a, b}) {
				continue
			}
			for _, names := range namers {
				name := names.Name(region)
				if cut := strings.IndexAny(name, "(["); cut > 0 {
					name = name[:cut]
				}
				if key := key(name); key != "" && m[key] == nil {
					m[key] = []string{region.String()}
				}
			}
		}
	}
	for names, codes := range groups {
		for name := range strings.SplitSeq(names, ";") {
			m[key(name)] = strings.Fields(codes)
		}
	}
	return m
})

// Country is the English name of a country, by its ISO 3166-1 alpha-2 code; the
// code itself where there is no such country.
func Country(code string) string {
	region, err := language.ParseRegion(code)
	if err != nil || !region.IsCountry() {
		return code
	}
	return display.English.Regions().Name(region)
}

// groups are further names of countries, and names of several.
var groups = map[string]string{
	"usa;us;u s;u s a;united states of america;america":   "US",
	"uk;u k;great britain;britain;gb":                     "GB",
	"england;scotland;wales;northern ireland":             "GB",
	"republic of ireland;eire;ireland republic":           "IE",
	"uk and ireland;uk ireland;british isles":             "GB IE",
	"holland;the netherlands":                             "NL",
	"south korea;republic of korea;korea":                 "KR",
	"north korea;dprk":                                    "KP",
	"russia;russian federation":                           "RU",
	"czech republic;czechia":                              "CZ",
	"turkey;turkiye":                                      "TR",
	"china;people s republic of china;mainland china;prc": "CN",
	"uae;emirates":                                        "AE",
	"benelux":                                             "BE NL LU",
	"scandinavia":                                         "DK NO SE",
	"nordic countries;nordics":                            "DK FI IS NO SE",
	"baltics;baltic states":                               "EE LV LT",
	"gsa;g s a;germany switzerland austria":               "DE CH AT",
	"north america":                                       "US CA MX",
	"european union;eu":                                   "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE",
}

// key is a name of a place as it is looked up: its words with blanks between.
func key(name string) string {
	var words []string
	for _, t := range scan(name) {
		if t.word != "" {
			words = append(words, t.word)
		}
	}
	return strings.Join(words, " ")
}

// maxPlaceWords is how many words the name of a place has at most.
const maxPlaceWords = 6

// placeAt reads the name of a place at token i and returns its countries and
// where it ends; none where there is no place.
func placeAt(tokens []token, i int) (codes []string, end int) {
	name := ""
	for j := i; j < len(tokens) && j-i < maxPlaceWords; j++ {
		t := &tokens[j]
		if t.word == "" {
			if t.sign == '.' && j > i && len(tokens[j-1].word) == 1 { // U.S.
				if codes != nil && j == end {
					end = j + 1
				}
				continue
			}
			break
		}
		if name != "" {
			name += " "
		}
		name += t.word
		if found := places()[name]; found != nil {
			codes, end = found, j+1
		}
	}
	return codes, end
}

// placesAt reads a list of places: "Belgium, the Netherlands and Luxembourg".
func placesAt(tokens []token, i int) (codes []string, end int) {
	for j := i; j < len(tokens); {
		for j < len(tokens) && (tokens[j].word == "the" || tokens[j].word == "all" || tokens[j].word == "of") {
			j++
		}
		found, next := placeAt(tokens, j)
		if found == nil {
			break
		}
		for _, code := range found {
			if !contains(codes, code) {
				codes = append(codes, code)
			}
		}
		end, j = next, next
		more := false
		for j < len(tokens) && (tokens[j].sign == ',' || tokens[j].sign == '&' || tokens[j].sign == '/' || tokens[j].word == "and" || tokens[j].word == "or" || tokens[j].word == "und") {
			j, more = j+1, true
		}
		if !more {
			break
		}
	}
	return codes, end
}

func contains(list []string, s string) bool {
	for _, one := range list {
		if one == s {
			return true
		}
	}
	return false
}

// media are the names of media, folded.
var media = map[string]string{
	"tv": "tv", "television": "tv", "broadcast": "tv", "fernsehen": "tv",
	"online": "online", "internet": "online", "web": "online", "website": "online", "websites": "online", "digital": "online",
	"print": "print", "newspaper": "newspapers", "newspapers": "newspapers", "papers": "newspapers", "tabloids": "newspapers", "tageszeitungen": "newspapers",
	"magazine": "magazines", "magazines": "magazines", "mags": "magazines", "newsmagazines": "magazines", "newsmagazine": "magazines", "zeitschriften": "magazines",
	"book": "books", "books": "books", "mobile": "mobile", "social": "social", "advertising": "advertising", "advertisements": "advertising",
}

// mediaAt reads a list of media: "TV, online and mags".
func mediaAt(tokens []token, i int) (list []string, end int) {
	for j := i; j < len(tokens); {
		name := media[tokens[j].word]
		if name == "" {
			break
		}
		if !contains(list, name) {
			list = append(list, name)
		}
		j++
		if j < len(tokens) && (tokens[j].word == "media" || tokens[j].word == "use" && name != "") {
			j++
		}
		end = j
		for j < len(tokens) && (tokens[j].sign == ',' || tokens[j].sign == '/' || tokens[j].sign == '&' || tokens[j].word == "and" || tokens[j].word == "or") {
			j++
		}
	}
	return list, end
}
