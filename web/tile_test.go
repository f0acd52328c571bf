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
		{"nothing known", says{"dc:description": "Rain in Porto"}, []string{"NO CREDIT"}},
		{"two people", says{"dc:description": "Rain (Photo by Ana Costa/AFP)", "dc:creator": "Rui Lopes"}, []string{"CONFLICT"}},
	} {
		t.Run(row.name, func(t *testing.T) {
			s := open(t)
			s.add("/wire/one.jpg", s.draw(30, 20, row.words))
			_, list, _ := strings.Cut(s.page("/"), `<ol class="sheet`)
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
		`<li class="stop" title="embargo: its release date is to come">UNTIL 5 APR</li>`)
	s.server.Now = func() time.Time { return now.AddDate(0, 1, 0) }
	s.lacks(s.page("/"), "UNTIL")
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
