package archive

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"cutline/archive/embedded"
)

// Event is something that happened to a photo, as a sentence.
type Event struct {
	At time.Time `json:"at"`
	// Kind is what happened: arrived, read, corrected, undone, used, permitted,
	// checked, kept, left, recalled …
	Kind  string `json:"kind"`
	Actor string `json:"actor,omitempty"`
	// Text is the sentence: "Ada corrected city …".
	Text string `json:"text"`
	// Correction is the number of the correction that it is, 0: none. Field, From
	// and To are what it did.
	Correction int            `json:"correction,omitempty"`
	Field      embedded.Field `json:"field,omitempty"`
	From       []string       `json:"from,omitempty"`
	To         []string       `json:"to,omitempty"`
}

// teller tells the events of one kind of a photo.
type teller func(context.Context, *Archive, *Photo) ([]Event, error)

// tellers are all of them. A new kind of event is one more function.
func tellers() []teller {
	return []teller{arrivals, readings, corrections, usages, permissions, checks, exports, shelved, collected, recalls}
}

// History is all that happened to a photo, the first first.
func (a *Archive) History(ctx context.Context, p *Photo) ([]Event, error) {
	var events []Event
	for _, tell := range tellers() {
		some, err := tell(ctx, a, p)
		if err != nil {
			return nil, fmt.Errorf("archive: the history of photo %s: %w", p.ID, err)
		}
		events = append(events, some...)
	}
	slices.SortStableFunc(events, func(a, b Event) int { return a.At.Compare(b.At) })
	return events, nil
}

// because adds a reason to a sentence.
func because(why string) string {
	if why = strings.TrimSpace(why); why != "" {
		return ": " + why
	}
	return ""
}

func arrivals(_ context.Context, _ *Archive, p *Photo) ([]Event, error) {
	var events []Event
	for i, arrival := range p.Arrivals {
		text := "arrived"
		if i > 0 {
			text = "arrived again"
		}
		text += " from " + strings.ToValidUTF8(arrival.Path, "\uFFFD")
		if arrival.Folder != "" {
			text += ", a watched folder"
		}
		if arrival.Actor != "" {
			text += ", brought by " + arrival.Actor
		}
		var words []string
		if i == 0 && len(p.Statements) > 0 {
			words = append(words, several(len(p.Statements), "statement")+" in the file")
		}
		if len(arrival.Statements) > 0 {
			words = append(words, several(len(arrival.Statements), "statement")+" from outside ("+strings.Join(placesOf(arrival.Statements), ", ")+")")
		}
		if len(words) > 0 {
			text += ", with " + strings.Join(words, " and ")
		}
		events = append(events, Event{At: arrival.At, Kind: "arrived", Actor: arrival.Actor, Text: text})
	}
	return events, nil
}

// placesOf are the places of statements, each once.
func placesOf(statements []embedded.Statement) []string {
	var places []string
	for _, s := range statements {
		if !slices.Contains(places, s.Place) {
			places = append(places, s.Place)
		}
	}
	return places
}

