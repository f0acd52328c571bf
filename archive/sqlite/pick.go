package sqlite

import (
	"context"
	"database/sql"
	"encoding/json"

	"cutline/archive"
)

// writePick writes the pick of photo n.
func writePick(ctx context.Context, tx *sql.Tx, n int64, pick *archive.Pick) error {
	text := ""
	if pick != nil {
		data, err := json.Marshal(pick)
		if err != nil {
			return err
		}
		text = string(data)
	}
	_, err := tx.ExecContext(ctx, `UPDATE photo SET pick = ?1 WHERE n = ?2 AND pick <> ?1`, text, n)
	return err
}
