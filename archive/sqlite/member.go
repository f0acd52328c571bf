package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"cutline/archive"
)

// placeGap is what is left between the places of two photos, for others to be
// moved between them.
const placeGap = 1 << 20

// ChangeMembers puts photos into a collection or takes them out; see
// archive.Members.
func (c *Catalogue) ChangeMembers(ctx context.Context, n int64, ids []archive.ID, change archive.CollectionChange) ([]archive.ID, error) {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return nil, fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	changed, err := changeMembers(ctx, tx, n, ids, change)
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return nil, fmt.Errorf("catalogue: the photos of collection %d: %w", n, full(err))
	}
	return changed, nil
}

func changeMembers(ctx context.Context, tx *sql.Tx, n int64, ids []archive.ID, change archive.CollectionChange) ([]archive.ID, error) {
	if err := isThere(ctx, tx, n); err != nil {
		return nil, err
	}
	// Those that change, each once, in the order given.
	in := "NOT EXISTS"
	if change.What == archive.PhotosRemoved {
		in = "EXISTS"
	}
	list, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	rows, err := tx.QueryContext(ctx, `
		SELECT p.n, p.id FROM json_each(?) j CROSS JOIN photo p ON p.id = j.value
		WHERE `+in+` (SELECT 1 FROM member m WHERE m.collection = ? AND m.photo = p.n AND m.removed = '')
		GROUP BY p.n ORDER BY min(j.key)`, string(list), n)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var photos []int64
	var changed []archive.ID
	for rows.Next() {
		var photo int64
		var id archive.ID
		if err := rows.Scan(&photo, &id); err != nil {
			return nil, err
		}
		photos, changed = append(photos, photo), append(changed, id)
	}
	if err := rows.Err(); err != nil || len(photos) == 0 {
		return nil, err
	}
	if list, err = json.Marshal(photos); err != nil {
		return nil, err
	}
	if change.What == archive.PhotosRemoved {
		err = takeOut(ctx, tx, n, string(list), change)
	} else {
		err = putIn(ctx, tx, n, string(list), change)
	}
	if err == nil {
		err = touchMembers(ctx, tx, `SELECT value AS n FROM json_each(?1)`, string(list))
	}
	if err == nil {
		change.Photos = len(photos)
		err = addChange(ctx, tx, n, change)
	}
	return changed, err
}

// isThere is nil where a collection is there and not deleted.
func isThere(ctx context.Context, tx *sql.Tx, n int64) error {
	var one int
	err := tx.QueryRowContext(ctx, `SELECT 1 FROM collection WHERE n = ? AND deleted = ''`, n).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return archive.ErrNotFound
	}
	return err
}

// putIn puts photos, a JSON list of their numbers, into a collection. A row
// that was there before has its place again, where nobody took it, and its note.
func putIn(ctx context.Context, tx *sql.Tx, n int64, photos string, change archive.CollectionChange) error {
	_, err := tx.ExecContext(ctx, `
		INSERT INTO member (collection, photo, place, note, actor, at, removed)
		SELECT ?1, j.value, (SELECT coalesce(max(place), 0) FROM member WHERE collection = ?1 AND removed = '') + (j.key + 1) * ?2, '', ?3, ?4, ''
		FROM json_each(?5) j WHERE true
		ON CONFLICT (collection, photo) DO UPDATE SET actor = excluded.actor, at = excluded.at, removed = '', place = CASE
			WHEN EXISTS (SELECT 1 FROM member o WHERE o.collection = ?1 AND o.place = member.place AND o.removed = '')
			THEN excluded.place ELSE member.place END`,
		n, placeGap, change.Actor, micros(change.At), photos)
	if err != nil {
		return err
	}
	var there int
	err = tx.QueryRowContext(ctx, `SELECT count(*) FROM member WHERE collection = ? AND removed = ''`, n).Scan(&there)
	if err == nil && there > archive.MaxMembers {
		err = archive.ErrFull
	}
	return err
}

