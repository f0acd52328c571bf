package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// writeVersionKey keeps the version key of photo n up with its words. Photos that
// it joins, or leaves, take a new Seq: their relations change.
func writeVersionKey(ctx context.Context, tx *sql.Tx, n int64, isNew bool, p *archive.Photo) error {
	key, had := p.VersionKey(), ""
	if !isNew {
		err := tx.QueryRowContext(ctx, `SELECT key FROM version_key WHERE photo = ?`, n).Scan(&had)
		if err != nil && !errors.Is(err, sql.ErrNoRows) {
			return err
		}
	}
	if key == had {
		return nil
	}
	if had != "" {
		if err := leaveVersions(ctx, tx, n); err != nil {
			return err
		}
	}
	if key == "" {
		return nil
	}
	if err := touch(ctx, tx, versionQuery, key, n); err != nil {
		return err
	}
	_, err := tx.ExecContext(ctx, `INSERT INTO version_key (key, photo) VALUES (?, ?)`, key, n)
	return err
}

// versionQuery finds the photos with a version key.
const versionQuery = `SELECT photo FROM version_key WHERE key = ? AND photo <> ? LIMIT ?`

// leaveVersions takes the version key of photo n away.
func leaveVersions(ctx context.Context, tx *sql.Tx, n int64) error {
	var key string
	err := tx.QueryRowContext(ctx, `DELETE FROM version_key WHERE photo = ? RETURNING key`, n).Scan(&key)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	return touch(ctx, tx, versionQuery, key, n)
}

// versionsQuery finds the other photos with the version key of each photo, and
// what they look like.
const versionsQuery = `
	SELECT p.id, p.fingerprint, q.id, q.fingerprint FROM photo p JOIN version_key k ON k.photo = p.n
	CROSS JOIN photo q ON q.n IN (SELECT o.photo FROM version_key o WHERE o.key = k.key AND o.photo <> p.n ORDER BY o.photo LIMIT ?)
	WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY p.n, q.n`

// readVersions adds the relations by supplier's number: to all with the same one,
// unless one of them shows something else.
func readVersions(ctx context.Context, tx *sql.Tx, ids string, photos map[archive.ID]*archive.Photo) error {
	rows, err := tx.QueryContext(ctx, versionsQuery, maxTwins, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	versions := make(map[archive.ID][]archive.ID)
	unlike := make(map[archive.ID]bool)
	for rows.Next() {
		var id, of archive.ID
		var print, other int64
		if err := rows.Scan(&id, &print, &of, &other); err != nil {
			return err
		}
		// A photo whose picture is not known, or that has left, is no evidence.
		switch a, b := archive.Fingerprint(print), archive.Fingerprint(other); {
		case a.LooksLike(b):
			versions[id] = append(versions[id], of)
		case a != 0 && b != 0:
			unlike[id] = true
		}
	}
	for id, list := range versions {
		if unlike[id] {
			continue
		}
		for _, of := range list {
			relate(photos[id], archive.Relation{Kind: archive.VersionOf, Of: of})
		}
	}
	return rows.Err()
}

// relate adds a relation that a photo has not got.
func relate(p *archive.Photo, r archive.Relation) {
	for _, had := range p.Relations {
		if had == r {
			return
		}
	}
	p.Relations = append(p.Relations, r)
}

// SamePictures lists photos of one picture with different credits; see
// archive.Twinned.
func (c *Catalogue) SamePictures(ctx context.Context, after string, limit int) ([]archive.SamePicture, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT pixel_hash FROM photo INDEXED BY photo_pixels WHERE pixel_hash > ? AND pixel_hash <> ''
		GROUP BY pixel_hash HAVING count(*) > 1 AND count(DISTINCT reading ->> '$.credit') > 1 ORDER BY pixel_hash LIMIT ?`, after, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: find the same pictures: %w", err)
	}
	defer rows.Close()
	var groups []archive.SamePicture
	for rows.Next() {
		var g archive.SamePicture
		if err := rows.Scan(&g.PixelHash); err != nil {
			return nil, fmt.Errorf("catalogue: find the same pictures: %w", err)
		}
		groups = append(groups, g)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: find the same pictures: %w", err)
	}
	for i := range groups {
		if groups[i].IDs, err = c.ofPixels(ctx, groups[i].PixelHash); err != nil {
			return nil, fmt.Errorf("catalogue: find the same pictures: %w", err)
		}
	}
	return groups, nil
}

// maxGroup is how many photos of one picture are compared with one another.
const maxGroup = 8

func (c *Catalogue) ofPixels(ctx context.Context, pixelHash string) ([]archive.ID, error) {
	rows, err := c.read.QueryContext(ctx, `SELECT id FROM photo WHERE pixel_hash = ? AND pixel_hash <> '' ORDER BY n LIMIT ?`, pixelHash, maxGroup)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var ids []archive.ID
	for rows.Next() {
		var id archive.ID
		if err := rows.Scan(&id); err != nil {
			return nil, err
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// SettlePair notes that two photos are right as they are; see archive.Twinned.
func (c *Catalogue) SettlePair(ctx context.Context, a, b archive.ID, s archive.Settled) error {
	_, err := c.write.ExecContext(ctx, `
		INSERT OR IGNORE INTO settled (photo, other, at, actor)
		SELECT min(p.n, q.n), max(p.n, q.n), ?, ? FROM photo p, photo q WHERE p.id = ? AND q.id = ? AND p.n <> q.n`, micros(s.At), s.Actor, a, b)
	if err != nil {
		return fmt.Errorf("catalogue: settle %s and %s: %w", a, b, full(err))
	}
	return nil
}

// SettledPairs lists settled pairs; see archive.Twinned.
func (c *Catalogue) SettledPairs(ctx context.Context, ids []archive.ID) ([][2]archive.ID, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	rows, err := c.read.QueryContext(ctx, `
		SELECT p.id, q.id FROM photo p JOIN settled s ON s.photo = p.n JOIN photo q ON q.n = s.other
		WHERE p.id IN (SELECT value FROM json_each(?))`, string(list))
	if err != nil {
		return nil, fmt.Errorf("catalogue: read settled pairs: %w", err)
	}
	defer rows.Close()
	var pairs [][2]archive.ID
	for rows.Next() {
		var pair [2]archive.ID
		if err := rows.Scan(&pair[0], &pair[1]); err != nil {
			return nil, fmt.Errorf("catalogue: read settled pairs: %w", err)
		}
		pairs = append(pairs, pair)
	}
	return pairs, rows.Err()
}
