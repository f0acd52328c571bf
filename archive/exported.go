package archive

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Export is one time that a photo, or its words, left the archive.
type Export struct {
	// N is its number in the catalogue, 0 before it is there.
	N     int64     `json:"n"`
	Photo ID        `json:"photo"`
	At    time.Time `json:"at"`
	Actor string    `json:"actor"`
	// As is what went out: original, words, preview, sidecar, csv, json, ninjs.
	As string `json:"as"`
	// To is where: a folder, "download", "ZIP", or the name of a destination.
	To string `json:"to"`
	// File is the name that it went out under.
	File string `json:"file"`
	// Despite is what stood against it, where somebody sent it all the same.
	Despite string `json:"despite,omitempty"`
}

// MaxExports is how many of its exports a photo lists at once.
const MaxExports = 500

// Exports keeps what left the archive, so that a photo that is killed later names
// everyone who has it. Package archivetest holds every implementation to this.
type Exports interface {
	// LogExports adds exports; one of a photo that is not there is left out. The
	// first export of a photo is a change of it.
	LogExports(ctx context.Context, exports []Export) error
	// ExportsOf returns at most limit exports of a photo, the latest first.
	ExportsOf(ctx context.Context, id ID, limit int) ([]Export, error)
}

// LogExports records that photos left the archive, by Actor, now. A photo that
// was exported stays on a wire shelf.
func (a *Archive) LogExports(ctx context.Context, exports ...Export) error {
	if len(exports) == 0 {
		return nil
	}
	var ids []ID
	for i := range exports {
		e := &exports[i]
		e.At = a.recordedAt(e.At)
		for _, text := range []*string{&e.Actor, &e.To, &e.File, &e.Despite} {
			*text = clipped(*text)
		}
		ids = append(ids, e.Photo)
	}
	if err := a.Exports.LogExports(ctx, exports); err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	settings, _, err := a.Settings(ctx)
	if err != nil {
		return err
	}
	_, err = a.change(ctx, eachOnce(ids), func(p *Photo) bool { return settings.announce(p, a.Time()) })
	if err != nil {
		return fmt.Errorf("archive: %w", err)
	}
	return nil
}

// exports tells what left the archive, the latest [MaxExports].
func exports(ctx context.Context, a *Archive, p *Photo) ([]Event, error) {
	if !p.Exported {
		return nil, nil
	}
	list, err := a.Exports.ExportsOf(ctx, p.ID, MaxExports)
	if err != nil {
		return nil, err
	}
	var events []Event
	for _, e := range list {
		text := fmt.Sprintf("%s exported it as %s to %s", e.Actor, e.As, e.To)
		if e.File != "" {
			text += ": " + e.File
		}
		if e.Despite != "" {
			text += ", although: " + e.Despite
		}
		events = append(events, Event{At: e.At, Kind: "exported", Actor: e.Actor, Text: text})
	}
	return events, nil
}

// maxExportText bounds each text of an export, in bytes.
const maxExportText = 1000

// clipped is the beginning of a text.
func clipped(text string) string {
	if len(text) <= maxExportText {
		return text
	}
	return strings.ToValidUTF8(text[:maxExportText], "") + "…"
}