// several is a number with its noun.
func several(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// readings tells the reading that holds; earlier ones are not kept. It stands
// after the last arrival, or where later rules of the newsroom came into force.
func readings(ctx context.Context, a *Archive, p *Photo) ([]Event, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	bare := *p
	if bare.Corrections = nil; len(p.Corrections) > 0 {
		bare.Reading = read(rules, &bare)
	}
	e := Event{At: lastArrived(p.Arrivals), Kind: "read"}
	by := fmt.Sprintf("rules %d", p.Reading.Rules)
	if n := p.Reading.Revision; n > 0 {
		by += fmt.Sprintf(" and revision %d of the newsroom's own", n)
		revision, err := a.RulesAt(ctx, n)
		if err == nil && revision.At.After(e.At) {
			e.At = revision.At
		}
	}
	c := bare.Reading.Credit
	line, err := rules.PrintBeside(c.Credit, defaults.Style)
	switch {
	case err != nil:
		return nil, err
	case c.From == "":
		e.Text = "no credit was found by " + by
	case len(c.Unread) > 0:
		e.Text = fmt.Sprintf("its credit was not understood by %s: “%s” (%s)", by, strings.Join(c.Unread, "; "), c.From)
	default:
		e.Text = fmt.Sprintf("its credit was read as “%s” from %s by %s", line, c.From, by)
	}
	return []Event{e}, nil
}

// quoted are values in a sentence.
func quoted(values []string) string {
	if len(values) == 0 {
		return "nothing"
	}
	return "“" + strings.Join(values, "; ") + "”"
}

func corrections(_ context.Context, _ *Archive, p *Photo) ([]Event, error) {
	var events []Event
	for i, c := range p.Corrections {
		name := string(c.Field)
		if c.Lang != "" {
			name += " (" + c.Lang + ")"
		}
		e := Event{At: c.At, Kind: "corrected", Actor: c.Actor, Correction: i + 1, Field: c.Field, From: c.From, To: c.To}
		e.Text = fmt.Sprintf("%s corrected %s from %s to %s", c.Actor, name, quoted(c.From), quoted(c.To))
		if c.Undoes > 0 {
			undone := p.Corrections[min(c.Undoes, len(p.Corrections))-1]
			e.Kind = "undone"
			e.Text = fmt.Sprintf("%s took back what %s had made of %s: from %s to %s", c.Actor, undone.Actor, name, quoted(c.From), quoted(c.To))
		}
		e.Text += because(c.Why)
		if c.Batch > 0 {
			e.Text += fmt.Sprintf(" (correction %d)", c.Batch)
		}
		events = append(events, e)
	}
	return events, nil
}

func usages(_ context.Context, _ *Archive, p *Photo) ([]Event, error) {
	var events []Event
	for _, u := range p.Usages {
		text := fmt.Sprintf("it was used on %s, %s", u.Day, u.Medium)
		for _, more := range []string{u.Where, u.URL} {
			if more != "" {
				text += ", " + more
			}
		}
		events = append(events, Event{At: u.At, Kind: "used", Actor: u.Actor, Text: text + ", recorded by " + u.Actor})
		if w := u.Withdrawn; w != nil {
			events = append(events, Event{At: w.At, Kind: "used", Actor: w.By, Text: fmt.Sprintf("%s said that it was not used on %s%s", w.By, u.Day, because(w.Why))})
		}
	}
	return events, nil
}

func permissions(_ context.Context, _ *Archive, p *Photo) ([]Event, error) {
	var events []Event
	for _, m := range p.Permissions {
		text := m.Actor + " recorded a permission"
		if m.From != "" {
			text += " from " + string(m.From)
		}
		if m.Until != "" {
			text += " until " + string(m.Until)
		}
		events = append(events, Event{At: m.At, Kind: "permitted", Actor: m.Actor, Text: text + because(m.Note)})
		if w := m.Withdrawn; w != nil {
			events = append(events, Event{At: w.At, Kind: "permitted", Actor: w.By, Text: w.By + " took a permission back" + because(w.Why)})
		}
	}
	return events, nil
}

// maxTold bounds the checks that a history tells, the latest.
const maxTold = 100

func checks(ctx context.Context, a *Archive, p *Photo) ([]Event, error) {
	list, err := a.CheckLog.ChecksOf(ctx, p.ID, maxTold)
	var events []Event
	for _, c := range list {
		text := "it was checked before use"
		if c.Actor != "" {
			text = c.Actor + " checked it before use"
		}
		events = append(events, Event{At: c.At, Kind: "checked", Actor: c.Actor, Text: text + ", with the answer " + c.Verdict})
	}
	slices.Reverse(events)
	return events, err
}

func shelved(_ context.Context, _ *Archive, p *Photo) ([]Event, error) {
	var events []Event
	if pin := p.Shelf.Pin; pin != nil {
		events = append(events, Event{At: pin.At, Kind: "kept", Actor: pin.By, Text: pin.By + " kept it from leaving" + because(pin.Why)})
	}
	if left := p.Shelf.Retired; left != nil {
		events = append(events, Event{At: left.At, Kind: "left", Text: "its original left: " + left.Reason()})
	}
	return events, nil
}

// collected tells of the shared collections; what one desk collects for itself is
// its own business.
func collected(ctx context.Context, a *Archive, p *Photo) ([]Event, error) {
	list, err := a.Members.Memberships(ctx, p.ID)
	var events []Event
	for _, m := range list {
		if m.Owner != "" {
			continue
		}
		events = append(events, Event{At: m.At, Kind: "collected", Actor: m.Actor, Text: fmt.Sprintf("%s put it into the collection “%s”", m.Actor, m.Name)})
		if gone := m.Removed; gone != nil {
			events = append(events, Event{At: gone.At, Kind: "collected", Actor: gone.By, Text: fmt.Sprintf("%s took it out of the collection “%s”", gone.By, m.Name)})
		}
	}
	return events, err
}

func recalls(_ context.Context, _ *Archive, p *Photo) ([]Event, error) {
	var events []Event
	for _, r := range p.Recalls {
		text := fmt.Sprintf("%s recorded that it was recalled (%s)", r.Actor, r.Kind)
		if r.Lifted {
			text = r.Actor + " lifted what stood against its use"
		}
		events = append(events, Event{At: r.At, Kind: "recalled", Actor: r.Actor, Text: text + because(r.Why)})
	}
	return events, nil
}

// Account is a photo with its layers and its history, as cutline show --json and
// the API give it.
type Account struct {
	*Photo
	Layers  []FieldLayers
	History []Event
}

// Account gathers the account of a photo.
func (a *Archive) Account(ctx context.Context, p *Photo) (*Account, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	history, err := a.History(ctx, p)
	if err != nil {
		return nil, err
	}
	return &Account{p, rules.Layers(p), history}, nil
}
