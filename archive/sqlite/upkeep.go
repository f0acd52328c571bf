package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"cutline/archive"
)

var _ archive.Upkeep = (*Catalogue)(nil)

// BeginRound begins a round or goes on with one; see archive.Rounds.
func (c *Catalogue) BeginRound(ctx context.Context, kind string, at, since time.Time) (archive.Round, error) {
	fail := func(err error) (archive.Round, error) {
		return archive.Round{}, fmt.Errorf("catalogue: begin a round of verify: %w", full(err))
	}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fail(err)
	}
	defer tx.Rollback()
	// What was found must be looked at again: it may have been mended.
	if _, err := tx.ExecContext(ctx, `UPDATE checked SET round = 0, at = 0 WHERE findings <> '[]'`); err != nil {
		return fail(err)
	}
	r, err := scanRound(tx.QueryRowContext(ctx, roundQuery+` WHERE kind = ? ORDER BY n DESC LIMIT 1`, kind))
	if err != nil {
		return fail(err)
	}
	if r == nil || !r.Ended.IsZero() || r.Started.Before(since) {
		r = &archive.Round{Kind: kind, Started: at.UTC().Truncate(time.Microsecond)}
		err := tx.QueryRowContext(ctx, `
			INSERT INTO round (kind, upto, started, ended, verified)
			SELECT ?, coalesce(max(n), 0), ?, 0, '{}' FROM photo RETURNING n`,
			kind, micros(r.Started)).Scan(&r.N)
		if err != nil {
			return fail(err)
		}
	}
	if err := tx.Commit(); err != nil {
		return fail(err)
	}
	return *r, nil
}

const roundQuery = `SELECT n, kind, started, ended, verified FROM round`

// scanRound reads a round; nil where there is none.
func scanRound(row *sql.Row) (*archive.Round, error) {
	var (
		r              archive.Round
		started, ended int64
		verified       []byte
	)
	err := row.Scan(&r.N, &r.Kind, &started, &ended, &verified)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r.Started, r.Ended = fromMicros(started), fromMicros(ended)
	return &r, json.Unmarshal(verified, &r.Verified)
}

// The photos that are due in round ?1: never checked, or last in an earlier
// one. Rounds are compared by number, because clocks go back.
const (
	newQuery = `SELECT id, size * (1 - retired) AS bytes FROM photo WHERE n > (SELECT coalesce(max(photo), 0) FROM checked)
		AND n <= (SELECT upto FROM round WHERE n = ?1) ORDER BY n LIMIT ?2`
	oldQuery = `SELECT p.id, p.size * (1 - p.retired) AS bytes FROM checked c JOIN photo p ON p.n = c.photo
		WHERE c.round < ?1 ORDER BY c.at LIMIT ?2`
)

// Due returns photos to check; see archive.Checks.
func (c *Catalogue) Due(ctx context.Context, round archive.Round, limit int) (ids []archive.ID, err error) {
	ids, err = c.photoIDs(ctx, newQuery, round.N, limit)
	if err == nil && len(ids) < limit {
		var old []archive.ID
		old, err = c.photoIDs(ctx, oldQuery, round.N, limit-len(ids))
		ids = append(ids, old...)
	}
	if err != nil {
		return nil, fmt.Errorf("catalogue: read what is to verify: %w", err)
	}
	return ids, nil
}

