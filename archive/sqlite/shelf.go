package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"cutline/archive"
)

// writeShelf writes the shelf of a photo that was retired before, or not. One
// that leaves now lets go of the originals that it named until now.
func writeShelf(ctx context.Context, tx *sql.Tx, n int64, s archive.Shelf, retired bool) error {
	text := ""
	if s != (archive.Shelf{}) {
		data, err := json.Marshal(s)
		if err != nil {
			return err
		}
		text = string(data)
	}
	_, err := tx.ExecContext(ctx, `UPDATE photo SET shelf = ?1, leaves = ?2, retired = ?3 WHERE n = ?4 AND shelf <> ?1`,
		text, micros(s.Leaves), s.Retired != nil, n)
	if err != nil || s.Retired == nil || retired {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT OR IGNORE INTO let_go
		SELECT sha256 FROM photo WHERE n = ?1 UNION SELECT sha256 FROM sidecar WHERE photo = ?1`, n)
	return err
}

// Leaving finds photos that leave; see archive.Shelves.
func (c *Catalogue) Leaving(ctx context.Context, after archive.Leaving, before time.Time, limit int) ([]archive.Leaving, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT id, leaves FROM photo WHERE leaves > 0 AND (leaves, id) > (?, ?) AND leaves < ? ORDER BY leaves, id LIMIT ?`,
		micros(after.At), after.ID, micros(before), limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read what leaves: %w", err)
	}
	defer rows.Close()
	var list []archive.Leaving
	for rows.Next() {
		var l archive.Leaving
		var at int64
		if err := rows.Scan(&l.ID, &at); err != nil {
			return nil, fmt.Errorf("catalogue: read what leaves: %w", err)
		}
		l.At = fromMicros(at)
		list = append(list, l)
	}
	return list, rows.Err()
}

// Shelved finds photos that came through watched folders; see archive.Shelves.
func (c *Catalogue) Shelved(ctx context.Context, after archive.ID, limit int) ([]archive.ID, error) {
	return c.ids(ctx, "catalogue: read what was watched", `
		SELECT id FROM photo p WHERE id > ? AND retired = 0
			AND EXISTS (SELECT 1 FROM arrival a WHERE a.photo = p.n AND a.folder <> x'')
		ORDER BY id LIMIT ?`, after, limit)
}

// LetGo lists originals that photos named until they left; see archive.Shelves.
func (c *Catalogue) LetGo(ctx context.Context, limit int) ([]archive.LetGo, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT sha256,
			EXISTS (SELECT 1 FROM photo p WHERE p.sha256 = l.sha256 AND p.retired = 0)
			OR EXISTS (SELECT 1 FROM sidecar s JOIN photo p ON p.n = s.photo WHERE s.sha256 = l.sha256 AND p.retired = 0)
		FROM let_go l LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read what was let go: %w", err)
	}
	defer rows.Close()
	var list []archive.LetGo
	for rows.Next() {
		var l archive.LetGo
		var hash []byte
		if err := rows.Scan(&hash, &l.Named); err != nil {
			return nil, fmt.Errorf("catalogue: read what was let go: %w", err)
		}
		if copy(l.Hash[:], hash) != len(l.Hash) {
			return nil, fmt.Errorf("catalogue: read what was let go: a hash has %d bytes, not %d", len(hash), len(l.Hash))
		}
		list = append(list, l)
	}
	return list, rows.Err()
}

// Removed takes originals off the list of what was let go; see archive.Shelves.
func (c *Catalogue) Removed(ctx context.Context, hashes []archive.Hash) error {
	list, err := json.Marshal(hashes)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	_, err = c.write.ExecContext(ctx, `DELETE FROM let_go WHERE sha256 IN (SELECT unhex(value) FROM json_each(?))`, string(list))
	if err != nil {
		return fmt.Errorf("catalogue: take off what was removed: %w", full(err))
	}
	return nil
}
