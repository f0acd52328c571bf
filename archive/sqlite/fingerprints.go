package sqlite

import (
	"context"
	"fmt"

	"cutline/archive"
)

var _ archive.Fingerprints = (*Catalogue)(nil)

// fingerprintsQuery reads the index photo_fingerprint alone, and what was purged.
const fingerprintsQuery = `
	SELECT id, seq, n, iif(retired, 0, fingerprint) FROM photo INDEXED BY photo_fingerprint WHERE seq > ?1
	UNION ALL SELECT id, seq, n, 0 FROM tombstone WHERE seq > ?1
	ORDER BY seq LIMIT ?2`

// Fingerprints tells what photos look like; see archive.Fingerprints.
func (c *Catalogue) Fingerprints(ctx context.Context, after archive.Seq, limit int) ([]archive.Fingerprinted, error) {
	rows, err := c.read.QueryContext(ctx, fingerprintsQuery, after, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: read fingerprints: %w", err)
	}
	defer rows.Close()
	var list []archive.Fingerprinted
	for rows.Next() {
		var f archive.Fingerprinted
		var bits int64
		if err := rows.Scan(&f.ID, &f.Seq, &f.N, &bits); err != nil {
			return nil, fmt.Errorf("catalogue: read fingerprints: %w", err)
		}
		f.Fingerprint = archive.Fingerprint(bits)
		list = append(list, f)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: read fingerprints: %w", err)
	}
	return list, nil
}
