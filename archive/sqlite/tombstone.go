package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// refusePurged is an error where a photo was purged: bytes that came in while it
// was, and found it there still.
func refusePurged(ctx context.Context, tx *sql.Tx, id archive.ID) error {
	var purged bool
	err := tx.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM tombstone WHERE id = ?)`, id).Scan(&purged)
	if err == nil && purged {
		return errors.New("it was purged while these bytes came in; they are not taken again")
	}
	return err
}

// Purge takes a photo out; see archive.Tombstones.
func (c *Catalogue) Purge(ctx context.Context, t archive.Tombstone, seen archive.Seq) error {
	if err := c.purge(ctx, t, seen); err != nil {
		return fmt.Errorf("catalogue: purge photo %s: %w", t.ID, full(err))
	}
	// The log of writes still holds the pages as they were.
	if _, err := c.write.ExecContext(ctx, `PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return fmt.Errorf("catalogue: photo %s is purged, but the catalogue's log may hold its words until the server is started anew: %w", t.ID, err)
	}
	return nil
}

func (c *Catalogue) purge(ctx context.Context, t archive.Tombstone, seen archive.Seq) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	var n, seq int64
	var pixels string
	err = tx.QueryRowContext(ctx, `SELECT n, seq, pixel_hash FROM photo WHERE id = ?`, t.ID).Scan(&n, &seq, &pixels)
	if errors.Is(err, sql.ErrNoRows) || err == nil && archive.Seq(seq) != seen {
		return archive.ErrConflict
	}
	if err != nil {
		return err
	}
	if seq, err = nextSeq(ctx, tx); err != nil {
		return err
	}
	report, err := json.Marshal(t.Purged)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO tombstone (id, n, sha256, seq, at, actor, why, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
		t.ID, n, t.SHA256[:], seq, micros(t.At), t.Actor, t.Why, string(report))
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT OR IGNORE INTO let_go
		SELECT sha256 FROM photo WHERE n = ?1 UNION SELECT sha256 FROM sidecar WHERE photo = ?1`, n)
	if err != nil {
		return err
	}
	if pixels != "" {
		if err := touch(ctx, tx, touchQuery, pixels, n); err != nil {
			return err
		}
	}
	if err := leaveVersions(ctx, tx, n); err != nil {
		return err
	}
	// What names the photo by its hash or its ID: the lists of files that came in,
	// and why a correction of many was not for it, which may quote it; a
	// correction of photos that are all gone now; and former notes beside photos of
	// its collections, which do not say beside which.
	for _, words := range []struct {
		statement string
		of        any
	}{
		{`DELETE FROM seen WHERE sha256 = ?`, t.SHA256[:]},
		{`DELETE FROM run_file WHERE sha256 = ?`, t.SHA256[:]},
		{`UPDATE batch_photo SET refused = 'it was purged' WHERE photo = ? AND refused <> ''`, t.ID},
		{`UPDATE batch SET asked = '', edits = '', why = '' WHERE n IN (SELECT batch FROM batch_photo WHERE photo = ?1) AND NOT EXISTS (
			SELECT 1 FROM batch_photo b JOIN photo p ON p.id = b.photo WHERE b.batch = batch.n AND p.id <> ?1)`, t.ID},
		{`UPDATE collection_change SET before = '' WHERE what = '` + archive.PhotoNoted + `' AND collection IN (SELECT collection FROM member WHERE photo = ?)`, n},
	} {
		if _, err := tx.ExecContext(ctx, words.statement, words.of); err != nil {
			return err
		}
	}
	if err := deleteReferring(ctx, tx, n); err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM photo WHERE n = ?`, n); err != nil {
		return err
	}
	return tx.Commit()
}

// deleteReferring deletes the rows of every table that refers to a photo. It
// asks the layout which they are, so that one that comes later is not forgotten.
func deleteReferring(ctx context.Context, tx *sql.Tx, photo int64) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT m.name, f."from" FROM sqlite_schema m, pragma_foreign_key_list(m.name) f
		WHERE m.type = 'table' AND f."table" = 'photo'`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var statements []string
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return err
		}
		statements = append(statements, fmt.Sprintf(`DELETE FROM %q WHERE %q = ?`, table, column))
	}
	if err := rows.Err(); err != nil {
		return err
	}
	for _, statement := range statements {
		if _, err := tx.ExecContext(ctx, statement, photo); err != nil {
			return err
		}
	}
	return nil
}

const tombstoneColumns = `id, sha256, seq, at, actor, why, report`

// Tombstones finds tombstones; see archive.Tombstones.
func (c *Catalogue) Tombstones(ctx context.Context, ids []archive.ID) ([]archive.Tombstone, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	return c.tombstones(ctx, `SELECT `+tombstoneColumns+` FROM tombstone WHERE id IN (SELECT value FROM json_each(?))`, string(list))
}

// Buried lists tombstones; see archive.Tombstones.
func (c *Catalogue) Buried(ctx context.Context, before archive.Seq, limit int) ([]archive.Tombstone, error) {
	return c.tombstones(ctx, `SELECT `+tombstoneColumns+` FROM tombstone WHERE ?1 = 0 OR seq < ?1 ORDER BY seq DESC LIMIT ?2`, before, limit)
}

func (c *Catalogue) tombstones(ctx context.Context, query string, args ...any) ([]archive.Tombstone, error) {
	rows, err := c.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read tombstones: %w", err)
	}
	defer rows.Close()
	var list []archive.Tombstone
	for rows.Next() {
		var t archive.Tombstone
		var hash, report []byte
		var at int64
		if err := rows.Scan(&t.ID, &hash, &t.Seq, &at, &t.Actor, &t.Why, &report); err != nil {
			return nil, fmt.Errorf("catalogue: read tombstones: %w", err)
		}
		copy(t.SHA256[:], hash)
		t.At = fromMicros(at)
		if err := unmarshal(report, &t.Purged); err != nil {
			return nil, fmt.Errorf("catalogue: read the tombstone of %s: %w", t.ID, err)
		}
		list = append(list, t)
	}
	return list, rows.Err()
}
