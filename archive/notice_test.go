package archive

import (
	"testing"

	"cutline/archive/embedded"
)

func TestNotice(t *testing.T) {
	for _, c := range []struct {
		field embedded.Field
		text  string
		want  Notice
	}{
		{embedded.Caption, "MANDATORY KILL. EDITORS: Please kill photo DEMO407.", Kill},
		{embedded.Caption, "*** PHOTO KILL *** of rescuers in Karatepe", Kill},
		{embedded.Headline, "KILL: Quake rescue", Kill},
		{embedded.Instructions, "NO SALES; MANDATORY KILL", Kill},
		{embedded.EditStatus, "KILL", Kill},
		{embedded.Caption, "ATTENTION EDITORS - WITHDRAWN at the client's request", Withdrawal},
		{embedded.Caption, "CORRECTS NAME - Beatriz Falcao at the finish", Amendment},
		{embedded.Instructions, "Editorial use only. CORRECTION of the date.", Amendment},

		{embedded.Caption, "Gunmen attacked the museum and killed 19 people.", ""},
		{embedded.Caption, "Kill Bill actors arrive", ""},
		{embedded.Caption, "TROOPS WITHDRAW from the border", ""},
		{embedded.Headline, "NINETEEN KILLED IN FLOODS", ""},
		{embedded.Instructions, "NO SALES, NO ARCHIVES", ""},
		{embedded.Keyword, "KILL", ""},
		{embedded.Caption, "", ""},
	} {
		got, place := noticeOf(map[embedded.Field]Read{c.field: {Values: []string{c.text}, Place: "XMP x"}})
		if got != c.want || (place != "") != (got != "") {
			t.Errorf("%s %q: %q from %q, want %q", c.field, c.text, got, place, c.want)
		}
	}
}