func takeOut(ctx context.Context, tx *sql.Tx, n int64, photos string, change archive.CollectionChange) error {
	removed, err := goneText(&archive.Gone{By: change.Actor, At: change.At})
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, `UPDATE member SET removed = ? WHERE collection = ? AND photo IN (SELECT value FROM json_each(?))`,
		removed, n, photos)
	return err
}

// membersQuery walks a collection from a place on.
const membersQuery = `
	SELECT p.id, m.place, m.note, m.actor, m.at FROM member m JOIN photo p ON p.n = m.photo
	WHERE m.collection = ? AND m.removed = '' AND m.place > ? ORDER BY m.place, m.photo LIMIT ?`

// Members lists the photos of a collection; see archive.Members.
func (c *Catalogue) Members(ctx context.Context, n int64, after int64, limit int) ([]archive.Member, error) {
	rows, err := c.read.QueryContext(ctx, membersQuery, n, after, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: the photos of collection %d: %w", n, err)
	}
	defer rows.Close()
	var list []archive.Member
	for rows.Next() {
		var m archive.Member
		var at int64
		if err := rows.Scan(&m.Photo, &m.Place, &m.Note, &m.Actor, &at); err != nil {
			return nil, fmt.Errorf("catalogue: the photos of collection %d: %w", n, err)
		}
		m.At = fromMicros(at)
		list = append(list, m)
	}
	return list, rows.Err()
}

