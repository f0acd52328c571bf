package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"cutline/archive"
)

// Revision reads the newest revision of a kind; see archive.Revisions.
func (c *Catalogue) Revision(ctx context.Context, kind string) (archive.Revision, error) {
	r := archive.Revision{Kind: kind}
	var at int64
	err := c.read.QueryRowContext(ctx,
		`SELECT n, text, actor, at FROM revision WHERE kind = ? ORDER BY n DESC LIMIT 1`, kind).Scan(&r.N, &r.Text, &r.Actor, &at)
	if errors.Is(err, sql.ErrNoRows) {
		return r, nil
	}
	if err != nil {
		return archive.Revision{}, fmt.Errorf("catalogue: read %s: %w", kind, err)
	}
	r.At = fromMicros(at)
	return r, nil
}

// Revise adds a revision; see archive.Revisions.
func (c *Catalogue) Revise(ctx context.Context, r archive.Revision) error {
	res, err := c.write.ExecContext(ctx, `
		INSERT INTO revision (kind, n, text, actor, at)
		SELECT ?, ?, ?, ?, ? WHERE ? = 1 + (SELECT coalesce(max(n), 0) FROM revision WHERE kind = ?)`,
		r.Kind, r.N, r.Text, r.Actor, r.At.UTC().Truncate(time.Microsecond).UnixMicro(), r.N, r.Kind)
	if err != nil {
		return fmt.Errorf("catalogue: revise %s: %w", r.Kind, err)
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("%s: somebody else changed it meanwhile: %w; look at it again", r.Kind, archive.ErrConflict))
	}
	return nil
}
