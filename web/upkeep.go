package web

import (
	"context"
	"fmt"
	"strings"
	"time"

	"cutline/archive"
)

// Space is the space of the disk that the archive is on, in bytes.
type Space struct {
	Free int64 `json:"free"`
	Size int64 `json:"size"`
}

// low tells when the disk needs somebody's eye: less than a twentieth or less
// than two gigabytes are free.
func (d Space) low() bool { return d.Size > 0 && (d.Free < d.Size/20 || d.Free < 2e9) }

// Round is a round of verify as the status tells it.
type Round struct {
	Kind    string    `json:"kind"`
	Started time.Time `json:"started"`
	Ended   time.Time `json:"ended,omitzero"`
	archive.Verified
}

// Upkeep is how the archive was looked after, in the status.
type Upkeep struct {
	// Every is in how many days the server goes round; 0: it does not.
	Every int `json:"every_days"`
	// Running is the server's round under way; Last the last that ended, by the
	// server or by a command.
	Running *Round `json:"running,omitempty"`
	Last    *Round `json:"last,omitempty"`
	// Harmed is the number of photos that something is wrong with; Findings
	// are some of them.
	Harmed   int               `json:"harmed"`
	Findings []archive.Finding `json:"findings,omitempty"`
	Backup   *Backup           `json:"backup,omitempty"`
	// Space is that of the data directory; nil where it is not known.
	Space *Space `json:"space,omitempty"`
}

// Backup is the last one.
type Backup struct {
	Dir   string    `json:"dir"`
	Ended time.Time `json:"ended"`
	// Behind is how many changes came since.
	Behind int64 `json:"behind"`
	archive.BackupReport
}

// maxFindings is how many photos with findings the status names.
const maxFindings = 20

// upkeep reads how the archive was looked after. last is its last change.
func (s *Server) upkeep(ctx context.Context, last archive.Seq) (*Upkeep, error) {
	settings, _, err := s.Archive.Settings(ctx)
	if err != nil {
		return nil, err
	}
	u := &Upkeep{Every: settings.Verify}
	for _, kind := range []string{archive.ByServer, archive.ByCommand} {
		ended, open, err := s.Archive.Upkeep.Rounds(ctx, kind)
		if err != nil {
			return nil, err
		}
		if kind == archive.ByServer {
			u.Running = round(open)
		}
		if ended != nil && (u.Last == nil || ended.Ended.After(u.Last.Ended)) {
			u.Last = round(ended)
		}
	}
	checks, harmed, err := s.Archive.Upkeep.Troubled(ctx, maxFindings)
	if err != nil {
		return nil, err
	}
	u.Harmed = harmed
	for _, check := range checks {
		u.Findings = append(u.Findings, check.Findings...)
	}
	backup, err := s.Archive.Upkeep.LastBackup(ctx)
	if err != nil {
		return nil, err
	}
	if backup != nil {
		u.Backup = &Backup{
			Dir: backup.Dir, Ended: backup.Ended, Behind: int64(max(last-backup.Seq, 0)), BackupReport: backup.BackupReport,
		}
	}
	if s.Space != nil {
		space, err := s.Space()
		if err != nil {
			return nil, err
		}
		u.Space = &space
	}
	return u, nil
}

func round(r *archive.Round) *Round {
	if r == nil {
		return nil
	}
	return &Round{Kind: r.Kind, Started: r.Started, Ended: r.Ended, Verified: r.Verified}
}

// row is a line of the health page.
type row struct {
	Name, Text string
	// Bad: somebody should do something about it. Next says what.
	Bad  bool
	Next string
}

// rows say how the archive was looked after.
func (u *Upkeep) rows(h house, photos int) []row {
	rows := []row{u.verified(h, photos), u.backedUp(h, photos)}
	if u.Space != nil {
		r := row{Name: "Free space", Text: fmt.Sprintf("%s of %s", size(u.Space.Free), size(u.Space.Size)), Bad: u.Space.low()}
		if r.Bad {
			r.Next = "Free some space on this disk: when it is full, nothing more comes in. What is stored stays safe."
		}
		rows = append(rows, r)
	}
	return rows
}

