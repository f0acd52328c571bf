package archive

import (
	"strings"
	"unicode"

	"cutline/archive/embedded"
)

// Notice is what a supplier announces in a photo's own words about the photo:
// that it must not be used, or that its words are new.
type Notice string

// The notices that photos carry.
const (
	// Kill: must not be used any more.
	Kill Notice = "kill"
	// Withdrawal: was taken back.
	Withdrawal Notice = "withdrawal"
	// Amendment: words or crop replace those of an earlier delivery.
	Amendment Notice = "correction"
)

// Corrected reports whether the photo's words are not those of its first
// delivery: an editor's correction stands, or the supplier announces one.
func (p *Photo) Corrected() bool {
	return p.Reading.Notice == Amendment || len(p.corrections()) > 0
}

// noticeWords announce a notice where they open a text in capitals.
var noticeWords = map[string]Notice{
	"KILL": Kill, "KILLS": Kill, "KILLED": Kill, "ELIMINATION": Kill,
	"WITHDRAW": Withdrawal, "WITHDRAWN": Withdrawal, "WITHDRAWAL": Withdrawal,
	"CORRECTS": Amendment, "CORRECTION": Amendment, "CORRECTED": Amendment, "CLARIFIES": Amendment,
	"REFILE": Amendment, "RECROP": Amendment, "RETRANSMISSION": Amendment,
}

// noticeLeads may stand before the word itself: MANDATORY KILL, PHOTO KILL.
var noticeLeads = map[string]bool{
	"MANDATORY": true, "ADVISORY": true, "PHOTO": true, "PICTURE": true, "URGENT": true, "ATTENTION": true, "EDITORS": true,
	"EDS": true, "NOTE": true, "PLEASE": true,
}

// noticeOf finds the notice that a photo's words carry. Words count in capitals
// only, at the head of caption or headline or of a sentence of the
// Instructions, and as the Edit Status: "gunmen killed 19" is news, and so is
// a headline set in capitals, which begins with other words.
func noticeOf(values map[embedded.Field]Read) (Notice, string) {
	for _, field := range []embedded.Field{embedded.EditStatus, embedded.Headline, embedded.Caption, embedded.Instructions} {
		for _, value := range values[field].Values {
			heads := []string{value}
			if field == embedded.Instructions {
				heads = strings.FieldsFunc(value, func(r rune) bool { return strings.ContainsRune(".;\n", r) })
			}
			for _, head := range heads {
				if n := noticeAt(head); n != "" {
					return n, values[field].Place
				}
			}
		}
	}
	return "", ""
}

// noticeAt is the notice that opens a text.
func noticeAt(text string) Notice {
	words := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
	for _, word := range words {
		if n := noticeWords[word]; n != "" {
			return n
		}
		if !noticeLeads[word] {
			return ""
		}
	}
	return ""
}
