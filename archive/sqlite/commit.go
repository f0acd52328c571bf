package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sys/unix"
	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"cutline/archive"
)

// maxTwins is how many relations of one kind a photo lists, the oldest first.
// It bounds the work of one more copy of a picture that comes ten thousand
// times, such as a blank frame.
const maxTwins = 50

// Commit writes photos; see archive.Catalogue.
func (c *Catalogue) Commit(ctx context.Context, writes []archive.Write) ([]archive.ID, error) {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	var conflicts []archive.ID
	for _, w := range writes {
		written, err := commitOne(ctx, tx, w)
		if err != nil {
			return nil, fmt.Errorf("catalogue: write photo %s: %w", w.Photo.ID, full(err))
		}
		if !written {
			conflicts = append(conflicts, w.Photo.ID)
		}
	}
	if err := tx.Commit(); err != nil {
		return nil, fmt.Errorf("catalogue: commit: %w", full(err))
	}
	return conflicts, nil
}

// full gives SQLite's own word for a full disk the meaning that the rest of the
// system has for it.
func full(err error) error {
	var e *sqlite.Error
	if errors.As(err, &e) && e.Code()&0xff == sqlite3.SQLITE_FULL {
		return fmt.Errorf("%w: %w", err, unix.ENOSPC)
	}
	return err
}

// commitOne writes a photo unless it changed since w.Seen.
func commitOne(ctx context.Context, tx *sql.Tx, w archive.Write) (bool, error) {
	var n, seq int64
	var retired bool
	err := tx.QueryRowContext(ctx, `SELECT n, seq, retired FROM photo WHERE id = ?`, w.Photo.ID).Scan(&n, &seq, &retired)
	isNew := errors.Is(err, sql.ErrNoRows)
	if err != nil && !isNew {
		return false, err
	}
	if archive.Seq(seq) != w.Seen {
		return false, nil
	}
	if !w.Quiet || isNew {
		if seq, err = nextSeq(ctx, tx); err != nil {
			return false, err
		}
	}
	if isNew {
		n, err = insert(ctx, tx, w.Photo, seq)
	} else {
		err = update(ctx, tx, w.Photo, n, seq)
	}
	if err != nil {
		return false, err
	}
	if err := addArrivals(ctx, tx, n, w.Photo.Arrivals); err != nil {
		return false, err
	}
	if err := addCorrections(ctx, tx, n, w.Photo.Corrections); err != nil {
		return false, err
	}
	if err := addRecalls(ctx, tx, n, w.Photo.Recalls); err != nil {
		return false, err
	}
	if err := announce(ctx, tx, n, w.Photo); err != nil {
		return false, err
	}
	if err := writeWaiting(ctx, tx, n, isNew, w.Photo); err != nil {
		return false, err
	}
	if err := writeShelf(ctx, tx, n, w.Photo.Shelf, retired); err != nil {
		return false, err
	}
	if err := writeRecorded(ctx, tx, n, w.Photo); err != nil {
		return false, err
	}
	if !isNew || w.Photo.Pick != nil {
		if err := writePick(ctx, tx, n, w.Photo.Pick); err != nil {
			return false, err
		}
	}
	if err := writeUnread(ctx, tx, n, isNew, &w.Photo.Reading); err != nil {
		return false, err
	}
	if err := writeUnreadTerms(ctx, tx, n, isNew, w.Photo); err != nil {
		return false, err
	}
	if err := writeVersionKey(ctx, tx, n, isNew, w.Photo); err != nil {
		return false, err
	}
	if isNew && w.Photo.PixelHash != "" {
		err = touch(ctx, tx, touchQuery, w.Photo.PixelHash, n)
	}
	return true, err
}

// nextSeq gives out the next Seq. The write lock is held until the commit, so
// the order of Seqs is the order of commits.
func nextSeq(ctx context.Context, tx *sql.Tx) (seq int64, err error) {
	err = tx.QueryRowContext(ctx, `UPDATE feed SET seq = seq + 1 RETURNING seq`).Scan(&seq)
	return seq, err
}

