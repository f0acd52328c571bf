package sqlite

import (
	"context"
	"fmt"

	"cutline/archive"
)

// LogExports adds to the log of exports; see archive.Exports.
func (c *Catalogue) LogExports(ctx context.Context, exports []archive.Export) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	for _, e := range exports {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO export (photo, at, actor, kind, target, file, despite) SELECT n, ?, ?, ?, ?, ?, ? FROM photo WHERE id = ?`,
			micros(e.At), e.Actor, e.As, e.To, e.File, e.Despite, e.Photo)
		if err != nil {
			return fmt.Errorf("catalogue: log an export: %w", full(err))
		}
		var first int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM photo WHERE id = ? AND exported = 0`, e.Photo).Scan(&first); err != nil {
			return fmt.Errorf("catalogue: log an export: %w", err)
		}
		if first == 0 {
			continue
		}
		seq, err := nextSeq(ctx, tx)
		if err == nil {
			_, err = tx.ExecContext(ctx, `UPDATE photo SET exported = 1, seq = ? WHERE id = ?`, seq, e.Photo)
		}
		if err != nil {
			return fmt.Errorf("catalogue: log an export: %w", full(err))
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("catalogue: log exports: %w", full(err))
	}
	return nil
}

// ExportsOf reads the exports of a photo; see archive.Exports.
func (c *Catalogue) ExportsOf(ctx context.Context, id archive.ID, limit int) ([]archive.Export, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT e.n, p.id, e.at, e.actor, e.kind, e.target, e.file, e.despite FROM photo p JOIN export e ON e.photo = p.n
		WHERE p.id = ? ORDER BY e.n DESC LIMIT ?`, id, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read exports: %w", err)
	}
	defer rows.Close()
	var list []archive.Export
	for rows.Next() {
		var e archive.Export
		var at int64
		if err := rows.Scan(&e.N, &e.Photo, &at, &e.Actor, &e.As, &e.To, &e.File, &e.Despite); err != nil {
			return nil, fmt.Errorf("catalogue: read exports: %w", err)
		}
		e.At = fromMicros(at)
		list = append(list, e)
	}
	return list, rows.Err()
}
