package archive

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"cutline/archive/credit"
	"cutline/archive/terms"
)

// Rules are the credit rules in force: the embedded vocabulary, and the
// newsroom's own rules on top of it.
type Rules struct {
	*credit.Rules
	// Revision is the number of the newsroom's revision in force, 0 where the
	// embedded vocabulary stands alone.
	Revision int
	// Broken says why the newest revision is not in force: this Cutline cannot
	// read it, and an earlier one that it can read stands in. Nil otherwise.
	Broken error
}

// Version is what a reading was made with.
type Version struct {
	// Rules is the version of the code and the embedded vocabularies: that of
	// credits in hundreds, and that of terms of use.
	Rules int `json:"rules"`
	// Revision is that of the newsroom's own rules.
	Revision int `json:"revision,omitempty"`
	// Reader is the version of the reader of embedded words.
	Reader int `json:"reader"`
}

// version is that of readings made by the rules from words that a reader of the
// version given has read.
func (r Rules) version(reader int) Version {
	return Version{Rules: 100*r.Rules.Version() + terms.Version, Revision: r.Revision, Reader: reader}
}

// rulesKind is the kind of revision that holds the newsroom's own rules, in the
// form of credit.Load.
const rulesKind = "rules"

// maxRules bounds the newsroom's own rules, in bytes: the embedded vocabulary
// has a tenth of it.
const maxRules = 1 << 20

// rulebook keeps the rules compiled until a newer revision comes.
type rulebook struct {
	mu     sync.Mutex
	newest int // the number looked at last, whether in force or broken
	rules  Rules
}

// Rules returns the rules in force. Another process may change them at any
// time, so each piece of work asks once and stays with the answer.
func (a *Archive) Rules(ctx context.Context) (Rules, error) {
	newest, err := a.Revisions.Revision(ctx, rulesKind)
	if err != nil {
		return Rules{}, fmt.Errorf("archive: %w", err)
	}
	a.rulebook.mu.Lock()
	defer a.rulebook.mu.Unlock()
	if a.rulebook.rules.Rules != nil && a.rulebook.newest == newest.N {
		return a.rulebook.rules, nil
	}
	rules, err := a.lastGood(ctx, newest)
	if err != nil {
		return Rules{}, fmt.Errorf("archive: %w", err)
	}
	a.rulebook.newest, a.rulebook.rules = newest.N, rules
	return rules, nil
}

// lastGood compiles the newest revision that this Cutline can read. One that
// was good when it was set may not be after an update: an example of it can
// read otherwise now.
func (a *Archive) lastGood(ctx context.Context, newest Revision) (Rules, error) {
	var broken error
	for r := newest; r.N > 0; {
		compiled, err := credit.Load(r.Text)
		if err == nil {
			return Rules{Rules: compiled, Revision: r.N, Broken: broken}, nil
		}
		if broken == nil {
			broken = fmt.Errorf("revision %d of the rules is not in force: %w", r.N, err)
		}
		if r.N == 1 {
			break
		}
		if r, err = a.Revisions.RevisionAt(ctx, rulesKind, r.N-1); err != nil {
			return Rules{}, err
		}
	}
	return Rules{Rules: credit.Default(), Broken: broken}, nil
}

// RulesText returns the newest revision of the newsroom's own rules, in force
// or not. Its N is 0 where there is none.
func (a *Archive) RulesText(ctx context.Context) (Revision, error) {
	return a.Revisions.Revision(ctx, rulesKind)
}

// RulesAt returns a revision of the newsroom's own rules by its number; 0 is
// the state before the first, without text. One that does not exist is
// ErrNotFound.
func (a *Archive) RulesAt(ctx context.Context, n int) (Revision, error) {
	if n == 0 {
		return Revision{Kind: rulesKind}, nil
	}
	return a.Revisions.RevisionAt(ctx, rulesKind, n)
}

// RulesHistory returns every revision of the newsroom's own rules, the newest
// first.
func (a *Archive) RulesHistory(ctx context.Context) ([]Revision, error) {
	return a.Revisions.History(ctx, rulesKind)
}

// RulesError says why rules that can be read cannot be put in force.
type RulesError struct{ Reason string }

func (e *RulesError) Error() string { return e.Reason }

// CheckRules compiles rules that are to be set. A mistake is a
// *credit.SyntaxError with its line, anything else that keeps them from being
// put in force a *RulesError.
func (a *Archive) CheckRules(ctx context.Context, text string) (*credit.Rules, error) {
	if len(text) > maxRules {
		return nil, &RulesError{fmt.Sprintf("the rules have %d bytes, and at most %d can be read", len(text), maxRules)}
	}
	rules, err := credit.Load(text)
	if err != nil {
		return nil, err
	}
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return nil, err
	}
	if !slices.Contains(rules.Styles(), settings.Style) {
		return nil, &RulesError{fmt.Sprintf("the rules no longer have the house style %q, which the settings name; keep it, or set another style first", settings.Style)}
	}
	return rules, nil
}

// SetRules puts rules in force that were made from revision seen and returns
// their number. Where somebody else was faster it is ErrConflict, and where the
// text has a mistake the last good revision stays in force. Readings follow by
// [Archive.Reread].
func (a *Archive) SetRules(ctx context.Context, text string, seen int, actor string) (int, error) {
	if _, err := a.CheckRules(ctx, text); err != nil {
		return 0, err
	}
	r := Revision{Kind: rulesKind, N: seen + 1, Text: text, Actor: actor, At: a.Time()}
	if err := a.Revisions.Revise(ctx, r); err != nil {
		return 0, err
	}
	return r.N, nil
}

// UndoRules puts the text of the revision before the newest in force again, as
// a revision of its own: nothing is lost, and the undoing can be undone. seen is
// the newest revision that the caller has looked at.
func (a *Archive) UndoRules(ctx context.Context, seen int, actor string) (int, error) {
	if seen == 0 {
		return 0, errors.New("there are no rules of the newsroom's own to undo")
	}
	before, err := a.RulesAt(ctx, seen-1)
	if err != nil {
		return 0, fmt.Errorf("archive: undo revision %d of the rules: %w", seen, err)
	}
	return a.SetRules(ctx, before.Text, seen, actor)
}
