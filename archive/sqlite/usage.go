package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// writeRecorded adds the usages and permissions of photo n that are not in the
// catalogue yet, and withdraws those that were withdrawn.
func writeRecorded(ctx context.Context, tx *sql.Tx, n int64, p *archive.Photo) error {
	if len(p.Usages) == 0 && len(p.Permissions) == 0 && p.Shelf.Pin == nil {
		return nil
	}
	for _, u := range p.Usages {
		if err := writeUsage(ctx, tx, n, u); err != nil {
			return err
		}
	}
	for _, permission := range p.Permissions {
		if err := writePermission(ctx, tx, n, permission); err != nil {
			return err
		}
	}
	_, err := tx.ExecContext(ctx, `UPDATE photo SET recorded = 1 WHERE n = ? AND recorded = 0`, n)
	return err
}

func writeUsage(ctx context.Context, tx *sql.Tx, photo int64, u archive.Usage) error {
	withdrawn, err := withdrawnText(u.Withdrawn)
	if err != nil {
		return err
	}
	if u.N == 0 {
		_, err = tx.ExecContext(ctx, `
			INSERT INTO usage (photo, day, medium, title, url, credit, number, actor, at, way, withdrawn)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			photo, u.Day, u.Medium, u.Where, u.URL, u.Credit, u.Number, u.Actor, micros(u.At), u.Way, withdrawn)
	} else if withdrawn != "" {
		_, err = tx.ExecContext(ctx, `UPDATE usage SET withdrawn = ? WHERE n = ? AND photo = ? AND withdrawn = ''`, withdrawn, u.N, photo)
	}
	return err
}

func writePermission(ctx context.Context, tx *sql.Tx, photo int64, p archive.Permission) error {
	withdrawn, err := withdrawnText(p.Withdrawn)
	if err != nil {
		return err
	}
	if p.N != 0 {
		if withdrawn != "" {
			_, err = tx.ExecContext(ctx, `UPDATE permission SET withdrawn = ? WHERE n = ? AND photo = ? AND withdrawn = ''`, withdrawn, p.N, photo)
		}
		return err
	}
	texts, err := marshal(p.Territories, p.Media)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `
		INSERT INTO permission (photo, begins, ends, territories, media, terms, note, actor, at, withdrawn)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		photo, p.From, p.Until, texts[0], texts[1], p.Terms, p.Note, p.Actor, micros(p.At), withdrawn)
	return err
}

func withdrawnText(w *archive.Withdrawn) (string, error) {
	if w == nil {
		return "", nil
	}
	text, err := json.Marshal(w)
	return string(text), err
}

// usageColumns are those that scanUsage reads, of usage u and its photo p.
const usageColumns = `p.id, u.n, u.day, u.medium, u.title, u.url, u.credit, u.number, u.actor, u.at, u.way, u.withdrawn`

func scanUsage(row interface{ Scan(...any) error }) (u archive.Used, err error) {
	var at int64
	var withdrawn []byte
	if err := row.Scan(&u.Photo, &u.N, &u.Day, &u.Medium, &u.Where, &u.URL, &u.Credit, &u.Number, &u.Actor, &at, &u.Way, &withdrawn); err != nil {
		return archive.Used{}, err
	}
	u.At = fromMicros(at)
	return u, unmarshal(withdrawn, &u.Withdrawn)
}

// usages reads the rows of a query over usageColumns.
func usages(ctx context.Context, from interface {
	QueryContext(context.Context, string, ...any) (*sql.Rows, error)
}, query string, args ...any,
) ([]archive.Used, error) {
	rows, err := from.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []archive.Used
	for rows.Next() {
		u, err := scanUsage(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, u)
	}
	return list, rows.Err()
}

// photoUsagesQuery finds the latest usages of each photo. The limit stands in
// the subquery, so that a photo that is used every day costs no more.
const photoUsagesQuery = `
	SELECT ` + usageColumns + ` FROM photo p CROSS JOIN usage u ON u.n IN (
		SELECT l.n FROM usage l WHERE l.photo = p.n ORDER BY l.n DESC LIMIT ?)
	WHERE p.id IN (SELECT value FROM json_each(?)) AND p.recorded = 1 ORDER BY u.n`

const photoPermissionsQuery = `
	SELECT p.id, m.n, m.begins, m.ends, m.territories, m.media, m.terms, m.note, m.actor, m.at, m.withdrawn
	FROM photo p CROSS JOIN permission m ON m.photo = p.n
	WHERE p.id IN (SELECT value FROM json_each(?)) AND p.recorded = 1 ORDER BY m.n`

// readRecorded reads the usages and permissions of photos.
func readRecorded(ctx context.Context, tx *sql.Tx, ids string, photos map[archive.ID]*archive.Photo) error {
	list, err := usages(ctx, tx, photoUsagesQuery, archive.MaxUsages, ids)
	if err != nil {
		return err
	}
	for _, u := range list {
		photos[u.Photo].Usages = append(photos[u.Photo].Usages, u.Usage)
	}
	rows, err := tx.QueryContext(ctx, photoPermissionsQuery, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			id                            archive.ID
			m                             archive.Permission
			at                            int64
			territories, media, withdrawn []byte
		)
		if err := rows.Scan(&id, &m.N, &m.From, &m.Until, &territories, &media, &m.Terms, &m.Note, &m.Actor, &at, &withdrawn); err != nil {
			return err
		}
		m.At = fromMicros(at)
		if err := unmarshal(territories, &m.Territories, media, &m.Media, withdrawn, &m.Withdrawn); err != nil {
			return fmt.Errorf("photo %s: %w", id, err)
		}
		photos[id].Permissions = append(photos[id].Permissions, m)
	}
	return rows.Err()
}

