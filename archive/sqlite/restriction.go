package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"cutline/archive"
)

// writeUnreadTerms writes the sentences of restriction that the reading of photo
// n does not explain, in place of those of the reading before.
func writeUnreadTerms(ctx context.Context, tx *sql.Tx, n int64, isNew bool, p *archive.Photo) error {
	if !isNew {
		if _, err := tx.ExecContext(ctx, `DELETE FROM unread_term WHERE photo = ?`, n); err != nil {
			return err
		}
	}
	for i, t := range p.Reading.UnreadTerms() {
		_, err := tx.ExecContext(ctx, `
			INSERT INTO unread_term (shape, supplier, photo, n, duty, added, text, place) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
			t.Shape, p.Reading.Credit.Supplier, n, i, t.Duty, p.Added.UnixMicro(), t.Text, t.Place)
		if err != nil {
			return err
		}
	}
	return nil
}

// UnreadTerms groups the sentences of restriction; see archive.Restrictions.
func (c *Catalogue) UnreadTerms(ctx context.Context, limit int) ([]archive.TermShape, error) {
	rows, err := c.read.QueryContext(ctx, `
		SELECT shape, supplier, max(duty), count(DISTINCT photo), count(DISTINCT text), min(added), max(added), min(text)
		FROM unread_term GROUP BY shape, supplier ORDER BY 3 DESC, 4 DESC, 7 DESC, shape, supplier LIMIT ?`, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
	}
	defer rows.Close()
	var shapes []archive.TermShape
	for rows.Next() {
		var s archive.TermShape
		var first, last int64
		if err := rows.Scan(&s.Shape, &s.Supplier, &s.Duty, &s.Photos, &s.Sentences, &first, &last, &s.Example); err != nil {
			return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
		}
		s.First, s.Last = fromMicros(first), fromMicros(last)
		shapes = append(shapes, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
	}
	return shapes, nil
}

// sentencesQuery lists the sentences of a shape. SQLite gives the bare columns
// beside min() from the row that has it.
const sentencesQuery = `
	SELECT s.text, s.supplier, s.place, p.id, s.photos, s.first FROM (
		SELECT text, supplier, place, photo, count(DISTINCT photo) AS photos, min(added) AS first
		FROM unread_term WHERE shape = ?1 AND ?2 IN ('', supplier)
		GROUP BY supplier, text ORDER BY photos DESC, first DESC, text, supplier LIMIT ?3
	) s JOIN photo p ON p.n = s.photo ORDER BY s.photos DESC, s.first DESC, s.text, s.supplier`

// TermSentences lists the sentences of a shape; see archive.Restrictions.
func (c *Catalogue) TermSentences(ctx context.Context, shape, supplier string, limit int) ([]archive.TermSentence, error) {
	rows, err := c.read.QueryContext(ctx, sentencesQuery, shape, supplier, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
	}
	defer rows.Close()
	var sentences []archive.TermSentence
	for rows.Next() {
		var s archive.TermSentence
		var first int64
		if err := rows.Scan(&s.Text, &s.Supplier, &s.Place, &s.Photo, &s.Photos, &first); err != nil {
			return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
		}
		s.First = fromMicros(first)
		sentences = append(sentences, s)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
	}
	return sentences, nil
}

// withTermQuery finds photos with a sentence of a shape, of one supplier or of
// all.
const withTermQuery = `
	SELECT id FROM photo WHERE n IN (SELECT photo FROM unread_term WHERE shape = ?1 AND ?2 IN ('', supplier))
	ORDER BY n DESC LIMIT ?3`

// WithTerm lists photos with a sentence of a shape; see archive.Restrictions.
func (c *Catalogue) WithTerm(ctx context.Context, shape, supplier string, limit int) ([]archive.ID, error) {
	rows, err := c.read.QueryContext(ctx, withTermQuery, shape, supplier, limit)
	if err != nil {
		return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
	}
	defer rows.Close()
	var ids []archive.ID
	for rows.Next() {
		var id archive.ID
		if err := rows.Scan(&id); err != nil {
			return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
		}
		ids = append(ids, id)
	}
	if err := rows.Err(); err != nil {
		return nil, fmt.Errorf("catalogue: unread restrictions: %w", err)
	}
	return ids, nil
}
