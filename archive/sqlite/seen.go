package sqlite

import (
	"context"
	"fmt"
	"time"

	"cutline/archive"
)

// seenQuery joins the photo, so that what left the catalogue is read again, and
// so is what verify found harmed: the file may heal it.
const seenQuery = `
	SELECT s.path, s.size, s.modified, s.mark, s.outcome, s.sha256, s.reason
	FROM json_each(?) j CROSS JOIN seen s ON s.path = unhex(j.value)
	WHERE s.sha256 IS NULL OR EXISTS (SELECT 1 FROM photo p WHERE p.sha256 = s.sha256
		AND NOT EXISTS (SELECT 1 FROM checked c WHERE c.photo = p.n AND c.findings <> '[]'))`

// Seen reads what is remembered; see archive.Memory.
func (c *Catalogue) Seen(ctx context.Context, paths []string) (map[string]archive.Seen, error) {
	list, err := pathList(paths)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	rows, err := c.read.QueryContext(ctx, seenQuery, list)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read what was seen: %w", err)
	}
	defer rows.Close()
	found := make(map[string]archive.Seen, len(paths))
	for rows.Next() {
		var (
			s                archive.Seen
			modified         int64
			path, mark, hash []byte
		)
		if err := rows.Scan(&path, &s.Size, &modified, &mark, &s.Outcome, &hash, &s.Reason); err != nil {
			return nil, fmt.Errorf("catalogue: read what was seen: %w", err)
		}
		s.Path, s.Modified = string(path), time.Unix(0, modified).UTC()
		copy(s.Mark[:], mark)
		if hash != nil {
			copy(s.SHA256[:], hash)
			s.ID = s.SHA256.ID()
		}
		found[s.Path] = s
	}
	return found, rows.Err()
}

// Remember writes what was seen; see archive.Memory.
func (c *Catalogue) Remember(ctx context.Context, files []archive.Seen) error {
	if len(files) == 0 {
		return nil
	}
	tx, err := c.write.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("catalogue: begin: %w", err)
	}
	defer tx.Rollback()
	upsert, err := tx.PrepareContext(ctx, `
		INSERT INTO seen (path, size, modified, mark, outcome, sha256, reason) VALUES (?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT (path) DO UPDATE SET size = excluded.size, modified = excluded.modified, mark = excluded.mark,
			outcome = excluded.outcome, sha256 = excluded.sha256, reason = excluded.reason`)
	if err != nil {
		return fmt.Errorf("catalogue: remember files: %w", err)
	}
	defer upsert.Close()
	for _, s := range files {
		_, err := upsert.ExecContext(ctx, []byte(s.Path), s.Size, s.Modified.UnixNano(), s.Mark[:], s.Outcome, hashOf(s.ID, s.SHA256), s.Reason)
		if err != nil {
			return fmt.Errorf("catalogue: remember %q: %w", s.Path, full(err))
		}
	}
	if err := tx.Commit(); err != nil {
		return fmt.Errorf("catalogue: commit: %w", full(err))
	}
	return nil
}
