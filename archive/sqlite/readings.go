package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"cutline/archive"
)

// writeUnread writes the lines that the reading of photo n does not explain, in
// place of those of the reading before.
func writeUnread(ctx context.Context, tx *sql.Tx, n int64, isNew bool, reading *archive.Reading) error {
	if !isNew {
		if _, err := tx.ExecContext(ctx, `DELETE FROM unread WHERE photo = ?`, n); err != nil {
			return err
		}
	}
	for i, line := range reading.Credit.UnreadLines {
		texts, err := marshal(line.Words)
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT INTO unread (photo, n, shape, words, line, place) VALUES (?, ?, ?, ?, ?, ?)`,
			n, i, line.Shape, texts[0], line.Value, line.Place)
		if err != nil {
			return err
		}
	}
	return nil
}

// stale is the condition under which another version made a reading.
const stale = `(rules <> ?1 OR revision <> ?2 OR (?3 <> 0 AND reader <> ?3))`

// Stale lists the photos with readings of other versions; see archive.Readings.
func (c *Catalogue) Stale(ctx context.Context, v archive.Version, after archive.ID, limit int) ([]archive.ID, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT id FROM photo WHERE n IN (
			SELECT n FROM photo INDEXED BY photo_version
			WHERE n > coalesce((SELECT n FROM photo WHERE id = ?4), 0) AND `+stale+` ORDER BY n LIMIT ?5)
		ORDER BY n`, v.Rules, v.Revision, v.Reader, after, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: readings of other versions: %w", err)
	}
	defer rows.Close()
	var ids []archive.ID
	for rows.Next() {
		var id archive.ID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("catalogue: readings of other versions: %w", err)
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: readings of other versions: %w", err)
	}
	return ids, nil
}

// CountStale counts them; see archive.Readings.
func (c *Catalogue) CountStale(ctx context.Context, v archive.Version) (n int, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT count(*) FROM photo INDEXED BY photo_version WHERE `+stale,
		v.Rules, v.Revision, v.Reader).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("catalogue: readings of other versions: %w", err)
	}
	return n, nil
}

// Unread groups the lines that no rule explains; see archive.Readings.
func (c *Catalogue) Unread(ctx context.Context, limit int) ([]archive.UnreadShape, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT u.shape, count(DISTINCT u.photo), count(DISTINCT u.line), min(p.added), max(p.added), min(u.line)
		FROM unread u JOIN photo p ON p.n = u.photo
		GROUP BY u.shape ORDER BY 2 DESC, 4 DESC, u.shape LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: unread credits: %w", err)
	}
	defer rows.Close()
	var shapes []archive.UnreadShape
	for rows.Next() {
		var s archive.UnreadShape
		var first, last int64
		if err := rows.Scan(&s.Shape, &s.Photos, &s.Lines, &first, &last, &s.Example); err != nil {
			return nil, fmt.Errorf("catalogue: unread credits: %w", err)
		}
		s.First, s.Last = fromMicros(first), fromMicros(last)
		shapes = append(shapes, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: unread credits: %w", err)
	}
	return shapes, nil
}

// UnreadLines lists the lines of a shape; see archive.Readings.
func (c *Catalogue) UnreadLines(ctx context.Context, shape string, limit int) ([]archive.UnreadLine, error) {
	// SQLite gives the bare columns beside min() from the row that has it.
	rows, err := c.read.QueryContext(ctx, `
		SELECT u.line, u.words, u.place, p.id, count(DISTINCT u.photo), min(p.added)
		FROM unread u JOIN photo p ON p.n = u.photo WHERE u.shape = ?
		GROUP BY u.line ORDER BY 5 DESC, 6 DESC, u.line LIMIT ?`, shape, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: unread credits: %w", err)
	}
	defer rows.Close()
	var lines []archive.UnreadLine
	for rows.Next() {
		var l archive.UnreadLine
		var words []byte
		var first int64
		if err := rows.Scan(&l.Line, &words, &l.Place, &l.Photo, &l.Photos, &first); err != nil {
			return nil, fmt.Errorf("catalogue: unread credits: %w", err)
		}
		if err := json.Unmarshal(words, &l.Words); err != nil {
			return nil, fmt.Errorf("catalogue: unread credits: %w", err)
		}
		l.First = fromMicros(first)
		lines = append(lines, l)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: unread credits: %w", err)
	}
	return lines, nil
}
