package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// announce writes the announcement of photo n's own words, once for each kind.
func announce(ctx context.Context, tx *sql.Tx, n int64, p *archive.Photo) error {
	if p.Reading.Notice == "" {
		return nil
	}
	at := p.Added
	if last := len(p.Arrivals) - 1; last >= 0 {
		at = p.Arrivals[last].At
	}
	_, err := tx.ExecContext(ctx, `
		INSERT INTO announcement (at, kind, photo, text, actor) VALUES (?, ?, ?, '', 'cutline')
		ON CONFLICT (photo, kind) WHERE photo IS NOT NULL DO NOTHING`, micros(at), p.Reading.Notice, n)
	return err
}

// Announce adds an announcement in words; see archive.Announcements.
func (c *Catalogue) Announce(ctx context.Context, a archive.Announcement) (n int64, err error) {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return 0, fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	err = tx.QueryRowContext(ctx, `SELECT n FROM announcement WHERE settled = '' AND photo IS NULL AND text = ?`, a.Text).Scan(&n)
	if errors.Is(err, sql.ErrNoRows) {
		err = tx.QueryRowContext(ctx, `INSERT INTO announcement (at, kind, text, actor) VALUES (?, ?, ?, ?) RETURNING n`,
			micros(a.At), a.Kind, a.Text, a.Actor).Scan(&n)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return 0, fmt.Errorf("catalogue: keep a notice: %w", full(err))
	}
	return n, nil
}

// announcedQueries find announcements by their state, each by its own index.
var announcedQueries = map[archive.AnnouncementState]string{
	archive.FreshAnnouncements: `a.looked = 0`,
	archive.OpenAnnouncements:  `a.settled = ''`,
	archive.AllAnnouncements:   `1`,
}

// Announced lists announcements; see archive.Announcements.
func (c *Catalogue) Announced(ctx context.Context, state archive.AnnouncementState, before int64, limit int) ([]archive.Announcement, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT a.n, a.at, a.kind, coalesce(p.id, ''), a.text, a.actor, a.settled
		FROM announcement a LEFT JOIN photo p ON p.n = a.photo
		WHERE `+announcedQueries[state]+` AND (?1 = 0 OR a.n < ?1) ORDER BY a.n DESC LIMIT ?2`, before, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read the notices: %w", err)
	}
	defer rows.Close()
	var list []archive.Announcement
	for rows.Next() {
		var a archive.Announcement
		var at int64
		var settled []byte
		if err := rows.Scan(&a.N, &at, &a.Kind, &a.Photo, &a.Text, &a.Actor, &settled); err != nil {
			return nil, fmt.Errorf("catalogue: read the notices: %w", err)
		}
		a.At = fromMicros(at)
		if err := unmarshal(settled, &a.Settled); err != nil {
			return nil, fmt.Errorf("catalogue: read notice %d: %w", a.N, err)
		}
		list = append(list, a)
	}
	return list, rows.Err()
}

// Looked marks an announcement; see archive.Announcements.
func (c *Catalogue) Looked(ctx context.Context, n int64) error {
	if _, err := c.write.ExecContext(ctx, `UPDATE announcement SET looked = 1 WHERE n = ?`, n); err != nil {
		return fmt.Errorf("catalogue: mark notice %d: %w", n, full(err))
	}
	return nil
}

// Settle takes an announcement off the list; see archive.Announcements.
func (c *Catalogue) Settle(ctx context.Context, n int64, w archive.Withdrawn) error {
	text, err := json.Marshal(w)
	if err != nil {
		return err
	}
	result, err := c.write.ExecContext(ctx, `UPDATE announcement SET settled = ? WHERE n = ? AND settled = ''`, string(text), n)
	if err != nil {
		return fmt.Errorf("catalogue: settle notice %d: %w", n, full(err))
	}
	if changed, err := result.RowsAffected(); err != nil || changed == 0 {
		return errors.Join(err, fmt.Errorf("notice %d that waits: %w", n, archive.ErrNotFound))
	}
	return nil
}
