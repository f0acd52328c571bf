package web_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/embedded"
)

// TestBadges: a badge says what an editor must know before printing, and a
// clear photo has none.
func TestBadges(t *testing.T) {
	for _, row := range []struct {
		name  string
		words says
		want  []string // words of badges, in order
	}{
		{"clear", says{"dc:description": "Rain (Photo by Ana Costa/AFP)"}, nil},
		{"pool", says{"dc:description": "Talks (Saul Loeb/Pool via AP)"}, []string{"POOL"}},
		{"file", says{"dc:description": "A bank. REUTERS/Ana Costa/File Photo"}, []string{"FILE"}},
		{"killed", says{"dc:description": "MANDATORY KILL. EDITORS: kill this photo. (AP Photo/Ana Costa)"}, []string{"KILLED"}},
		{"machine-made", says{
			"dc:description": "Islands. Image: Ana Costa/AFP", "Iptc4xmpExt:DigitalSourceType": "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia",
		}, []string{"MACHINE-MADE"}},
		{"nothing known", says{"dc:description": "Rain in Porto"}, []string{"NO CREDIT"}},
		{"two people", says{"dc:description": "Rain (Photo by Ana Costa/AFP)", "dc:creator": "Rui Lopes"}, []string{"CONFLICT"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := open(t)
			s.add("/wire/one.jpg", s.draw(30, 20, row.words))
			_, list, _ := strings.Cut(s.page(search("is:withdrawn OR has:caption")), `<ol class="sheet`)
			list, _, _ = strings.Cut(list, "</ol>")
			var got []string
			for _, item := range strings.Split(list, "</li>") {
				if _, item, ok := strings.Cut(item, ` title="`); ok {
					got = append(got, item[strings.LastIndex(item, ">")+1:])
				}
			}
			if diff := cmp.Diff(row.want, got); diff != "" {
				t.Errorf("badges (-want +got):\n%s", diff)
			}
		})
	}
}

// TestDates: an embargo and an expiry show until and from their day.
func TestDates(t *testing.T) {
	s := open(t)
	s.add("/wire/later.jpg", s.jpeg(30, 20,
		embedded.Statement{Place: embedded.IIM, Property: "2:30", Value: "20220405"},
		embedded.Statement{Place: embedded.IIM, Property: "2:37", Value: "20211231"},
	))
	s.contains(s.page("/"), `<li class="stop" title="its expiration date is past">EXPIRED 31 DEC 2021</li>`,
		`<li class="stop" title="not to be published before its release date">EMBARGO 5 APR</li>`)
	s.server.Now = func() time.Time { return now.AddDate(0, 1, 0) }
	s.lacks(s.page("/"), "EMBARGO")
}

// TestLateMatch: a match far into a caption is seen on the sheet.
func TestLateMatch(t *testing.T) {
	s := open(t)
	s.add("/wire/zebra.jpg", s.draw(300, 200, says{"dc:description": strings.Repeat("Rain falls on the old harbour. ", 60) + "A zebra waits."}))
	body := s.page(search("zebra"))
	s.contains(body, ">…Rain", "<mark>zebra</mark> waits.")
	if strings.Count(body, "Rain falls") > 4 {
		t.Error("the whole caption is on the sheet")
	}
}

// TestMarks: what matched is marked where it stands, also in the credit line
// and in a headline that the tile does not show otherwise.
func TestMarks(t *testing.T) {
	s := open(t)
	s.seeds()
	s.add("/wire/rain.jpg", s.draw(300, 200, says{
		"photoshop:Headline": "Storm Ciarán reaches the coast", "dc:description": "Rain in Porto (Photo by Ana Costa/AFP)",
	}))
	for query, wants := range map[string][]string{
		"by:ghirda":           {"<span>Vadim <mark>Ghirda</mark>/</span><span>AP</span>"},
		"loeb":                {"<span>Saul <mark>Loeb</mark>/</span>Pool via <span>AP</span>"},
		"via:AP":              {"<span>Saul Loeb/</span>Pool via <span><mark>AP</mark></span>"},
		`by:"vadim ghirda"`:   {"<span><mark>Vadim Ghirda</mark>/</span>"},
		"blaze city:ghirda":   nil,
		"caption:rain by:ana": {"<bdi class=\"caption\"><mark>Rain</mark> in Porto</bdi>", "<mark>Ana</mark> Costa"},
		"ciaran":              {"Storm <mark>Ciarán</mark> reaches the coast · Rain in Porto"},
		"agency:AFP -ghirda":  {"<span>Ana Costa/</span><span><mark>AFP</mark></span>"},
	} {
		body := s.page(search(query))
		s.contains(body, wants...)
		if len(wants) == 0 {
			s.lacks(body, "<mark>")
		}
	}
}

// TestLongCredit: a credit of many names ends between two of them on a tile,
// whose copy key still copies all; the page of the photo shows it whole.
func TestLongCredit(t *testing.T) {
	s := open(t)
	names := []string{
		"Ana Costa", "Rui Lopes", "Inês Duarte", "Tiago Moura", "Marta Reis", "Paulo Nunes", "Sofia Pinto", "Bruno Vaz", "Clara Mendes",
		"Diogo Faria", "Eva Matos", "Filipe Gama", "Joana Leal", "Hugo Serra", "Iris Prata", "Jaime Couto", "Lia Barros", "Nuno Teles",
		"Olga Ramos", "Vera Dias",
	}
	words := []embedded.Statement{
		{Place: embedded.XMP, Property: "dc:description", Value: "The team"},
		{Place: embedded.XMP, Property: "photoshop:Credit", Value: "AFP"},
	}
	for _, name := range names {
		words = append(words, embedded.Statement{Place: embedded.XMP, Property: "dc:creator", Value: name})
	}
	id := s.add("/wire/team.jpg", s.jpeg(300, 200, words...))
	_, shown, _ := strings.Cut(s.page("/"), `<bdi class="credit"`)
	shown, _, _ = strings.Cut(shown, "</bdi>")
	if !strings.HasSuffix(shown, ",</span> …") || len(shown) > 600 {
		t.Errorf("the tile shows %q", shown)
	}
	s.contains(s.page("/"), `data-credit="Ana Costa, Rui`, `Vera Dias/AFP"`)
	s.contains(s.page("/photos/"+string(id)), "<span>Vera Dias/</span><span>AFP</span>", `data-copy="Ana Costa, Rui`)

	unread := strings.Repeat("zxq ", 80)
	s.add("/wire/unread.jpg", s.draw(300, 200, says{"dc:description": "Words", "photoshop:Credit": unread}))
	s.contains(s.page(search("caption:words")), "zxq…</bdi>")
}
