package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// SaveRun writes a run and appends to its list; see archive.Runs.
func (c *Catalogue) SaveRun(ctx context.Context, run archive.Run, files []archive.RunFile) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	if err := saveRun(ctx, tx, run, files); err != nil {
		return fmt.Errorf("catalogue: write run %s: %w", run.ID, full(err))
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("catalogue: commit: %w", full(err))
	}
	return nil
}

func saveRun(ctx context.Context, tx *sql.Tx, run archive.Run, files []archive.RunFile) error {
	paths := make([][]byte, len(run.Paths)) // JSON gives bytes in base64
	for i, path := range run.Paths {
		paths[i] = []byte(path)
	}
	texts, err := marshal(paths, run.Summary)
	if err != nil {
		return err
	}
	var n, next int64
	err = tx.QueryRowContext(ctx, `
		INSERT INTO run (id, actor, started, ended, paths, watch, rehearsal, summary, listed)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (id) DO UPDATE SET ended = excluded.ended, summary = excluded.summary, listed = listed + excluded.listed
		RETURNING n, (SELECT coalesce(max(f.n) + 1, 0) FROM run_file f WHERE f.run = run.n)`,
		run.ID, run.Actor, micros(run.Started), micros(run.Ended), texts[0], run.Watch, run.Rehearsal, texts[1], len(files)).Scan(&n, &next)
	if err != nil {
		return err
	}
	insert, err := tx.PrepareContext(ctx, `
		INSERT INTO run_file (run, n, path, outcome, sha256, relation, of, reason, read_with, supplier, problems, unchanged)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
	if err != nil {
		return err
	}
	defer insert.Close()
	for i, f := range files {
		problems, err := marshal(f.Problems)
		if err != nil {
			return err
		}
		_, err = insert.ExecContext(ctx, n, next+int64(i), []byte(f.Path), f.Outcome, hashOf(f.ID, f.SHA256),
			f.Relation.Kind, f.Relation.Of, f.Reason, []byte(f.ReadWith), f.Supplier, problems[0], f.Unchanged)
		if err != nil {
			return err
		}
	}
	return nil
}

// hashOf is the stored form of a hash, NULL where there is no photo.
func hashOf(id archive.ID, hash archive.Hash) []byte {
	if id == "" {
		return nil
	}
	return hash[:]
}

const runColumns = `id, actor, started, ended, paths, watch, rehearsal, summary`

// Runs lists runs; see archive.Runs.
func (c *Catalogue) Runs(ctx context.Context, before string, limit int) ([]archive.Run, error) {
	rows, err := c.read.QueryContext(ctx, `SELECT `+runColumns+` FROM run
		WHERE ?1 = '' OR n < (SELECT n FROM run WHERE id = ?1) ORDER BY n DESC LIMIT ?2`, before, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read runs: %w", err)
	}
	defer rows.Close()
	var runs []archive.Run
	for rows.Next() {
		run, err := scanRun(rows)
		if err != nil {
			return nil, fmt.Errorf("catalogue: read runs: %w", err)
		}
		runs = append(runs, run)
	}
	return runs, rows.Err()
}

// Run reads one run; see archive.Runs.
func (c *Catalogue) Run(ctx context.Context, id string) (archive.Run, error) {
	run, err := scanRun(c.read.QueryRowContext(ctx, `SELECT `+runColumns+` FROM run WHERE id = ?`, id))
	if errors.Is(err, sql.ErrNoRows) {
		return archive.Run{}, fmt.Errorf("run %s: %w", id, archive.ErrNotFound)
	}
	if err != nil {
		return archive.Run{}, fmt.Errorf("catalogue: read run %s: %w", id, err)
	}
	return run, nil
}

func scanRun(row interface{ Scan(...any) error }) (archive.Run, error) {
	var (
		run            archive.Run
		started, ended int64
		paths, summary []byte
		raw            [][]byte
	)
	if err := row.Scan(&run.ID, &run.Actor, &started, &ended, &paths, &run.Watch, &run.Rehearsal, &summary); err != nil {
		return archive.Run{}, err
	}
	run.Started, run.Ended = fromMicros(started), fromMicros(ended)
	if err := unmarshal(paths, &raw, summary, &run.Summary); err != nil {
		return archive.Run{}, err
	}
	for _, path := range raw {
		run.Paths = append(run.Paths, string(path))
	}
	return run, nil
}

// RunFiles lists files of a run; see archive.Runs.
func (c *Catalogue) RunFiles(ctx context.Context, q archive.RunQuery) ([]archive.RunFile, error) {
	where, args := `run = (SELECT n FROM run WHERE id = ?) AND n >= ?`, []any{q.Run, q.From}
	if q.Outcome != "" {
		where, args = where+` AND outcome = ?`, append(args, q.Outcome)
	}
	if q.Supplier != "" {
		where, args = where+` AND supplier = ?`, append(args, q.Supplier)
	}
	if q.Problem != "" {
		where, args = where+` AND EXISTS (SELECT 1 FROM json_each(problems) WHERE value = ?)`, append(args, q.Problem)
	}
	rows, err := c.read.QueryContext(ctx, `
		SELECT n, path, outcome, sha256, relation, of, reason, read_with, supplier, problems, unchanged
		FROM run_file WHERE `+where+` ORDER BY n LIMIT ?`, append(args, q.Limit)...)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read the files of run %s: %w", q.Run, err)
	}
	defer rows.Close()
	var files []archive.RunFile
	for rows.Next() {
		var (
			f                              archive.RunFile
			path, hash, readWith, problems []byte
		)
		err := rows.Scan(&f.N, &path, &f.Outcome, &hash, &f.Relation.Kind, &f.Relation.Of, &f.Reason, &readWith,
			&f.Supplier, &problems, &f.Unchanged)
		if err == nil {
			err = unmarshal(problems, &f.Problems)
		}
		if err != nil {
			return nil, fmt.Errorf("catalogue: read the files of run %s: %w", q.Run, err)
		}
		f.Path, f.ReadWith = string(path), string(readWith)
		if hash != nil {
			copy(f.SHA256[:], hash)
			f.ID = f.SHA256.ID()
		}
		files = append(files, f)
	}
	return files, rows.Err()
}

// pruneStep is how many rows are deleted in one transaction.
const pruneStep = 5000

// PruneRuns forgets old file lists; see archive.Runs.
func (c *Catalogue) PruneRuns(ctx context.Context, keep int) error {
	for {
		pruned, err := c.pruneRun(ctx, keep)
		if err != nil {
			return fmt.Errorf("catalogue: prune the lists of old runs: %w", full(err))
		}
		if !pruned {
			return nil
		}
	}
}

// pruneRun forgets some rows of the oldest list where there are more than keep.
func (c *Catalogue) pruneRun(ctx context.Context, keep int) (bool, error) {
	var n, listed int64
	err := c.read.QueryRowContext(ctx, `SELECT n, listed FROM run WHERE listed > 0
		AND n < (SELECT max(n) FROM run) AND (SELECT sum(listed) FROM run) > ? ORDER BY n LIMIT 1`, keep).Scan(&n, &listed)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return false, err
	}
	defer tx.Rollback()
	res, err := tx.ExecContext(ctx, `DELETE FROM run_file WHERE run = ?1 AND n < (SELECT min(n) FROM run_file WHERE run = ?1) + ?2`, n, pruneStep)
	if err != nil {
		return false, err
	}
	gone, err := res.RowsAffected()
	if err != nil {
		return false, err
	}
	if gone == 0 {
		gone = listed // the list and its count disagree; the list is empty
	}
	if _, err := tx.ExecContext(ctx, `UPDATE run SET listed = max(0, listed - ?) WHERE n = ?`, gone, n); err != nil {
		return false, err
	}
	return true, tx.Commit()
}

// pathList is a list of paths as SQLite's json_each takes it: in hexadecimal,
// because paths hold any bytes.
func pathList(paths []string) (string, error) {
	list := make([]string, len(paths))
	for i, path := range paths {
		list[i] = fmt.Sprintf("%x", path)
	}
	text, err := json.Marshal(list)
	return string(text), err
}
