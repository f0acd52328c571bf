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
	r, err := scanRevision(c.read.QueryRowContext(ctx,
		`SELECT kind, n, text, actor, at FROM revision WHERE kind = ? ORDER BY n DESC LIMIT 1`, kind))
	if errors.Is(err, sql.ErrNoRows) {
		return archive.Revision{Kind: kind}, nil
	}
	if err != nil {
		return archive.Revision{}, fmt.Errorf("catalogue: read %s: %w", kind, err)
	}
	return r, nil
}

// RevisionAt reads one revision; see archive.Revisions.
func (c *Catalogue) RevisionAt(ctx context.Context, kind string, n int) (archive.Revision, error) {
	r, err := scanRevision(c.read.QueryRowContext(ctx,
		`SELECT kind, n, text, actor, at FROM revision WHERE kind = ? AND n = ?`, kind, n))
	if errors.Is(err, sql.ErrNoRows) {
		return archive.Revision{}, fmt.Errorf("revision %d of the %s: %w", n, kind, archive.ErrNotFound)
	}
	if err != nil {
		return archive.Revision{}, fmt.Errorf("catalogue: read %s: %w", kind, err)
	}
	return r, nil
}

// History reads every revision of a kind; see archive.Revisions.
func (c *Catalogue) History(ctx context.Context, kind string) ([]archive.Revision, error) {
	rows, err := c.read.QueryContext(ctx, `SELECT kind, n, text, actor, at FROM revision WHERE kind = ? ORDER BY n DESC`, kind)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read %s: %w", kind, err)
	}
	defer rows.Close()
	var history []archive.Revision
	for rows.Next() {
		r, err := scanRevision(rows)
		if err != nil {
			return nil, fmt.Errorf("catalogue: read %s: %w", kind, err)
		}
		history = append(history, r)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: read %s: %w", kind, err)
	}
	return history, nil
}

func scanRevision(row interface{ Scan(...any) error }) (r archive.Revision, err error) {
	var at int64
	if err := row.Scan(&r.Kind, &r.N, &r.Text, &r.Actor, &at); err != nil {
		return archive.Revision{}, err
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
