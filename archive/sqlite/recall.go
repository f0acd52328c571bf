package sqlite

import (
	"context"
	"database/sql"

	"cutline/archive"
)

// addRecalls adds those recalls that the catalogue does not hold yet.
func addRecalls(ctx context.Context, tx *sql.Tx, photo int64, recalls []archive.Recall) error {
	if len(recalls) == 0 {
		return nil
	}
	var have int
	if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM recall WHERE photo = ?`, photo).Scan(&have); err != nil {
		return err
	}
	for n := have; n < len(recalls); n++ {
		r := recalls[n]
		_, err := tx.ExecContext(ctx, `INSERT INTO recall (photo, n, at, actor, kind, lifted, why, announced) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			photo, n+1, micros(r.At), r.Actor, r.Kind, r.Lifted, r.Why, r.Announced)
		if err != nil {
			return err
		}
	}
	return nil
}

func readRecalls(ctx context.Context, tx *sql.Tx, ids string, photos map[archive.ID]*archive.Photo) error {
	rows, err := tx.QueryContext(ctx, `
		SELECT p.id, r.at, r.actor, r.kind, r.lifted, r.why, r.announced
		FROM photo p JOIN recall r ON r.photo = p.n
		WHERE p.id IN (SELECT value FROM json_each(?)) ORDER BY r.photo, r.n`, ids)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var id archive.ID
		var r archive.Recall
		var at int64
		if err := rows.Scan(&id, &at, &r.Actor, &r.Kind, &r.Lifted, &r.Why, &r.Announced); err != nil {
			return err
		}
		r.At = fromMicros(at)
		photos[id].Recalls = append(photos[id].Recalls, r)
	}
	return rows.Err()
}