// UsagesOf reads the usages of a photo; see archive.Usages.
func (c *Catalogue) UsagesOf(ctx context.Context, id archive.ID, after int64, limit int) ([]archive.Usage, error) {
	list, err := usages(ctx, c.read, `
		SELECT `+usageColumns+` FROM photo p JOIN usage u ON u.photo = p.n WHERE p.id = ? AND u.n > ? ORDER BY u.n LIMIT ?`, id, after, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read uses: %w", err)
	}
	var of []archive.Usage
	for _, u := range list {
		of = append(of, u.Usage)
	}
	return of, nil
}

// UsedBetween reads usages by day; see archive.Usages.
func (c *Catalogue) UsedBetween(ctx context.Context, days archive.Period, after archive.Used, limit int) ([]archive.Used, error) {
	list, err := usages(ctx, c.read, `
		SELECT `+usageColumns+` FROM usage u JOIN photo p ON p.n = u.photo
		WHERE (u.day, u.n) > (?, ?) AND u.day >= ? AND u.day <= ? AND u.withdrawn = '' ORDER BY u.day, u.n LIMIT ?`,
		after.Day, after.N, days.From, days.Until, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read uses: %w", err)
	}
	return list, nil
}

// Usage reads one usage; see archive.Usages.
func (c *Catalogue) Usage(ctx context.Context, n int64) (archive.Used, error) {
	u, err := scanUsage(c.read.QueryRowContext(ctx, `SELECT `+usageColumns+` FROM usage u JOIN photo p ON p.n = u.photo WHERE u.n = ?`, n))
	if errors.Is(err, sql.ErrNoRows) {
		return archive.Used{}, fmt.Errorf("use %d: %w", n, archive.ErrNotFound)
	}
	if err != nil {
		return archive.Used{}, fmt.Errorf("catalogue: read uses: %w", err)
	}
	return u, nil
}

// recordedQuery walks the few photos of which something is recorded.
const recordedQuery = `SELECT id FROM photo WHERE recorded = 1 AND id > ? ORDER BY id LIMIT ?`

// Recorded lists photos of which something is recorded; see archive.Usages.
func (c *Catalogue) Recorded(ctx context.Context, after archive.ID, limit int) ([]archive.ID, error) {
	return c.ids(ctx, "catalogue: read what is recorded", recordedQuery, after, limit)
}
