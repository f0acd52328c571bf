package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"cutline/archive"
)

// addCorrections adds those corrections that the catalogue does not hold yet.
func addCorrections(ctx context.Context, tx *sql.Tx, photo int64, corrections []archive.Correction) error {
	if len(corrections) == 0 {
		return nil
	}
	var have int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM correction WHERE photo = ?`, photo).Scan(&have); err != nil {
		return err
	}
	for n := have; n < len(corrections); n++ {
		c := corrections[n]
		texts, err := marshal(c.From, c.To)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO correction (photo, n, at, actor, field, lang, before, after, why, batch, undoes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			photo, n+1, micros(c.At), c.Actor, c.Field, c.Lang, texts[0], texts[1], c.Why, c.Batch, c.Undoes)
		if err != nil {
			return err
		}
	}
	return nil
}

func readCorrections(ctx context.Context, tx *sql.Tx, ids string, photos map[archive.ID]*archive.Photo) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT p.id, c.at, c.actor, c.field, c.lang, c.before, c.after, c.why, c.batch, c.undoes
		FROM photo p JOIN correction c ON c.photo = p.n
		WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY c.photo, c.n`, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			id            archive.ID
			c             archive.Correction
			at            int64
			before, after []byte
		)
		if err := rows.Scan(&id, &at, &c.Actor, &c.Field, &c.Lang, &before, &after, &c.Why, &c.Batch, &c.Undoes); err != nil {
			return err
		}
		c.At = fromMicros(at)
		if err := unmarshal(before, &c.From, after, &c.To); err != nil {
			return fmt.Errorf("photo %s: %w", id, err)
		}
		photos[id].Corrections = append(photos[id].Corrections, c)
	}
	return rows.Err()
}

// writeWaiting puts photo n into the queues that it waits in now.
func writeWaiting(ctx context.Context, tx *sql.Tx, n int64, isNew bool, p *archive.Photo) error {
	if !isNew {
		if _, err := tx.ExecContext(ctx, `DELETE FROM waiting WHERE photo = ?`, n); err != nil {
			return err
		}
	}
	for _, queue := range p.Lacks() {
		if _, err := tx.ExecContext(ctx, `INSERT INTO waiting (queue, photo) VALUES (?, ?)`, queue, n); err != nil {
			return err
		}
	}
	return nil
}

// Waiting lists a queue; see archive.Waiting.
func (c *Catalogue) Waiting(ctx context.Context, queue string, after archive.ID, limit int) ([]archive.ID, error) {
	return c.ids(ctx, fmt.Sprintf("catalogue: the queue %s", queue), `
		SELECT p.id FROM waiting w JOIN photo p ON p.n = w.photo
		WHERE w.queue = ?1 AND (?2 = '' OR w.photo < (SELECT n FROM photo WHERE id = ?2)) ORDER BY w.photo DESC LIMIT ?3`,
		queue, after, limit)
}

// CountWaiting counts the queues; see archive.Waiting.
func (c *Catalogue) CountWaiting(ctx context.Context) (map[string]int, error) {
	rows, err := c.read.QueryContext(ctx, `SELECT queue, count(*) FROM waiting GROUP BY queue`)
	if err != nil {
		return nil, fmt.Errorf("catalogue: count the queues: %w", err)
	}
	defer rows.Close()
	counts := make(map[string]int)
	for rows.Next() {
		var queue string
		var n int
		if err := rows.Scan(&queue, &n); err != nil {
			return nil, fmt.Errorf("catalogue: count the queues: %w", err)
		}
		counts[queue] = n
	}
	return counts, rows.Err()
}
