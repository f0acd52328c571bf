package archive

import (
	"bufio"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"image"
	"io"

	"cutline/archive/embedded"
)

// Look is a picture that somebody shows the archive, to ask about it.
type Look struct {
	// Photo is what the file would be as an arrival: its hashes, its size, its
	// words, read by the rules in force. It is not in the catalogue; its Seq
	// is 0. Where it has a Placeholder, its picture could not be looked at.
	Photo *Photo
	// Small is the picture, upright and scaled down; nil with a Placeholder.
	Small image.Image
}

// LookAt reads the file in r, which holds size bytes, as Prepare would, within
// the same limits, and keeps nothing of it.
//
// A file that is no image is a *SkippedError; one that claims to be an image
// and cannot be read, or would need too much memory for its size, is a
// *RefusedError.
func (a *Archive) LookAt(ctx context.Context, r io.ReaderAt, size int64) (*Look, error) {
	looker, ok := a.Renderer.(Looker)
	if !ok {
		return nil, errors.New("archive: this archive cannot look at pictures")
	}
	src := bufio.NewReaderSize(io.NewSectionReader(r, 0, size), embedded.SniffLen)
	if err := sniff(src); err != nil {
		return nil, err
	}
	var hash Hash
	sum := sha256.New()
	if _, err := io.Copy(sum, contextReader{ctx, src}); err != nil {
		return nil, fmt.Errorf("archive: read the file: %w", err)
	}
	sum.Sum(hash[:0])
	rules, err := a.Rules(ctx)
	if err != nil {
		return nil, err
	}
	photo, seen, err := see(ctx, source{r, size, hash}, looker.Look)
	if err != nil {
		return nil, err
	}
	photo.Reading = read(rules, photo)
	return &Look{Photo: photo, Small: seen.Small}, nil
}
