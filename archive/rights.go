package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"cutline/archive/credit"
)

// Rights are what the newsroom has recorded of its own right to print pictures:
// agreements with suppliers, its own photographers, and what sentences of
// restriction mean that no rule reads. What was agreed of one photo is a
// [Permission].
type Rights struct {
	// Revision is the number of the revision in force, 0 where nothing has been
	// recorded.
	Revision   int           `json:"revision"`
	Agreements []Agreement   `json:"agreements"`
	Staff      []StaffMember `json:"staff"`
	Answers    []Answer      `json:"answers"`
}

// Agreement is a contract with a supplier.
type Agreement struct {
	// Supplier is an organisation under its canonical name: who delivers, or
	// any other of a credit's chain that the contract names.
	Supplier string `json:"supplier"`
	// Covers is what the pictures may be printed for.
	Covers []Purpose `json:"covers"`
	// Media and Territories are where; none listed: everywhere.
	Media       []Medium    `json:"media,omitempty"`
	Territories []Territory `json:"territories,omitempty"`
	// Resale: the pictures may be passed on.
	Resale bool `json:"resale"`
	Period
	Note string `json:"note,omitempty"`
	// Line is where the text of the rights begins it, from 1.
	Line int `json:"line"`
}

// Purpose is what a picture is printed for.
type Purpose string

// The purposes.
const (
	Editorial  Purpose = "editorial"
	Commercial Purpose = "commercial" // advertising and promotion
)

// StaffMember is one of the newsroom's own photographers.
type StaffMember struct {
	// Name is as it is printed, Spellings as it also occurs.
	Name      string   `json:"name"`
	Spellings []string `json:"spellings,omitempty"`
	// Contract: a freelancer under contract, else on the staff.
	Contract bool `json:"contract,omitempty"`
	// Period is when pictures were made for the newsroom.
	Period
	Line int `json:"line"`
}

// Answer is what an editor said once and for all of a restriction that no rule
// reads.
type Answer struct {
	// Shape is the shape of the sentence.
	Shape string `json:"shape"`
	// Supplier is whose sentence it is, under the canonical name; empty for
	// all.
	Supplier string `json:"supplier,omitempty"`
	Effect   Effect `json:"effect"`
	// Until is the last day of use, of the effect [EndsOn].
	Until Day       `json:"until,omitempty"`
	By    string    `json:"by,omitempty"`
	At    time.Time `json:"at,omitzero"`
	Why   string    `json:"why,omitempty"`
	Line  int       `json:"line"`
}

// Effect is what a sentence of restriction does to a photo.
type Effect string

// The effects.
const (
	NoEffect      Effect = "none"           // boilerplate
	Noted         Effect = "note"           // shown, and nothing more
	Stopped       Effect = "stop"           // not to be printed
	EndsOn        Effect = "until"          // stop after Answer.Until
	EditorialOnly Effect = "editorial only" // not for advertising
)

// With are the agreements with any of the organisations given, in the order of
// the organisations and then of the text. Each name is canonical (see
// credit.Rules.Canonical), as those of a credit are.
func (r *Rights) With(organisations ...string) []Agreement {
	var list []Agreement
	for i, name := range organisations {
		again := slices.ContainsFunc(organisations[:i], func(other string) bool { return strings.EqualFold(other, name) })
		for _, a := range r.Agreements {
			if !again && strings.EqualFold(a.Supplier, name) {
				list = append(list, a)
			}
		}
	}
	return list
}

// Ours finds a photographer who made pictures for the newsroom on a day, by
// the printed name or a spelling of it, in any case and with or without
// accents. Without a day it is who ever did.
func (r *Rights) Ours(name string, on Day) (StaffMember, bool) {
	for _, m := range r.Staff {
		if on != "" && !m.Holds(on) {
			continue
		}
		for _, spelling := range append([]string{m.Name}, m.Spellings...) {
			if credit.ComparePersons(spelling, name) == credit.Same {
				return m, true
			}
		}
	}
	return StaffMember{}, false
}

// Answer finds what was said of a sentence of this shape: for the supplier if
// there is such an answer, else for all. The last one in the text counts.
func (r *Rights) Answer(shape, supplier string) (Answer, bool) {
	var forAll *Answer
	for i := len(r.Answers) - 1; i >= 0; i-- {
		switch a := &r.Answers[i]; {
		case a.Shape != shape:
		case a.Supplier != "" && strings.EqualFold(a.Supplier, supplier):
			return *a, true
		case a.Supplier == "" && forAll == nil:
			forAll = a
		}
	}
	if forAll == nil {
		return Answer{}, false
	}
	return *forAll, true
}

// rightsKind is the kind of revision that holds the rights, in the form of
// [ParseRights].
const rightsKind = "rights"

// Rights returns the rights in force. Where this Cutline cannot read the newest
// revision, it is a *RightsError.
func (a *Archive) Rights(ctx context.Context) (*Rights, error) {
	newest, err := a.RightsText(ctx)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	rights, err := ParseRights(newest.Text, rules.Rules)
	if err != nil {
		return nil, fmt.Errorf("archive: revision %d of the rights: %w", newest.N, err)
	}
	rights.Revision = newest.N
	return rights, nil
}

// RightsText returns the newest revision of the rights. Its N is 0 where there
// is none.
func (a *Archive) RightsText(ctx context.Context) (Revision, error) {
	return a.Revisions.Revision(ctx, rightsKind)
}

// RightsAt returns a revision of the rights by its number; 0 is the state before
// the first, without text. One that does not exist is ErrNotFound.
func (a *Archive) RightsAt(ctx context.Context, n int) (Revision, error) {
	if n == 0 {
		return Revision{Kind: rightsKind}, nil
	}
	return a.Revisions.RevisionAt(ctx, rightsKind, n)
}

// RightsHistory returns every revision of the rights, the newest first.
func (a *Archive) RightsHistory(ctx context.Context) ([]Revision, error) {
	return a.Revisions.History(ctx, rightsKind)
}

// SetRights puts rights in force that were made from revision seen and returns
// their number. A mistake is a *RightsError with its line; where somebody else
// was faster it is ErrConflict.
func (a *Archive) SetRights(ctx context.Context, text string, seen int, actor string) (int, error) {
	rules, err := a.Rules(ctx)
	if err != nil {
		return 0, err
	}
	if _, err := ParseRights(text, rules.Rules); err != nil {
		return 0, err
	}
	r := Revision{Kind: rightsKind, N: seen + 1, Text: text, Actor: actor, At: a.Time()}
	if err := a.Revisions.Revise(ctx, r); err != nil {
		return 0, err
	}
	return r.N, nil
}

// AddAnswer records what a sentence of restriction means, behind what the
// rights hold already, and returns the number of the new revision. At and By
// are filled in. An answer that cannot be is a *RightsError without a line.
func (a *Archive) AddAnswer(ctx context.Context, answer Answer, actor string) (int, error) {
	answer.By, answer.At = actor, a.Time()
	text := answer.text()
	rules, err := a.Rules(ctx)
	if err != nil {
		return 0, err
	}
	if _, err := ParseRights(text, rules.Rules); err != nil {
		if e, ok := errors.AsType[*RightsError](err); ok {
			err = &RightsError{Reason: e.Reason}
		}
		return 0, err
	}
	for {
		newest, err := a.RightsText(ctx)
		if err != nil {
			return 0, err
		}
		n, err := a.SetRights(ctx, appendSection(newest.Text, text), newest.N, actor)
		if !errors.Is(err, ErrConflict) {
			return n, err
		}
	}
}