func insert(ctx context.Context, tx *sql.Tx, p *archive.Photo, seq int64) (n int64, err error) {
	if err := refusePurged(ctx, tx, p.ID); err != nil {
		return 0, err
	}
	texts, err := marshal(p.Warnings, p.Statements, p.Reading)
	if err != nil {
		return 0, err
	}
	err = tx.QueryRowContext(ctx, `
		INSERT INTO photo (n, id, sha256, seq, came, added, size, format, width, height, orientation, pixel_hash,
			fingerprint, colour, placeholder, digest_stale, warnings, statements, rules, revision, reader, reading)
		VALUES (1 + max(coalesce((SELECT max(n) FROM photo), 0), coalesce((SELECT max(n) FROM tombstone), 0)),
			?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING n`,
		p.ID, p.SHA256[:], seq, seq, p.Added.UnixMicro(), p.Size, p.Format, p.Width, p.Height, p.Orientation, p.PixelHash,
		int64(p.Fingerprint), p.Colour, p.Placeholder, p.DigestStale, texts[0], texts[1],
		p.Reading.Rules, p.Reading.Revision, p.Reading.Reader, texts[2]).Scan(&n)
	return n, err
}

// update writes what can change of a photo. What the bytes alone decide
// (hash, size, format) never does.
func update(ctx context.Context, tx *sql.Tx, p *archive.Photo, n, seq int64) error {
	texts, err := marshal(p.Warnings, p.Statements, p.Reading)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		UPDATE photo SET seq = ?, width = ?, height = ?, fingerprint = ?, colour = ?, placeholder = ?,
			digest_stale = ?, warnings = ?, statements = ?, rules = ?, revision = ?, reader = ?, reading = ? WHERE n = ?`,
		seq, p.Width, p.Height, int64(p.Fingerprint), p.Colour, p.Placeholder,
		p.DigestStale, texts[0], texts[1], p.Reading.Rules, p.Reading.Revision, p.Reading.Reader, texts[2], n)
	return err
}

// addArrivals adds those arrivals that the catalogue does not hold yet.
func addArrivals(ctx context.Context, tx *sql.Tx, photo int64, arrivals []archive.Arrival) error {
	var have int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM arrival WHERE photo = ?`, photo).Scan(&have); err != nil {
		return err
	}
	for n := have; n < len(arrivals); n++ {
		a := arrivals[n]
		texts, err := marshal(a.Statements, a.Sidecars)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `
			INSERT INTO arrival (photo, n, at, actor, run, path, folder, modified, statements, sidecars)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			photo, n, a.At.UnixMicro(), a.Actor, a.Run, []byte(a.Path), []byte(a.Folder), micros(a.Modified), texts[0], texts[1])
		if err != nil {
			return err
		}
		for _, sidecar := range a.Sidecars {
			_, err := tx.ExecContext(ctx, `INSERT OR IGNORE INTO sidecar (sha256, photo) VALUES (?, ?)`, sidecar[:], photo)
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// touchQuery finds the photos with the same pixels as a new one.
const touchQuery = `SELECT n FROM photo WHERE pixel_hash = ? AND pixel_hash <> '' AND n <> ? LIMIT ?`

// touch gives a new Seq to the photos that a query finds by a text beside photo
// n: their relations change. Where they are more than a photo lists, their lists
// are full.
func touch(ctx context.Context, tx *sql.Tx, query, text string, n int64) error {
	rows, err := tx.QueryContext(ctx, query, text, n, maxTwins+1)
	if err != nil {
		return err
	}
	defer rows.Close()
	var others []int64
	for rows.Next() {
		var other int64
		if err := rows.Scan(&other); err != nil {
			return err
		}
		others = append(others, other)
	}
	if err := rows.Err(); err != nil {
		return err
	}
	if len(others) > maxTwins {
		return nil
	}
	for _, other := range others {
		seq, err := nextSeq(ctx, tx)
		if err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `UPDATE photo SET seq = ? WHERE n = ?`, seq, other); err != nil {
			return err
		}
	}
	return nil
}

// marshal gives the JSON of each value; nil lists are written as [].
func marshal(values ...any) ([]string, error) {
	texts := make([]string, len(values))
	for i, v := range values {
		text, err := json.Marshal(v)
		if err != nil {
			return nil, err
		}
		if texts[i] = string(text); texts[i] == "null" {
			texts[i] = "[]"
		}
	}
	return texts, nil
}

// micros is the stored form of a time; the zero time is 0.
func micros(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMicro()
}

func fromMicros(us int64) time.Time {
	if us == 0 {
		return time.Time{}
	}
	return time.UnixMicro(us).UTC()
}
