package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// Photos reads photos; see archive.Catalogue.
func (c *Catalogue) Photos(ctx context.Context, ids []archive.ID) ([]*archive.Photo, error) {
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	// One transaction, so that a photo, its arrivals, corrections and relations
	// are of one moment.
	tx, err := c.read.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	photos, also, err := readPhotos(ctx, tx, string(list))
	if err == nil {
		err = readArrivals(ctx, tx, string(list), photos)
	}
	if err == nil {
		err = readCorrections(ctx, tx, string(list), photos)
	}
	if err == nil {
		err = readRecalls(ctx, tx, string(list), photos)
	}
	if err == nil {
		err = readTwins(ctx, tx, string(list), photos)
	}
	if err == nil {
		err = readVersions(ctx, tx, string(list), photos)
	}
	if err == nil && also.recorded {
		err = readRecorded(ctx, tx, string(list), photos)
	}
	if err == nil && also.collected {
		err = readCollected(ctx, tx, string(list), photos)
	}
	if err != nil {
		return nil, fmt.Errorf("catalogue: read photos: %w", err)
	}
	found := make([]*archive.Photo, 0, len(photos))
	for _, id := range ids {
		if p := photos[id]; p != nil {
			found = append(found, p)
		}
	}
	return found, nil
}

// also says which tables have more of some photos.
type also struct {
	recorded  bool // usages or permissions
	collected bool // collections
}

// readPhotos reads photos without what other tables say of them.
func readPhotos(ctx context.Context, tx *sql.Tx, ids string) (photos map[archive.ID]*archive.Photo, more also, err error) {
	rows, err := tx.QueryContext(ctx, `
		SELECT id, sha256, seq, came, added, size, format, width, height, orientation, pixel_hash, fingerprint, colour,
			placeholder, digest_stale, warnings, statements, reading, shelf, recorded, pick, collected, exported
		FROM photo WHERE id IN (SELECT value FROM json_each(?))`, ids)
	if err != nil {
		return nil, more, err
	}
	defer rows.Close()
	photos = make(map[archive.ID]*archive.Photo)
	for rows.Next() {
		var (
			p                                    archive.Photo
			hash                                 []byte
			added, fingerprint                   int64
			warnings, statements, reading, shelf []byte
			pick                                 []byte
			recorded, collected                  bool
		)
		err := rows.Scan(&p.ID, &hash, &p.Seq, &p.Came, &added, &p.Size, &p.Format, &p.Width, &p.Height, &p.Orientation, &p.PixelHash,
			&fingerprint, &p.Colour, &p.Placeholder, &p.DigestStale, &warnings, &statements, &reading, &shelf, &recorded, &pick, &collected, &p.Exported)
		if err != nil {
			return nil, more, err
		}
		if copy(p.SHA256[:], hash) != len(p.SHA256) {
			return nil, more, fmt.Errorf("photo %s: its hash has %d bytes, not %d", p.ID, len(hash), len(p.SHA256))
		}
		p.Added, p.Fingerprint = fromMicros(added), archive.Fingerprint(fingerprint)
		if err := unmarshal(warnings, &p.Warnings, statements, &p.Statements, reading, &p.Reading, shelf, &p.Shelf, pick, &p.Pick); err != nil {
			return nil, more, fmt.Errorf("photo %s: %w", p.ID, err)
		}
		photos[p.ID] = &p
		more = also{more.recorded || recorded, more.collected || collected}
	}
	return photos, more, rows.Err()
}

