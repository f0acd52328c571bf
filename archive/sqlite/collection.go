package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// photoCollectionsQuery finds the collections of the few photos that are in
// any.
const photoCollectionsQuery = `
	SELECT p.id, m.collection FROM photo p CROSS JOIN member m ON m.photo = p.n AND m.removed = '' CROSS JOIN collection c ON c.n = m.collection
	WHERE p.id IN (SELECT value FROM json_each(?)) AND p.collected = 1 AND c.deleted = '' ORDER BY m.photo, m.collection`

func readCollected(ctx context.Context, tx *sql.Tx, ids string, photos map[archive.ID]*archive.Photo) error {
	rows, err := tx.QueryContext(ctx, photoCollectionsQuery, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id archive.ID
		var n int64
		if err := rows.Scan(&id, &n); err != nil {
			return err
		}
		photos[id].Collections = append(photos[id].Collections, n)
	}
	return rows.Err()
}

// SaveCollection writes a collection; see archive.Collections.
func (c *Catalogue) SaveCollection(ctx context.Context, of archive.PhotoCollection, changes ...archive.CollectionChange) (archive.PhotoCollection, error) {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return of, fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	saved, err := saveCollection(ctx, tx, of)
	for _, change := range changes {
		if err == nil {
			err = addChange(ctx, tx, saved.N, change)
		}
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return of, fmt.Errorf("catalogue: save a collection: %w", full(err))
	}
	return c.Collection(ctx, saved.N)
}

func saveCollection(ctx context.Context, tx *sql.Tx, c archive.PhotoCollection) (archive.PhotoCollection, error) {
	deleted, err := goneText(c.Deleted)
	if err != nil {
		return c, err
	}
	if c.N == 0 {
		err := tx.QueryRowContext(ctx, `
			INSERT INTO collection (revision, name, note, owner, actor, made, deleted) VALUES (1, ?, ?, ?, ?, ?, ?) RETURNING n`,
			c.Name, c.Note, c.Owner, c.Actor, micros(c.Made), deleted).Scan(&c.N)
		return c, err
	}
	var was string
	if err := tx.QueryRowContext(ctx, `SELECT deleted FROM collection WHERE n = ? AND revision = ?`, c.N, c.Revision).Scan(&was); err != nil {
		if errors.Is(err, sql.ErrNoRows) {
			err = archive.ErrConflict
		}
		return c, err
	}
	_, err = tx.ExecContext(ctx, `UPDATE collection SET revision = revision + 1, name = ?, note = ?, owner = ?, deleted = ? WHERE n = ?`,
		c.Name, c.Note, c.Owner, deleted, c.N)
	if err != nil || (was == "") == (deleted == "") {
		return c, err
	}
	return c, touchMembers(ctx, tx, `SELECT photo AS n FROM member WHERE collection = ?1 AND removed = ''`, c.N)
}

// touchMembers gives the photos of a query their next Seqs, and lists those that
// the keep rules are to be asked about.
func touchMembers(ctx context.Context, tx *sql.Tx, photos string, args ...any) error {
	_, err := tx.ExecContext(ctx, `
		INSERT OR IGNORE INTO undecided
		SELECT t.n FROM (`+photos+`) t WHERE EXISTS (SELECT 1 FROM arrival a WHERE a.photo = t.n AND a.folder <> x'')`, args...)
	if err != nil {
		return err
	}
	// The new Seqs are above all others: none is given out twice on the way.
	result, err := tx.ExecContext(ctx, `
		UPDATE photo SET collected = 1, seq = t.seq
		FROM (SELECT n, (SELECT seq FROM feed) + row_number() OVER (ORDER BY n) AS seq FROM (`+photos+`)) t WHERE photo.n = t.n`, args...)
	if err != nil {
		return err
	}
	touched, err := result.RowsAffected()
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE feed SET seq = seq + ?`, touched)
	return err
}

func addChange(ctx context.Context, tx *sql.Tx, collection int64, change archive.CollectionChange) error {
	_, err := tx.ExecContext(ctx, `INSERT INTO collection_change (collection, at, actor, what, before, photos) VALUES (?, ?, ?, ?, ?, ?)`,
		collection, micros(change.At), change.Actor, change.What, change.Before, change.Photos)
	return err
}

func goneText(g *archive.Gone) (string, error) {
	if g == nil {
		return "", nil
	}
	text, err := json.Marshal(g)
	return string(text), err
}

const collectionColumns = `c.n, c.revision, c.name, c.note, c.owner, c.actor, c.made, c.deleted,
	(SELECT count(*) FROM member m WHERE m.collection = c.n AND m.removed = '')`

func scanCollection(row interface{ Scan(...any) error }) (c archive.PhotoCollection, err error) {
	var made int64
	var deleted []byte
	if err := row.Scan(&c.N, &c.Revision, &c.Name, &c.Note, &c.Owner, &c.Actor, &made, &deleted, &c.Photos); err != nil {
		return archive.PhotoCollection{}, err
	}
	c.Made = fromMicros(made)
	return c, unmarshal(deleted, &c.Deleted)
}

// Collection reads a collection; see archive.Collections.
func (c *Catalogue) Collection(ctx context.Context, n int64) (archive.PhotoCollection, error) {
	found, err := scanCollection(c.read.QueryRowContext(ctx, `SELECT `+collectionColumns+` FROM collection c WHERE c.n = ?`, n))
	if errors.Is(err, sql.ErrNoRows) {
		return found, fmt.Errorf("collection %d: %w", n, archive.ErrNotFound)
	}
	if err != nil {
		return found, fmt.Errorf("catalogue: read collection %d: %w", n, err)
	}
	return found, nil
}

// Collections reads the collections of a desk; see archive.Collections.
func (c *Catalogue) Collections(ctx context.Context, desk string) ([]archive.PhotoCollection, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT `+collectionColumns+` FROM collection c WHERE c.owner IN ('', ?) ORDER BY c.name COLLATE NOCASE, c.n`, desk)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read collections: %w", err)
	}
	defer rows.Close()
	var list []archive.PhotoCollection
	for rows.Next() {
		found, err := scanCollection(rows)
		if err != nil {
			return nil, fmt.Errorf("catalogue: read collections: %w", err)
		}
		list = append(list, found)
	}
	return list, rows.Err()
}

// CollectionChanges reads what was done to a collection; see
// archive.Collections.
func (c *Catalogue) CollectionChanges(ctx context.Context, n int64, limit int) ([]archive.CollectionChange, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT at, actor, what, before, photos FROM collection_change WHERE collection = ? ORDER BY n DESC LIMIT ?`, n, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read changes of collection %d: %w", n, err)
	}
	defer rows.Close()
	var list []archive.CollectionChange
	for rows.Next() {
		var change archive.CollectionChange
		var at int64
		if err := rows.Scan(&at, &change.Actor, &change.What, &change.Before, &change.Photos); err != nil {
			return nil, fmt.Errorf("catalogue: read changes of collection %d: %w", n, err)
		}
		change.At = fromMicros(at)
		list = append(list, change)
	}
	return list, rows.Err()
}
