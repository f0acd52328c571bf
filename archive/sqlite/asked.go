package sqlite

import (
	"context"
	"fmt"

	"cutline/archive"
)

// LogChecks adds to the log of checks; see archive.CheckLog.
func (c *Catalogue) LogChecks(ctx context.Context, checks []archive.Checked) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	for _, check := range checks {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO asked (photo, at, actor, verdict, what) SELECT n, ?, ?, ?, ? FROM photo WHERE id = ?`,
			micros(check.At), check.Actor, check.Verdict, check.Asked, check.Photo)
		if err != nil {
			return fmt.Errorf("catalogue: log a check: %w", full(err))
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("catalogue: log checks: %w", full(err))
	}
	return nil
}

// ChecksOf reads the checks of a photo; see archive.CheckLog.
func (c *Catalogue) ChecksOf(ctx context.Context, id archive.ID, limit int) ([]archive.Checked, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT a.n, p.id, a.at, a.actor, a.verdict, a.what FROM photo p JOIN asked a ON a.photo = p.n
		WHERE p.id = ? ORDER BY a.n DESC LIMIT ?`, id, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read checks: %w", err)
	}
	defer rows.Close()
	var list []archive.Checked
	for rows.Next() {
		var check archive.Checked
		var at int64
		if err := rows.Scan(&check.N, &check.Photo, &at, &check.Actor, &check.Verdict, &check.Asked); err != nil {
			return nil, fmt.Errorf("catalogue: read checks: %w", err)
		}
		check.At = fromMicros(at)
		list = append(list, check)
	}
	return list, rows.Err()
}