func readArrivals(ctx context.Context, tx *sql.Tx, ids string, photos map[archive.ID]*archive.Photo) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT p.id, a.at, a.actor, a.run, a.path, a.folder, a.modified, a.statements, a.sidecars
		FROM photo p JOIN arrival a ON a.photo = p.n
		WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY a.photo, a.n`, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var (
			id                                 archive.ID
			a                                  archive.Arrival
			at, modified                       int64
			path, folder, statements, sidecars []byte
		)
		if err := rows.Scan(&id, &at, &a.Actor, &a.Run, &path, &folder, &modified, &statements, &sidecars); err != nil {
			return err
		}
		a.At, a.Path, a.Folder, a.Modified = fromMicros(at), string(path), string(folder), fromMicros(modified)
		if err := unmarshal(statements, &a.Statements, sidecars, &a.Sidecars); err != nil {
			return fmt.Errorf("photo %s: %w", id, err)
		}
		photos[id].Arrivals = append(photos[id].Arrivals, a)
	}
	return rows.Err()
}

// twinsQuery finds the first relations of each photo. The limit stands in the
// subquery so that a picture that came ten thousand times costs no more than
// one that came fifty times; asking for a hash that is not empty lets SQLite
// use the partial index.
const twinsQuery = `
	SELECT p.id, q.id, coalesce(p.reading ->> '$.notice', ''), coalesce(q.reading ->> '$.notice', '') FROM photo p CROSS JOIN photo q ON q.n IN (
		SELECT t.n FROM photo t WHERE t.pixel_hash = p.pixel_hash AND t.pixel_hash <> '' AND t.n <> p.n ORDER BY t.n LIMIT ?)
	WHERE p.id IN (SELECT value FROM json_each(?)) AND p.pixel_hash <> '' ORDER BY p.n, q.n`

func readTwins(ctx context.Context, tx *sql.Tx, ids string, photos map[archive.ID]*archive.Photo) error {
	rows, err := tx.QueryContext(ctx, twinsQuery, maxTwins, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id, of archive.ID
		var says, other archive.Notice
		if err := rows.Scan(&id, &of, &says, &other); err != nil {
			return err
		}
		relate(photos[id], archive.Relation{Kind: archive.SamePixels, Of: of})
		if says == archive.Amendment || other == archive.Amendment {
			relate(photos[id], archive.Relation{Kind: archive.VersionOf, Of: of})
		}
	}
	return rows.Err()
}

// Twin finds a photo by its pixels; see archive.Twins.
func (c *Catalogue) Twin(ctx context.Context, pixelHash string) (id archive.ID, err error) {
	err = c.read.QueryRowContext(ctx,
		`SELECT id FROM photo WHERE pixel_hash = ? AND pixel_hash <> '' ORDER BY n LIMIT 1`, pixelHash).Scan(&id)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return "", fmt.Errorf("catalogue: find a twin: %w", err)
	}
	return id, nil
}

// changesQuery merges two walks in the order of seq.
const changesQuery = `
	SELECT id, seq, 0 FROM photo WHERE seq > ?1
	UNION ALL SELECT id, seq, 1 FROM tombstone WHERE seq > ?1
	ORDER BY seq LIMIT ?2`

// Changes reads the feed; see archive.Catalogue.
func (c *Catalogue) Changes(ctx context.Context, after archive.Seq, limit int) ([]archive.Change, error) {
	rows, err := c.read.QueryContext(ctx, changesQuery, after, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read changes: %w", err)
	}
	defer rows.Close()
	var changes []archive.Change
	for rows.Next() {
		var change archive.Change
		if err := rows.Scan(&change.ID, &change.Seq, &change.Purged); err != nil {
			return nil, fmt.Errorf("catalogue: read changes: %w", err)
		}
		changes = append(changes, change)
	}
	return changes, rows.Err()
}

// Stats reads the figures; see archive.Catalogue.
func (c *Catalogue) Stats(ctx context.Context) (archive.Stats, error) {
	var s archive.Stats
	err := c.read.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM photo), seq FROM feed`).Scan(&s.Photos, &s.Last)
	if err != nil {
		return archive.Stats{}, fmt.Errorf("catalogue: read figures: %w", err)
	}
	return s, nil
}

// ids are the photos that a query selects; doing begins its errors.
func (c *Catalogue) ids(ctx context.Context, doing, query string, args ...any) ([]archive.ID, error) {
	rows, err := c.read.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, err)
	}
	defer rows.Close()
	var ids []archive.ID
	for rows.Next() {
		var id archive.ID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("%s: %w", doing, err)
		}
		ids = append(ids, id)
	}
	return ids, rows.Err()
}

// unmarshal reads pairs of JSON text and target. An empty list stays nil, and
// what has no text its zero value, as they were before they were written.
func unmarshal(pairs ...any) error {
	for i := 0; i < len(pairs); i += 2 {
		text := pairs[i].([]byte)
		if string(text) == "[]" || len(text) == 0 {
			continue
		}
		if err := json.Unmarshal(text, pairs[i+1]); err != nil {
			return err
		}
	}
	return nil
}
