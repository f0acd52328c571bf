package reuse_test

import (
	"math/rand/v2"
	"strings"
	"testing"

	"cutline/archive/reuse"
)

// wireKind is a kind of picture of an ordinary wire day, and how many of a
// hundred are of it. The shares are those of a general news desk that takes
// the big agencies: most pictures are by their staff, with the house alone in
// the Credit field and the name in By-line and sign-off.
type wireKind struct {
	share int
	says  string // NAME, NAMES IN CAPITALS and CITY are filled in
}

var wireDay = []wireKind{
	{17, "caption = A man walks in CITY, Thursday, Nov. 26, 2026. (AP Photo/NAME)\nby = NAME\njobtitle = STF\ncredit = AP\nsource = AP"},
	{5, "caption = A scene in CITY. (AP Photo/NAME)\nby = CAPITALS\njobtitle = STR\ncredit = AP"},
	{18, "caption = People gather in CITY, November 26, 2026. REUTERS/NAME\nby = CAPITALS\ncredit = REUTERS\nsource = X06555"},
	{2, "caption = FILE PHOTO: A man in CITY, February 12, 2024. REUTERS/NAME/File Photo\nby = CAPITALS\ncredit = REUTERS"},
	{12, "caption = CITY on November 26, 2026. (Photo by NAME / AFP)\nby = CAPITALS\ncredit = AFP\njobtitle = STF"},
	{8, "caption = CITY - NOVEMBER 26: A view. (Photo by NAME/Getty Images)\nby = NAME\njobtitle = Staff\ncredit = Getty Images\nsource = Getty Images Europe"},
	{5, "caption = CITY. (Photo by NAME / AFP via Getty Images)\nby = CAPITALS\njobtitle = Stringer\ncredit = AFP via Getty Images"},
	{8, "caption = A march in CITY. EPA/NAME\nby = NAME\ncredit = EPA\nsource = EPA"},
	{7, "caption = 26.11.2026, CITY: Ein Mann. Foto: NAME/dpa\nby = NAME\ncredit = dpa\nsource = dpa"},
	{5, "caption = Fans in CITY. Photo credit should read NAME/PA Wire.\nby = NAME\ncredit = PA\ninstructions = Use subject to restrictions. Editorial use only, no commercial use without prior consent from rights holder."},
	{3, "caption = CITY. (NAME/Pool via AP)\nby = NAME\njobtitle = POOL\ncredit = AP\nsource = POOL Getty Images"},
	{1, "caption = CITY. NAME/Pool via REUTERS\nby = NAME\ncredit = REUTERS"},
	{1, "caption = CITY. (Office of the President via AP)\nby = Uncredited\njobtitle = HOGP\ncredit = AP\n" +
		"instructions = AP PROVIDES ACCESS TO THIS PUBLICLY DISTRIBUTED HANDOUT PHOTO PROVIDED BY THE OFFICE; MANDATORY CREDIT."},
	{1, "caption = CITY. City Police/Handout via REUTERS THIS IMAGE HAS BEEN SUPPLIED BY A THIRD PARTY. MANDATORY CREDIT. NO RESALES. NO ARCHIVES.\ncredit = REUTERS"},
	{2, "caption = A catch in CITY. Mandatory Credit: NAME-USA TODAY Sports\nby = NAME\ncredit = USA TODAY Sports via Reuters"},
	{1, "caption = CITY. REUTERS/Stringer\nby = STRINGER\ncredit = REUTERS"},
	{2, "caption = CITY. (NAME/Xinhua via AP)\nby = NAME\ncredit = AP\nsource = Xinhua\ninstructions = NO SALES"},
	// What an editor does have to look at.
	{1, "caption = CITY. (Courtesy of the family via AP)\ncredit = AP"},
	{1, "caption = CITY.\nby = NAME"},
}

// On an ordinary wire day cautions are rare, and those that come from comparing
// fields rarer: above that nobody reads them.
func TestWireDay(t *testing.T) {
	const photos = 2000
	random := rand.New(rand.NewPCG(2026, 11))
	given := []string{"Vadim", "Ana", "Óscar", "Jean-Luc", "Mariam", "Kevin", "Zofia", "Ahmad", "Li", "Katrin"}
	family := []string{"Ghirda", "Silva", "Cañas", "O'Brien", "van der Berg", "Al-Doumy", "Kowalska", "Müller", "Wang", "Dawson"}
	cities := []string{"Kyiv", "Paris", "New York", "Seoul", "Nairobi", "São Paulo", "Berlin", "Delhi"}
	var deck []string
	for _, kind := range wireDay {
		for range kind.share {
			deck = append(deck, kind.says)
		}
	}
	if len(deck) != 100 {
		t.Fatalf("the shares make %d of a hundred", len(deck))
	}
	n := newsroom()
	in := n.Intent(day("2026-11-26"))
	cautions, compared, stops := 0, 0, 0
	causes := map[string]int{}
	for range photos {
		name := given[random.IntN(len(given))] + " " + family[random.IntN(len(family))]
		says := strings.NewReplacer("CAPITALS", strings.ToUpper(name), "NAME", name, "CITY", cities[random.IntN(len(cities))]).
			Replace(deck[random.IntN(len(deck))])
		got := reuse.Check(of("moved = 2026-11-26T09:00:00Z\n"+says), nil, in, n)
		switch got.Verdict {
		case reuse.WithCaution:
			cautions++
			causes[got.Reasons[0].Code]++
			if got.Reasons[0].Code == reuse.Conflict || has(got, reuse.Conflict) {
				compared++
			}
		case reuse.NotAsItIs:
			stops++
			causes["stop: "+got.Reasons[0].Code]++
		}
	}
	t.Logf("of %d: %.1f %% cautions, %.1f %% from comparing fields, %d stops", photos, 100*float64(cautions)/photos, 100*float64(compared)/photos, stops)
	for cause, n := range causes {
		t.Logf("%4d  %s", n, cause)
	}
	if cautions > photos/10 || compared > photos/50 || stops > 0 {
		t.Errorf("cautions may be 10 %%, those from comparing fields 2 %%, and nothing here is a stop")
	}
}
