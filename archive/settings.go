package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"cutline/archive/credit"
)

// Revision is one numbered text of a kind that is in force until the next: the
// settings, the rules. Revisions are never changed.
type Revision struct {
	Kind  string
	N     int // from 1; 0: there is none yet
	Text  string
	Actor string
	At    time.Time
}

// Revisions keeps numbered revisions.
type Revisions interface {
	// Revision returns the newest of a kind, with N 0 where there is none.
	Revision(ctx context.Context, kind string) (Revision, error)
	// Revise adds a revision. Its N must follow the newest one's, else somebody
	// else was faster and it is ErrConflict.
	Revise(ctx context.Context, r Revision) error
	// RevisionAt returns one by its number, or ErrNotFound.
	RevisionAt(ctx context.Context, kind string, n int) (Revision, error)
	// History returns all of a kind, the newest first.
	History(ctx context.Context, kind string) ([]Revision, error)
}

// Settings are the newsroom's choices.
type Settings struct {
	// Zone is the IANA time zone of the newsroom: what "yesterday" means, and
	// the zone of dates that state none.
	Zone string `json:"zone"`
	// Style is the house style that credits are printed in (credit.Styles).
	Style string `json:"style"`
	// Folders are watched while the server runs.
	Folders []WatchedFolder `json:"folders,omitempty"`
	// Verify is in how many days a server reads every original again and
	// compares it with its hash; 0: it does not.
	Verify int `json:"verify"`
	// Territory and Medium are where checks assume that a photo is to be
	// printed; an empty one is none in particular.
	Territory Territory `json:"territory,omitempty"`
	Medium    Medium    `json:"medium"`
	// Holds is what a printed credit must hold, both where it is empty.
	Holds CreditHolds `json:"credit"`
	// Grace is for how many days after its transmission a picture that must
	// not be archived may be printed, where its supplier names no number.
	Grace int `json:"grace"`
}

// CreditHolds is what a printed credit must hold.
type CreditHolds string

// What a printed credit must hold.
const (
	HoldsBoth         CreditHolds = "both"
	HoldsAgency       CreditHolds = "agency"
	HoldsPhotographer CreditHolds = "photographer"
)

// settingsKind is the kind of revision that holds the settings as JSON.
const settingsKind = "settings"

// defaults hold until a newsroom sets something.
var defaults = Settings{Zone: "Local", Style: "slash", Verify: 30, Medium: Online, Holds: HoldsBoth, Grace: 30}

// Limits of settings, in days.
const (
	maxVerify = 3650 // the longest round of verify
	maxGrace  = 3650
)

// Location is the time zone as Go knows it.
func (s Settings) Location() (*time.Location, error) {
	loc, err := time.LoadLocation(s.Zone)
	if err == nil && s.Zone == "" {
		err = errors.New("no name")
	}
	if err != nil {
		return nil, fmt.Errorf("time zone %q: %w; use an IANA name such as Europe/Kyiv", s.Zone, err)
	}
	return loc, nil
}

// Settings returns the settings in force and the number of their revision.
func (a *Archive) Settings(ctx context.Context) (Settings, int, error) {
	r, err := a.Revisions.Revision(ctx, settingsKind)
	if err != nil {
		return Settings{}, 0, fmt.Errorf("archive: %w", err)
	}
	s := defaults
	if r.N > 0 {
		if err := json.Unmarshal([]byte(r.Text), &s); err != nil {
			return Settings{}, 0, fmt.Errorf("archive: settings, revision %d: %w", r.N, err)
		}
	}
	return s, r.N, nil
}

// CheckSettings says what is wrong with settings: a zone or style that does not
// exist, or a watched folder that cannot be as it is set.
func (a *Archive) CheckSettings(ctx context.Context, s Settings) error {
	if _, err := s.Location(); err != nil {
		return err
	}
	if err := CheckWatched(s.Folders); err != nil {
		return err
	}
	if s.Verify < 0 || s.Verify > maxVerify {
		return fmt.Errorf("verify=%d: choose 1 to %d days for a round, or 0 for none", s.Verify, maxVerify)
	}
	if s.Territory != "" {
		if _, err := ParseTerritory(string(s.Territory)); err != nil {
			return fmt.Errorf("territory: %w", err)
		}
	}
	if s.Medium != "" {
		if _, err := ParseMedium(string(s.Medium)); err != nil {
			return fmt.Errorf("medium: %w", err)
		}
	}
	if !slices.Contains([]CreditHolds{"", HoldsBoth, HoldsAgency, HoldsPhotographer}, s.Holds) {
		return fmt.Errorf("credit=%s: a printed credit must hold %s, %s or %s", shorten(string(s.Holds)), HoldsBoth, HoldsAgency, HoldsPhotographer)
	}
	if s.Grace < 0 || s.Grace > maxGrace {
		return fmt.Errorf("grace=%d: choose 0 to %d days", s.Grace, maxGrace)
	}
	rules, err := a.Rules(ctx)
	if err != nil {
		return err
	}
	_, err = rules.Print(credit.Credit{}, s.Style)
	return err
}

// SetSettings puts settings in force that were made from revision seen. Where
// somebody else was faster, it is ErrConflict.
func (a *Archive) SetSettings(ctx context.Context, s Settings, seen int, actor string) error {
	if err := a.CheckSettings(ctx, s); err != nil {
		return fmt.Errorf("archive: settings: %w", err)
	}
	text, err := json.Marshal(s)
	if err != nil {
		return fmt.Errorf("archive: settings: %w", err)
	}
	return a.Revisions.Revise(ctx, Revision{Kind: settingsKind, N: seen + 1, Text: string(text), Actor: actor, At: a.Time()})
}
