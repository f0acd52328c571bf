package sqlite

import (
	"context"
	"fmt"
	"iter"

	"cutline/archive"
)

// Named yields the originals; see archive.Inventory.
func (c *Catalogue) Named(ctx context.Context) iter.Seq2[archive.Named, error] {
	return func(yield func(archive.Named, error) bool) {
		for after := int64(0); ; {
			page, last, err := c.namedPage(ctx, after)
			if err != nil {
				yield(archive.Named{}, fmt.Errorf("catalogue: read what originals it names: %w", err))
				return
			}
			if len(page) == 0 {
				return
			}
			for _, named := range page {
				if !yield(named, nil) {
					return
				}
			}
			after = last
		}
	}
}

// namedPhotos is how many photos Named reads at a time.
const namedPhotos = 1000

// namedPage reads the originals of the photos after n, and returns the last n.
func (c *Catalogue) namedPage(ctx context.Context, after int64) (page []archive.Named, last int64, err error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT p.n, p.id, p.sha256, p.size, coalesce((SELECT json_group_array(s.value) FROM arrival a, json_each(a.sidecars) s WHERE a.photo = p.n), '[]')
		FROM photo p WHERE p.n > ? AND p.retired = 0 ORDER BY p.n LIMIT ?`, after, namedPhotos)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	for rows.Next() {
		var named archive.Named
		var hash, list []byte
		if err := rows.Scan(&last, &named.Photo, &hash, &named.Size, &list); err != nil {
			return nil, 0, err
		}
		if copy(named.Hash[:], hash) != len(named.Hash) {
			return nil, 0, fmt.Errorf("photo %s: its hash has %d bytes", named.Photo, len(hash))
		}
		var sidecars []archive.Hash
		if err := unmarshal(list, &sidecars); err != nil {
			return nil, 0, fmt.Errorf("photo %s: %w", named.Photo, err)
		}
		page = append(page, named)
		for _, sidecar := range sidecars {
			page = append(page, archive.Named{Hash: sidecar, Photo: named.Photo, Size: -1})
		}
	}
	return page, last, rows.Err()
}

// soundLines is how many of SQLite's complaints are worth reading.
const soundLines = 20

// Sound has SQLite check its file; see archive.Inventory.
func (c *Catalogue) Sound(ctx context.Context) ([]string, error) {
	rows, err := c.read.QueryContext(ctx, fmt.Sprintf(`PRAGMA integrity_check(%d)`, soundLines))
	if err != nil {
		return nil, fmt.Errorf("catalogue: check it: %w", err)
	}
	defer rows.Close()
	var wrong []string
	for rows.Next() {
		var line string
		if err := rows.Scan(&line); err != nil {
			return nil, fmt.Errorf("catalogue: check it: %w", err)
		}
		if line != "ok" {
			wrong = append(wrong, line)
		}
	}
	return wrong, rows.Err()
}
