package web

import (
	"context"
	"io"
	"strings"

	"cutline/archive"
	"cutline/index"
)

// finder finds photos for a check: by the index, by pictures, by the catalogue.
type finder struct{ *Server }

func (f finder) Photos(ctx context.Context, ids []archive.ID) ([]*archive.Photo, error) {
	return f.Archive.Catalogue.Photos(ctx, ids)
}

func (f finder) Missing(ctx context.Context, id archive.ID) error { return f.Archive.Missing(ctx, id) }

func (f finder) ByPicture(ctx context.Context, r io.ReaderAt, size int64) (*archive.Look, archive.Found, error) {
	look, err := f.Archive.LookAt(ctx, r, size)
	if err != nil {
		return nil, archive.Found{}, err
	}
	found, err := f.Pictures.Find(ctx, look)
	return look, found, err
}

// maxWords is how many words of a caption are searched for: the longest say the
// most, and more add nothing.
const maxWords = 14

// ByWords searches for any of the words, the best first: among the photos of
// the people named, then among all.
func (f finder) ByWords(ctx context.Context, words, people []string, limit int) ([]*archive.Photo, error) {
	any := telling(words)
	queries := []string{any}
	if len(people) > 0 {
		by := make([]string, len(people))
		for i, name := range people {
			by[i] = `by:"` + unquoted(name) + `"`
		}
		queries = []string{"(" + strings.Join(by, " OR ") + ") (" + any + ")", any}
	}
	for i, text := range queries {
		q, err := index.Parse(text)
		if err != nil { // words of letters and digits alone can always be read
			return nil, err
		}
		result, err := f.Index.Search(ctx, index.Request{Query: q, Limit: limit, Sort: index.Relevance, Withdrawn: true, Now: f.now()})
		if err != nil {
			return nil, err
		}
		photos, err := f.found(ctx, result)
		if err != nil {
			return nil, err
		}
		if len(photos) > 0 && !result.Fuzzy || i == len(queries)-1 {
			return photos, nil
		}
	}
	return nil, nil
}

// telling is a query for any of the words that tell the most: the longest.
func telling(words []string) string {
	chosen := make([]string, 0, len(words))
	for length := 64; length > 0 && len(chosen) < maxWords; length-- {
		for _, word := range words {
			if n := min(len(word), 64); n == length && len(chosen) < maxWords {
				chosen = append(chosen, `"`+unquoted(word)+`"`)
			}
		}
	}
	return strings.Join(chosen, " OR ")
}

// unquoted is a text that may stand in quotes.
func unquoted(text string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune("\"“”„‟«»\\", r) || r < ' ' {
			return ' '
		}
		return r
	}, text)
}
