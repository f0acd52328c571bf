package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"cutline/archive"
)

// Refuse lists refused files; see archive.Refusals.
func (c *Catalogue) Refuse(ctx context.Context, files []archive.Refusal) error {
	if len(files) == 0 {
		return nil
	}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	for _, f := range files {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO refusal (path, run, at, size, reason, copy) VALUES (?, ?, ?, ?, ?, ?)
			ON CONFLICT (path) DO UPDATE SET run = excluded.run, at = excluded.at, size = excluded.size,
				reason = excluded.reason, copy = excluded.copy`,
			[]byte(f.Path), f.Run, micros(f.At), f.Size, f.Reason, f.Copy)
		if err != nil {
			return fmt.Errorf("catalogue: list the refused %q: %w", f.Path, full(err))
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("catalogue: commit: %w", full(err))
	}
	return nil
}

// Refusals reads the list; see archive.Refusals.
func (c *Catalogue) Refusals(ctx context.Context, after int64, limit int) ([]archive.Refusal, error) {
	return readRefusals(c.read.QueryContext(ctx,
		`SELECT n, path, run, at, size, reason, copy FROM refusal WHERE n > ? ORDER BY n LIMIT ?`, after, limit))
}

// Dismiss shortens the list; see archive.Refusals.
func (c *Catalogue) Dismiss(ctx context.Context, paths []string) ([]archive.Refusal, error) {
	list, err := pathList(paths)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	return readRefusals(c.write.QueryContext(ctx, `
		DELETE FROM refusal WHERE path IN (SELECT unhex(value) FROM json_each(?))
		RETURNING n, path, run, at, size, reason, copy`, list))
}

// Discard shortens the list and remembers why; see archive.Refusals.
func (c *Catalogue) Discard(ctx context.Context, paths []string, by archive.Discarding) ([]archive.Refusal, error) {
	list, err := pathList(paths)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	gone, err := readRefusals(tx.QueryContext(ctx, `
		DELETE FROM refusal WHERE path IN (SELECT unhex(value) FROM json_each(?))
		RETURNING n, path, run, at, size, reason, copy`, list))
	if err != nil {
		return nil, err
	}
	for _, f := range gone {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO discarded (path, run, at, size, reason, actor, gone, why) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			[]byte(f.Path), f.Run, micros(f.At), f.Size, f.Reason, by.Actor, micros(by.At), by.Why)
		if err != nil {
			return nil, fmt.Errorf("catalogue: discard %q: %w", f.Path, full(err))
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, fmt.Errorf("catalogue: commit: %w", full(err))
	}
	return gone, nil
}

// Discarded lists what was discarded; see archive.Refusals.
func (c *Catalogue) Discarded(ctx context.Context, limit int) ([]archive.Discarded, error) {
	rows, err := c.read.QueryContext(ctx, `SELECT path, run, at, size, reason, actor, gone, why FROM discarded ORDER BY n DESC LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: discarded files: %w", err)
	}
	defer rows.Close()
	var list []archive.Discarded
	for rows.Next() {
		var (
			d             archive.Discarded
			path          []byte
			refused, gone int64
		)
		if err := rows.Scan(&path, &d.Run, &refused, &d.Size, &d.Reason, &d.Actor, &gone, &d.Why); err != nil {
			return nil, fmt.Errorf("catalogue: discarded files: %w", err)
		}
		d.Path, d.Refusal.At, d.Discarding.At = string(path), fromMicros(refused), fromMicros(gone)
		list = append(list, d)
	}
	return list, rows.Err()
}

func readRefusals(rows *sql.Rows, err error) ([]archive.Refusal, error) {
	if err != nil {
		return nil, fmt.Errorf("catalogue: refused files: %w", full(err))
	}
	defer rows.Close()
	var list []archive.Refusal
	for rows.Next() {
		var (
			f    archive.Refusal
			path []byte
			at   int64
		)
		if err := rows.Scan(&f.N, &path, &f.Run, &at, &f.Size, &f.Reason, &f.Copy); err != nil {
			return nil, fmt.Errorf("catalogue: refused files: %w", err)
		}
		f.Path, f.At = string(path), fromMicros(at)
		list = append(list, f)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: refused files: %w", full(err))
	}
	return list, nil
}

// QuarantineSize counts the list; see archive.Refusals.
func (c *Catalogue) QuarantineSize(ctx context.Context) (files int, copied int64, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT count(*), coalesce(sum(size) FILTER (WHERE copy <> ''), 0) FROM refusal`).Scan(&files, &copied)
	if err != nil {
		return 0, 0, fmt.Errorf("catalogue: refused files: %w", err)
	}
	return files, copied, nil
}
