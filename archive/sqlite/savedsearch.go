package sqlite

import (
	"context"
	"fmt"
	"time"

	"cutline/archive"
)

// SaveSearch writes a saved search; see archive.Searches.
func (c *Catalogue) SaveSearch(ctx context.Context, s archive.SavedSearch) (archive.SavedSearch, error) {
	deleted, err := goneText(s.Deleted)
	if err != nil {
		return s, fmt.Errorf("catalogue: %w", err)
	}
	if s.N == 0 {
		s.Revision = 1
		err := c.write.QueryRowContext(ctx, `
			INSERT INTO saved_search (revision, name, query, sort, owner, actor, made, since, deleted)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`,
			s.Revision, s.Name, s.Query, s.Sort, s.Owner, s.Actor, micros(s.Made), s.Since, deleted).Scan(&s.N)
		if err != nil {
			err = fmt.Errorf("catalogue: save a search: %w", full(err))
		}
		return s, err
	}
	result, err := c.write.ExecContext(ctx, `
		UPDATE saved_search SET revision = revision + 1, name = ?, query = ?, sort = ?, owner = ?, since = ?, deleted = ?
		WHERE n = ? AND revision = ?`, s.Name, s.Query, s.Sort, s.Owner, s.Since, deleted, s.N, s.Revision)
	if err != nil {
		return s, fmt.Errorf("catalogue: save search %d: %w", s.N, full(err))
	}
	if n, err := result.RowsAffected(); err != nil || n == 0 {
		return s, fmt.Errorf("catalogue: save search %d: %w", s.N, archive.ErrConflict)
	}
	s.Revision++
	return s, nil
}

// Searches reads the saved searches; see archive.Searches.
func (c *Catalogue) Searches(ctx context.Context) ([]archive.SavedSearch, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT n, revision, name, query, sort, owner, actor, made, since, deleted FROM saved_search ORDER BY name COLLATE NOCASE, n`)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read saved searches: %w", err)
	}
	defer rows.Close()
	var list []archive.SavedSearch
	for rows.Next() {
		var s archive.SavedSearch
		var made int64
		var deleted []byte
		if err := rows.Scan(&s.N, &s.Revision, &s.Name, &s.Query, &s.Sort, &s.Owner, &s.Actor, &made, &s.Since, &deleted); err != nil {
			return nil, fmt.Errorf("catalogue: read saved searches: %w", err)
		}
		s.Made = fromMicros(made)
		if err := unmarshal(deleted, &s.Deleted); err != nil {
			return nil, fmt.Errorf("catalogue: saved search %d: %w", s.N, err)
		}
		list = append(list, s)
	}
	return list, rows.Err()
}

// Visit remembers what a desk saw; see archive.Searches.
func (c *Catalogue) Visit(ctx context.Context, search int64, desk string, seq archive.Seq, at time.Time) error {
	_, err := c.write.ExecContext(ctx, `
		INSERT INTO visit (search, desk, seq, at) VALUES (?, ?, ?, ?)
		ON CONFLICT (desk, search) DO UPDATE SET seq = excluded.seq, at = excluded.at WHERE excluded.seq > seq`, search, desk, seq, micros(at))
	if err != nil {
		return fmt.Errorf("catalogue: remember a visit: %w", full(err))
	}
	return nil
}

// Visits reads what a desk saw; see archive.Searches.
func (c *Catalogue) Visits(ctx context.Context, desk string) (map[int64]archive.Seq, error) {
	rows, err := c.read.QueryContext(ctx, `SELECT search, seq FROM visit WHERE desk = ?`, desk)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read visits: %w", err)
	}
	defer rows.Close()
	seen := make(map[int64]archive.Seq)
	for rows.Next() {
		var n int64
		var seq archive.Seq
		if err := rows.Scan(&n, &seq); err != nil {
			return nil, fmt.Errorf("catalogue: read visits: %w", err)
		}
		seen[n] = seq
	}
	return seen, rows.Err()
}