// Memberships lists the collections of a photo; see archive.Members.
func (c *Catalogue) Memberships(ctx context.Context, id archive.ID) ([]archive.Membership, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT c.name, c.owner, m.actor, m.at, m.removed, c.deleted <> ''
		FROM member m JOIN collection c ON c.n = m.collection
		WHERE m.photo = (SELECT n FROM photo WHERE id = ?) ORDER BY m.at, c.n`, id)
	if err != nil {
		return nil, fmt.Errorf("catalogue: the collections of photo %s: %w", id, err)
	}
	defer rows.Close()
	var list []archive.Membership
	for rows.Next() {
		var m archive.Membership
		var at int64
		var removed []byte
		if err := rows.Scan(&m.Name, &m.Owner, &m.Actor, &at, &removed, &m.Deleted); err != nil {
			return nil, fmt.Errorf("catalogue: the collections of photo %s: %w", id, err)
		}
		m.At = fromMicros(at)
		if err := unmarshal(removed, &m.Removed); err != nil {
			return nil, fmt.Errorf("catalogue: the collections of photo %s: %w", id, err)
		}
		list = append(list, m)
	}
	return list, rows.Err()
}

// SaveMember moves a photo of a collection or writes its note; see
// archive.Members.
func (c *Catalogue) SaveMember(ctx context.Context, n int64, id archive.ID, edit archive.MemberEdit, change archive.CollectionChange) error {
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	if err = isThere(ctx, tx, n); err == nil {
		err = saveMember(ctx, tx, n, id, edit, change)
	}
	if err == nil {
		err = tx.Commit()
	}
	if err != nil {
		return fmt.Errorf("catalogue: photo %s of collection %d: %w", id, n, full(err))
	}
	return nil
}

func saveMember(ctx context.Context, tx *sql.Tx, n int64, id archive.ID, edit archive.MemberEdit, change archive.CollectionChange) error {
	photo, _, note, err := memberAt(ctx, tx, n, id)
	if err != nil {
		return err
	}
	if edit.Note != nil && *edit.Note != note {
		if _, err := tx.ExecContext(ctx, `UPDATE member SET note = ? WHERE collection = ? AND photo = ?`, *edit.Note, n, photo); err != nil {
			return err
		}
		if edit.To == "" {
			change.Before = note
		}
	}
	if edit.To != "" {
		if err := moveMember(ctx, tx, n, id, edit); err != nil {
			return err
		}
	}
	return addChange(ctx, tx, n, change)
}

// memberAt is a photo of a collection.
func memberAt(ctx context.Context, tx *sql.Tx, n int64, id archive.ID) (photo, place int64, note string, err error) {
	err = tx.QueryRowContext(ctx, `
		SELECT m.photo, m.place, m.note FROM photo p JOIN member m ON m.photo = p.n AND m.collection = ? AND m.removed = '' WHERE p.id = ?`,
		n, id).Scan(&photo, &place, &note)
	if errors.Is(err, sql.ErrNoRows) {
		err = archive.ErrNotFound
	}
	return photo, place, note, err
}

// moveMember gives a photo a place between two others. Where there is no room,
// all get new places first.
func moveMember(ctx context.Context, tx *sql.Tx, n int64, id archive.ID, edit archive.MemberEdit) error {
	for range 2 {
		photo, place, _, err := memberAt(ctx, tx, n, id)
		if err != nil {
			return err
		}
		low, high, err := neighbours(ctx, tx, n, photo, place, edit)
		if err != nil {
			return err
		}
		if low < place && place < high {
			return nil // it is there
		}
		if high-low > 1 {
			_, err := tx.ExecContext(ctx, `UPDATE member SET place = ? WHERE collection = ? AND photo = ?`, low+(high-low)/2, n, photo)
			return err
		}
		_, err = tx.ExecContext(ctx, `
			UPDATE member SET place = t.place
			FROM (SELECT photo, row_number() OVER (ORDER BY place, photo) * ?2 AS place FROM member WHERE collection = ?1) t
			WHERE member.collection = ?1 AND member.photo = t.photo`, n, placeGap)
		if err != nil {
			return err
		}
	}
	return errors.New("no room after all photos were given new places")
}

// neighbours are the places between which a photo moves.
func neighbours(ctx context.Context, tx *sql.Tx, n, photo, place int64, edit archive.MemberEdit) (low, high int64, err error) {
	one := func(none int64, order, where string, args ...any) (int64, error) {
		var at sql.NullInt64
		query := `SELECT place FROM member WHERE collection = ? AND photo <> ? AND removed = '' AND ` + where + ` ORDER BY place ` + order + ` LIMIT 1`
		err := tx.QueryRowContext(ctx, query, append([]any{n, photo}, args...)...).Scan(&at)
		if errors.Is(err, sql.ErrNoRows) || err == nil && !at.Valid {
			return none, nil
		}
		return at.Int64, err
	}
	before := func(at int64) (int64, error) { return one(at-2*placeGap, "DESC", `place < ?`, at) }
	after := func(at int64) (int64, error) { return one(at+2*placeGap, "ASC", `place > ?`, at) }
	switch edit.To {
	case archive.MoveFirst:
		if high, err = one(place+1, "ASC", `true`); err == nil {
			low = min(high, place) - 2*placeGap
		}
	case archive.MoveLast:
		if low, err = one(place-1, "DESC", `true`); err == nil {
			high = max(low, place) + 2*placeGap
		}
	case archive.MoveUp:
		if high, err = one(place+1, "DESC", `place <= ?`, place); err == nil {
			low, err = before(high)
		}
	case archive.MoveDown:
		if low, err = one(place-1, "ASC", `place >= ?`, place); err == nil {
			high, err = after(low)
		}
	case archive.MoveBefore:
		if _, high, _, err = memberAt(ctx, tx, n, edit.Beside); err == nil {
			low, err = before(high)
		}
	}
	return low, high, err
}

// Undecided lists photos whose collections changed; see archive.Undecided.
func (c *Catalogue) Undecided(ctx context.Context, limit int) ([]archive.ID, error) {
	return c.ids(ctx, "catalogue: read what is undecided", `SELECT p.id FROM undecided u JOIN photo p ON p.n = u.photo ORDER BY u.photo LIMIT ?`, limit)
}

// Decided takes photos off that list; see archive.Undecided.
func (c *Catalogue) Decided(ctx context.Context, ids []archive.ID) error {
	list, err := json.Marshal(ids)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	_, err = c.write.ExecContext(ctx, `
		DELETE FROM undecided WHERE photo IN (SELECT p.n FROM photo p WHERE p.id IN (SELECT value FROM json_each(?)))`, string(list))
	if err != nil {
		return fmt.Errorf("catalogue: take off what is decided: %w", full(err))
	}
	return nil
}