func (u *Upkeep) verified(h house, photos int) row {
	r := row{Name: "Verified"}
	var text []string
	if u.Last != nil {
		text = append(text, fmt.Sprintf("%s photos, %s read, ended %s", count(u.Last.Photos), size(u.Last.Bytes), when(u.Last.Ended, h)))
	}
	switch {
	case u.Running != nil:
		text = append(text, fmt.Sprintf("%s of %s photos in the round begun %s", count(u.Running.Photos), count(photos), when(u.Running.Started, h)))
	case u.Every == 0:
		text = append(text, "The server does not verify by itself.")
		r.Next = "cutline settings verify=30 has it go round in 30 days."
	case u.Last == nil:
		text = append(text, "not yet")
	}
	r.Text = strings.Join(text, "\n")
	if harm := u.harm(); harm != "" {
		r.Bad, r.Text = true, harm+"\n"+r.Text
		r.Next = "Run cutline verify --repair, with --from BACKUP if there is a backup. It puts back what it finds whole and says what else to do."
	}
	return r
}

// harm says what is wrong, beside what the index row says of itself.
func (u *Upkeep) harm() string {
	var parts []string
	if u.Harmed > 0 {
		parts = append(parts, fmt.Sprintf("%s %s damaged or incomplete", count(u.Harmed), plural(u.Harmed, "photo is", "photos are")))
	}
	if u.Last != nil && u.Last.Unsound > 0 {
		parts = append(parts, "the catalogue is damaged")
	}
	if u.Last != nil && u.Last.Misindexed > 0 {
		parts = append(parts, "the index and the catalogue differ")
	}
	return strings.Join(parts, ", ")
}

// staleBackup is how old a backup may be before the page says so.
const staleBackup = 7 * 24 * time.Hour

func (u *Upkeep) backedUp(h house, photos int) row {
	r := row{Name: "Last backup"}
	if u.Backup == nil {
		r.Text, r.Bad = "none yet", photos > 0
		r.Next = "cutline backup DIR makes one, also while this server runs. DIR is best on another disk."
		return r
	}
	r.Text = fmt.Sprintf("%s, %s photos, in %s", when(u.Backup.Ended, h), count(u.Backup.Photos), u.Backup.Dir)
	if u.Backup.Behind > 0 {
		r.Text += fmt.Sprintf("\n%s %s since", count(int(u.Backup.Behind)), plural(int(u.Backup.Behind), "change", "changes"))
	}
	if harm := u.Backup.Harm(); harm > 0 {
		r.Bad = true
		r.Text += fmt.Sprintf("\n%s %s not in it, because the archive does not have them whole", count(harm), plural(harm, "original is", "originals are"))
		r.Next = "cutline verify says how to mend that; then make a backup again."
	} else if u.Backup.Behind > 0 && h.now.Sub(u.Backup.Ended) > staleBackup {
		r.Bad, r.Next = true, "Make a backup again: cutline backup "+u.Backup.Dir
	}
	return r
}

func when(t time.Time, h house) string { return t.In(h.zone).Format("2 January 2006, 15:04") }

func plural(n int, one, more string) string {
	if n == 1 {
		return one
	}
	return more
}

// size is a number of bytes for people, in the units that makers of disks use.
func size(n int64) string {
	f, unit := float64(n), "bytes"
	for _, larger := range []string{"kB", "MB", "GB", "TB"} {
		if f < 999.5 {
			break
		}
		f, unit = f/1000, larger
	}
	if unit != "bytes" && f < 9.95 {
		return fmt.Sprintf("%.1f\u202f%s", f, unit)
	}
	return fmt.Sprintf("%.0f\u202f%s", f, unit)
}
