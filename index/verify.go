package index

import (
	"context"
	"fmt"
	"iter"
	"slices"

	"cutline/archive"
)

// Inventory is an Engine that can say which photos it holds, for [Verify].
type Inventory interface {
	Engine
	// Has reports for each ID whether the photo can be found.
	Has(ctx context.Context, ids []archive.ID) ([]bool, error)
	// IDs yields what the index holds, in no order. An ID that no photo could
	// have comes as it is.
	IDs(ctx context.Context) iter.Seq2[archive.ID, error]
}

// Verified is what [Verify] found.
type Verified struct {
	Photos int         `json:"photos"` // that can be found
	Seq    archive.Seq `json:"seq"`
	// Behind is how many changes the index has still to apply, which is no
	// fault: it follows.
	Behind int64 `json:"behind"`
	// Rebuilding: the index is being built again; it is not compared.
	Rebuilding bool `json:"rebuilding,omitempty"`
	// Missing photos should be found and are not; Extra ones are in the index
	// and not in the catalogue.
	Missing int `json:"missing"`
	Extra   int `json:"extra"`
	// Some are IDs of either kind, at most [MaxNamed] of each.
	Some []archive.ID `json:"some,omitempty"`
}

// MaxNamed is how many photos Verify names of those missing, and of those extra.
const MaxNamed = 20

// verifyStep is how many photos are looked up together.
const verifyStep = 500

// Verify compares an index with the catalogue while both are in use: every
// photo that changed last before the index's cursor must be found, and nothing
// else than photos.
func Verify(ctx context.Context, c archive.Catalogue, e Inventory) (Verified, error) {
	stats, err := c.Stats(ctx)
	if err != nil {
		return Verified{}, fmt.Errorf("index: verify: %w", err)
	}
	at := e.Status()
	v := Verified{Photos: at.Photos, Seq: at.Seq, Behind: int64(max(stats.Last-at.Seq, 0)), Rebuilding: at.Rebuilding}
	if v.Rebuilding {
		return v, nil
	}
	found, err := v.missing(ctx, c, e, stats.Last)
	if err != nil {
		return v, fmt.Errorf("index: verify: %w", err)
	}
	if found == at.Photos && stats.Last <= at.Seq {
		return v, nil // all that it holds was found in the catalogue
	}
	if err := v.extra(ctx, c, e); err != nil {
		return v, fmt.Errorf("index: verify: %w", err)
	}
	return v, nil
}

// missing looks every photo up that the catalogue held up to last, and returns
// how many can be found.
func (v *Verified) missing(ctx context.Context, c archive.Catalogue, e Inventory, last archive.Seq) (found int, err error) {
	for after := archive.Seq(0); ; {
		changes, err := c.Changes(ctx, after, verifyStep)
		if err != nil {
			return 0, err
		}
		if len(changes) == 0 || changes[0].Seq > last {
			return found, nil
		}
		after = changes[len(changes)-1].Seq
		changes = slices.DeleteFunc(changes, func(c archive.Change) bool { return c.Purged || c.Seq > last })
		ids := make([]archive.ID, len(changes))
		for i, change := range changes {
			ids[i] = change.ID
		}
		has, err := e.Has(ctx, ids)
		if err != nil {
			return 0, err
		}
		for i, id := range ids {
			switch {
			case has[i]:
				found++
			case changes[i].Seq <= v.Seq: // the index knows of no later change
				if v.Missing++; v.Missing <= MaxNamed {
					v.Some = append(v.Some, id)
				}
			}
		}
	}
}

// extra looks up in the catalogue what the index holds.
func (v *Verified) extra(ctx context.Context, c archive.Catalogue, e Inventory) error {
	look := func(ids []archive.ID) error {
		photos, err := c.Photos(ctx, ids)
		if err != nil {
			return err
		}
		known := make(map[archive.ID]bool, len(photos))
		for _, photo := range photos {
			known[photo.ID] = true
		}
		for _, id := range ids {
			if known[id] {
				continue
			}
			if v.Extra++; v.Extra <= MaxNamed {
				v.Some = append(v.Some, id)
			}
		}
		return nil
	}
	var ids []archive.ID
	for id, err := range e.IDs(ctx) {
		if err != nil {
			return err
		}
		if ids = append(ids, id); len(ids) < verifyStep {
			continue
		}
		if err := look(ids); err != nil {
			return err
		}
		ids = ids[:0]
	}
	return look(ids)
}

// Harm is the number of photos on which index and catalogue differ.
func (v Verified) Harm() int { return v.Missing + v.Extra }
