package credit

import (
	"fmt"
	"strings"
)

// Proposal is a rule that would explain a line which no rule explains. It is a
// guess, for an editor to look at, change and try.
type Proposal struct {
	// Says is what the rule claims, in a sentence.
	Says string
	// Text is the rule, in the form of [Load].
	Text string
}

// Propose returns rules that would explain a line: a form of the whole line,
// and meanings for the words that none explains. What a proposal makes of the
// line stands in it as an example.
func (r *Rules) Propose(line string) []Proposal {
	text, _ := normalise(line)
	if text == "" || len(text) > maxProposed {
		return nil
	}
	var list []Proposal
	add := func(says, rule string) {
		if rule == "" {
			return
		}
		tried, err := Load(r.own + "\n" + rule)
		if err != nil {
			return
		}
		c := tried.Parse(line)
		if len(c.unread()) > 0 || !c.named() {
			return
		}
		says = strings.ReplaceAll(says, "{reads}", explain(c))
		if example := text + " => " + explain(c); !strings.Contains(text, " => ") && !strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "#") {
			rule += "\n[examples]\n" + example
		}
		list = append(list, Proposal{says, rule})
	}
	p := r.tokenise(text)
	f := p.proposeForm()
	add("This is a form of credit: {reads}.", f.text())
	words := r.Parse(line).unread()
	if f.house != "" {
		words = append(words, f.house)
	}
	seen := make(map[string]bool)
	for _, w := range words {
		w = strings.Trim(w, " .,;:/|()[]\"-")
		if w == "" || seen[fold(w)] || strings.ContainsAny(w, ";=\n") {
			continue
		}
		seen[fold(w)] = true
		if like := r.likeness(w); like != likeProse && like != likeAddress {
			add(fmt.Sprintf("%s is a news agency.", w), "[news agency]\n"+w)
			add(fmt.Sprintf("%s is a publication, whose own people take pictures.", w), "[publication]\n"+w)
		}
		add(fmt.Sprintf("%s says nothing about the picture.", w), "[residue]\n"+w)
	}
	return list
}

// maxProposed bounds a line for which rules are proposed, in bytes.
const maxProposed = 300

// formDraft is a form in the making.
type formDraft struct {
	pattern strings.Builder
	parts   []string
	house   string // the words that the vocabulary does not have
	slots   map[string]int
}

// proposeForm makes a form of a line: persons and numbers become slots, the
// first words that the vocabulary does not have are taken for the agency.
func (p *parser) proposeForm() *formDraft {
	f := &formDraft{slots: make(map[string]int)}
	var known []string
	for i := 0; i < len(p.tokens); {
		t := &p.tokens[i]
		if i > 0 && t.gap {
			f.pattern.WriteByte(' ')
		}
		word, end := p.shapeAt(i)
		for word == shapeWords && end < len(p.tokens) { // a run of unknown words is one
			next, nextEnd := p.shapeAt(end)
			if next != shapeWords || p.tokens[end].sign != 0 {
				break
			}
			end = nextEnd
		}
		said := p.textOf(i, end)
		switch {
		case word == shapeName:
			f.parts = append(f.parts, "by "+f.slot("name"))
		case word == shapeNumber:
			f.parts = append(f.parts, "picture "+f.slot("number"))
		case strings.ContainsAny(said, "{}"):
			return &formDraft{} // a slot to whoever reads the form
		default:
			f.pattern.WriteString(said)
			if t.term.house() {
				known = append(known, t.term.org.Name)
			} else if word == shapeWords && f.house == "" && t.sign == 0 {
				f.house = said
			}
		}
		i = end
	}
	if f.house != "" {
		known = append([]string{f.house}, known...)
	}
	for i, house := range known {
		part := "agency "
		if i > 0 {
			part = "via "
		}
		f.parts = append(f.parts, part+house)
	}
	return f
}

// slot writes a slot into the pattern.
func (f *formDraft) slot(kind string) string {
	f.slots[kind]++
	slot := "{" + kind + "}"
	if n := f.slots[kind]; n > 1 {
		slot = fmt.Sprintf("{%s %d}", kind, n)
	}
	f.pattern.WriteString(slot)
	return slot
}

// text is the form as a rule; empty where the line has no slot.
func (f *formDraft) text() string {
	if len(f.slots) == 0 || len(f.parts) == 0 {
		return ""
	}
	return "[form]\n" + f.pattern.String() + " => " + strings.Join(f.parts, "; ")
}