func (c *Catalogue) photoIDs(ctx context.Context, query string, args ...any) (ids []archive.ID, err error) {
	rows, err := c.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var id archive.ID
		var size int64
		if err := rows.Scan(&id, &size); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// Outstanding sums up what is due; see archive.Checks.
func (c *Catalogue) Outstanding(ctx context.Context, round archive.Round) (photos int, bytes int64, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(bytes), 0) FROM (
		SELECT * FROM (`+newQuery+`) UNION ALL SELECT * FROM (`+oldQuery+`))`, round.N, -1).Scan(&photos, &bytes)
	if err != nil {
		return 0, 0, fmt.Errorf("catalogue: read what is to verify: %w", err)
	}
	return photos, bytes, nil
}

// Record keeps results; see archive.Rounds.
func (c *Catalogue) Record(ctx context.Context, round archive.Round, checks []archive.Check) error {
	fail := func(err error) error { return fmt.Errorf("catalogue: keep what verify found: %w", full(err)) }
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fail(err)
	}
	defer tx.Rollback()
	for _, check := range checks {
		texts, err := marshal(check.Findings)
		if err != nil {
			return fail(err)
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO checked (photo, round, at, findings) SELECT n, ?, ?, ? FROM photo WHERE id = ?
			ON CONFLICT (photo) DO UPDATE SET round = excluded.round, at = excluded.at, findings = excluded.findings`,
			round.N, micros(check.At), texts[0], check.ID)
		if err != nil {
			return fail(err)
		}
	}
	texts, err := marshal(round.Verified)
	if err != nil {
		return fail(err)
	}
	if _, err := tx.ExecContext(ctx, `UPDATE round SET ended = ?, verified = ? WHERE n = ?`,
		micros(round.Ended), texts[0], round.N); err != nil {
		return fail(err)
	}
	if err := tx.Commit(); err != nil {
		return fail(err)
	}
	return nil
}

// Rounds returns the last rounds; see archive.Rounds.
func (c *Catalogue) Rounds(ctx context.Context, kind string) (ended, open *archive.Round, err error) {
	ended, err = scanRound(c.read.QueryRowContext(ctx, roundQuery+` WHERE kind = ? AND ended > 0 ORDER BY n DESC LIMIT 1`, kind))
	if err == nil {
		open, err = scanRound(c.read.QueryRowContext(ctx, roundQuery+` WHERE kind = ? ORDER BY n DESC LIMIT 1`, kind))
	}
	if err != nil {
		return nil, nil, fmt.Errorf("catalogue: read the rounds of verify: %w", err)
	}
	if open != nil && !open.Ended.IsZero() {
		open = nil
	}
	return ended, open, nil
}

const troubleQuery = `SELECT p.id, c.at, c.findings FROM checked c JOIN photo p ON p.n = c.photo WHERE c.findings <> '[]'`

// Troubled returns what was found; see archive.Checks.
func (c *Catalogue) Troubled(ctx context.Context, limit int) ([]archive.Check, int, error) {
	fail := func(err error) ([]archive.Check, int, error) {
		return nil, 0, fmt.Errorf("catalogue: read what verify found: %w", err)
	}
	var total int
	if err := c.read.QueryRowContext(ctx, `SELECT count(*) FROM checked WHERE findings <> '[]'`).Scan(&total); err != nil {
		return fail(err)
	}
	if total == 0 || limit == 0 {
		return nil, total, nil
	}
	checks, err := c.troubles(ctx, troubleQuery+` ORDER BY c.photo LIMIT ?`, limit)
	if err != nil {
		return fail(err)
	}
	return checks, total, nil
}

// Trouble returns what was found of one photo; see archive.Checks.
func (c *Catalogue) Trouble(ctx context.Context, id archive.ID) ([]archive.Finding, error) {
	checks, err := c.troubles(ctx, troubleQuery+` AND p.id = ?`, id)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read what verify found of %s: %w", id, err)
	}
	if len(checks) == 0 {
		return nil, nil
	}
	return checks[0].Findings, nil
}

func (c *Catalogue) troubles(ctx context.Context, query string, arg any) (checks []archive.Check, err error) {
	rows, err := c.read.QueryContext(ctx, query, arg)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var check archive.Check
		var at int64
		var findings []byte
		if err := rows.Scan(&check.ID, &at, &findings); err != nil {
			return nil, err
		}
		if check.At = fromMicros(at); len(findings) > 0 {
			err = json.Unmarshal(findings, &check.Findings)
		}
		if err != nil {
			return nil, err
		}
		checks = append(checks, check)
	}
	return checks, rows.Err()
}
