package archive

import (
	"context"
	"fmt"
	"time"

	"cutline/archive/terms"
)

// Restrictions tells which sentences of restriction no phrase explains. They
// are written with their photo, by Commit. Package archivetest holds every
// implementation to this.
type Restrictions interface {
	// UnreadTerms returns the shapes of those sentences by supplier, at most
	// limit: first those with a word of duty, then the others, the most frequent
	// first.
	UnreadTerms(ctx context.Context, limit int) ([]TermShape, error)
	// TermSentences returns the sentences of a shape, of a supplier or, where that
	// is empty, of all: at most limit, the most frequent first.
	TermSentences(ctx context.Context, shape, supplier string, limit int) ([]TermSentence, error)
	// WithTerm returns at most limit photos that have one of them, the latest that
	// came in first.
	WithTerm(ctx context.Context, shape, supplier string, limit int) ([]ID, error)
}

// TermShape is a form of restriction that no phrase explains, as one supplier
// uses it; see terms.Shape.
type TermShape struct {
	Shape string `json:"shape"`
	// Supplier is that of the photos' credits, empty where they name none.
	Supplier string `json:"supplier,omitempty"`
	// Duty: it holds a word of duty, and so its photos are to be decided on.
	Duty   bool `json:"duty"`
	Photos int  `json:"photos"`
	// Sentences is the number of different ones.
	Sentences int `json:"sentences"`
	// First and Last are when the first and the last photo of them came in.
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
	// Example is one of the sentences, word for word.
	Example string `json:"example"`
}

// TermSentence is a sentence of restriction that no phrase explains, word for
// word, as one supplier uses it.
type TermSentence struct {
	Text     string `json:"text"`
	Supplier string `json:"supplier,omitempty"`
	// Place states it in the first of its photos.
	Place  string    `json:"place"`
	Photos int       `json:"photos"`
	First  time.Time `json:"first"`
	// Photo is the first of them.
	Photo ID `json:"photo"`
}

// UnreadTerm is a sentence of restriction of one photo that no phrase explains.
type UnreadTerm struct {
	Shape string
	terms.Term
}

// UnreadTerms are the sentences of restriction that no phrase explains.
func (r *Reading) UnreadTerms() []UnreadTerm {
	var list []UnreadTerm
	for _, t := range r.Terms {
		if t.Kind == terms.Unread {
			list = append(list, UnreadTerm{terms.Shape(t.Text), t})
		}
	}
	return list
}

// maxTermShapes bounds the list of restrictions that wait for an answer.
const maxTermShapes = 10_000

// Unanswered lists the shapes of restriction that neither a phrase nor an answer
// of the newsroom explains, in the order of [Restrictions.UnreadTerms].
func (a *Archive) Unanswered(ctx context.Context, rights *Rights) ([]TermShape, error) {
	shapes, err := a.Restrictions.UnreadTerms(ctx, maxTermShapes)
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	var open []TermShape
	for _, s := range shapes {
		if _, answered := rights.Answer(s.Shape, s.Supplier); !answered {
			open = append(open, s)
		}
	}
	return open, nil
}
