package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"cutline/archive"
)

// addStep is how many photos of a batch are written with one statement.
const addStep = 5000

// AddBatch adds a batch; see archive.Batches.
func (c *Catalogue) AddBatch(ctx context.Context, b archive.Batch, photos []archive.ID) (int64, error) {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	n, err := addBatch(ctx, tx, b, photos)
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return 0, fmt.Errorf("catalogue: add a batch: %w", full(err))
	}
	return n, nil
}

func addBatch(ctx context.Context, tx *sql.Tx, b archive.Batch, photos []archive.ID) (n int64, err error) {
	texts, err := marshal(b.Asked, b.Edits)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, `
		INSERT INTO batch (at, actor, why, asked, seen, edits, undoes, photos, done, changed, unchanged, refused, ended, stopped, beat)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, ?) RETURNING n`,
		micros(b.At), b.Actor, b.Why, texts[0], micros(b.Seen), texts[1], b.Undoes, len(photos), micros(b.Beat)).Scan(&n)
	if err != nil {
		return 0, err
	}
	first := 0
	for step := range slices.Chunk(photos, addStep) {
		list, err := json.Marshal(step)
		if err != nil {
			return 0, err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO batch_photo (batch, n, photo) SELECT ?, ? + key, value FROM json_each(?)`, n, first, string(list))
		if err != nil {
			return 0, err
		}
		first += len(step)
	}
	return n, nil
}

const batchColumns = `n, at, actor, why, asked, seen, edits, undoes, photos, done, changed, unchanged, refused, ended, stopped, beat`

func scanBatch(row interface{ Scan(...any) error }) (archive.Batch, error) {
	var (
		b                     archive.Batch
		at, seen, ended, beat int64
		asked, edits          []byte
	)
	err := row.Scan(&b.N, &at, &b.Actor, &b.Why, &asked, &seen, &edits, &b.Undoes, &b.Photos, &b.Done, &b.Changed, &b.Unchanged, &b.Refused,
		&ended, &b.Stopped, &beat)
	if err == nil {
		err = unmarshal(asked, &b.Asked, edits, &b.Edits)
	}
	b.At, b.Seen, b.Ended, b.Beat = fromMicros(at), fromMicros(seen), fromMicros(ended), fromMicros(beat)
	return b, err
}

// Batch reads one batch; see archive.Batches.
func (c *Catalogue) Batch(ctx context.Context, n int64) (archive.Batch, error) {
	b, err := scanBatch(c.read.QueryRowContext(ctx, `SELECT `+batchColumns+` FROM batch WHERE n = ?`, n))
	if errors.Is(err, sql.ErrNoRows) {
		return archive.Batch{}, fmt.Errorf("correction %d: %w", n, archive.ErrNotFound)
	}
	if err != nil {
		return archive.Batch{}, fmt.Errorf("catalogue: read batch %d: %w", n, err)
	}
	return b, nil
}

// Batches lists batches; see archive.Batches.
func (c *Catalogue) Batches(ctx context.Context, before int64, open bool, limit int) ([]archive.Batch, error) {
	where := `(?1 = 0 OR n < ?1)`
	if open {
		where += ` AND ended = 0`
	}
	rows, err := c.read.QueryContext(ctx, `SELECT `+batchColumns+` FROM batch WHERE `+where+` ORDER BY n DESC LIMIT ?2`, before, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read batches: %w", err)
	}
	defer rows.Close()
	var list []archive.Batch
	for rows.Next() {
		b, err := scanBatch(rows)
		if err != nil {
			return nil, fmt.Errorf("catalogue: read batches: %w", err)
		}
		list = append(list, b)
	}
	return list, rows.Err()
}

// MoveBatch writes how far a batch is; see archive.Batches.
func (c *Catalogue) MoveBatch(ctx context.Context, b archive.Batch, from int, refused []archive.BatchPhoto) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	moved, err := moveBatch(ctx, tx, b, from, refused)
	if err == nil && !moved {
		return archive.ErrConflict
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("catalogue: write batch %d: %w", b.N, full(err))
	}
	return nil
}

func moveBatch(ctx context.Context, tx *sql.Tx, b archive.Batch, from int, refused []archive.BatchPhoto) (bool, error) {
	res, err := tx.ExecContext(ctx, `
		UPDATE batch SET done = ?1, changed = ?2, unchanged = ?3, refused = ?4, beat = ?5,
			ended = CASE WHEN ?6 = 0 AND ?1 > done THEN ended ELSE ?6 END,
			stopped = CASE WHEN ?6 = 0 AND ?1 > done THEN stopped ELSE ?7 END
		WHERE n = ?8 AND done = ?9`,
		b.Done, b.Changed, b.Unchanged, b.Refused, micros(b.Beat), micros(b.Ended), b.Stopped, b.N, from)
	if err != nil {
		return false, err
	}
	if rows, err := res.RowsAffected(); err != nil || rows == 0 {
		return false, err
	}
	for _, p := range refused {
		if _, err := tx.ExecContext(ctx, `UPDATE batch_photo SET refused = ? WHERE batch = ? AND n = ?`, p.Refused, b.N, p.N); err != nil {
			return false, err
		}
	}
	return true, nil
}

// BatchPhotos lists photos of a batch; see archive.Batches.
func (c *Catalogue) BatchPhotos(ctx context.Context, n int64, from int, refused bool, limit int) ([]archive.BatchPhoto, error) {
	where := ``
	if refused {
		where = ` AND refused <> ''`
	}
	rows, err := c.read.QueryContext(ctx, `SELECT n, photo, refused FROM batch_photo WHERE batch = ? AND n >= ?`+where+` ORDER BY n LIMIT ?`, n, from, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read the photos of batch %d: %w", n, err)
	}
	defer rows.Close()
	var list []archive.BatchPhoto
	for rows.Next() {
		var p archive.BatchPhoto
		if err := rows.Scan(&p.N, &p.ID, &p.Refused); err != nil {
			return nil, fmt.Errorf("catalogue: read the photos of batch %d: %w", n, err)
		}
		list = append(list, p)
	}
	return list, rows.Err()
}

// BatchChanged lists the photos that a batch changed; see archive.Batches.
func (c *Catalogue) BatchChanged(ctx context.Context, n int64, after archive.ID, limit int) ([]archive.ID, error) {
	return c.ids(ctx, fmt.Sprintf("catalogue: read what batch %d changed", n), `
		SELECT p.id FROM correction c JOIN photo p ON p.n = c.photo
		WHERE c.batch = ?1 AND c.batch <> 0 AND c.photo > coalesce((SELECT n FROM photo WHERE id = ?2), 0)
		GROUP BY c.photo ORDER BY c.photo LIMIT ?3`, n, after, limit)
}
