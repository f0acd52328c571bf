package thumbs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image/jpeg"
	"io"
	"io/fs"

	"cutline/archive"
	"cutline/thumbs/jpegscale"
)

// Bounds of the long edge of a picture made by [Store.Scaled], in pixels.
const (
	MinEdge = 16
	MaxEdge = 20_000
)

// Scaled makes a JPEG of a picture whose longer edge is at most edge pixels,
// upright, in sRGB and without metadata. It is kept nowhere. A picture that
// cannot be shown is fs.ErrNotExist with the reason; one that is damaged is an
// *archive.RefusedError.
func (s *Store) Scaled(ctx context.Context, src archive.Picture, edge int) (data []byte, err error) {
	if edge < MinEdge || edge > MaxEdge {
		return nil, fmt.Errorf("thumbs: a long edge of %d pixels: choose %d to %d", edge, MinEdge, MaxEdge)
	}
	defer recoverTo(&err)
	file := &watchedFile{ReaderAt: src.ReaderAt}
	src.ReaderAt = file
	h, err := readHeader(src)
	if reason, ok := errors.AsType[noDecoder](err); ok {
		return nil, fmt.Errorf("thumbs: %s: %w", placeholder(reason), fs.ErrNotExist)
	}
	if err == nil {
		err = h.check(src.Size)
	}
	if err != nil {
		return nil, refuse(src.Format, err)
	}
	if src.Format == "jpeg" {
		if err := h.scaleTo(src, edge); err != nil {
			return nil, refuse(src.Format, err)
		}
	}
	if s.Turbo == nil || h.need() > s.budget {
		h.native = 0
	}
	// Beside what a preview takes: the picture scaled to this edge, and upright.
	width, height := fit(h.width, h.height, edge)
	need := h.need() + 16*pixels(width, height) + 4*pixels(width, h.height)
	if need > s.budget {
		return nil, fmt.Errorf("thumbs: a picture of %d pixels needs %d MB and the memory budget is %d MB: %w", edge, need>>20, s.budget>>20, fs.ErrNotExist)
	}
	if err := s.memory.Acquire(ctx, need); err != nil {
		return nil, fmt.Errorf("thumbs: %w", err)
	}
	defer s.memory.Release(need)
	w, err := s.worker(ctx)
	if err != nil {
		return nil, fmt.Errorf("thumbs: %w", err)
	}
	if w != nil {
		defer s.Turbo.Put(w)
	}
	decoding, cancel := context.WithTimeout(ctx, decodeLimit)
	defer cancel()
	d, err := s.decode(decoding, src, h, w)
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("thumbs: %w", ctx.Err())
	case errors.Is(err, context.DeadlineExceeded):
		return nil, fmt.Errorf("thumbs: decoding it takes longer than %v: %w", decodeLimit, fs.ErrNotExist)
	case file.err != nil:
		return nil, fmt.Errorf("thumbs: read the picture: %w", file.err)
	case unsupported(err):
		return nil, fmt.Errorf("thumbs: %s: %w", placeholder(noDecoder(formatName(src.Format)+" pictures of this kind")), fs.ErrNotExist)
	case err != nil:
		return nil, refuse(src.Format, err)
	}
	defer d.done()
	img := orientation(src.Orientation).apply(flatten(afterScaling(shrinkTo(beforeScaling(d), edge), d)))
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, opaque(img), &jpeg.Options{Quality: deliveredQuality}); err != nil {
		return nil, fmt.Errorf("thumbs: encode a picture: %w", err)
	}
	return buf.Bytes(), nil
}

// deliveredQuality is that of pictures that leave the archive.
const deliveredQuality = 90

// scaleTo chooses the scale at which a JPEG is decoded for a long edge.
func (h *header) scaleTo(src archive.Picture, edge int) error {
	c, err := jpegscale.ReadConfig(io.NewSectionReader(src, 0, src.Size))
	if err != nil {
		return err
	}
	h.scale = jpegscale.ScaleFor(c.Width, c.Height, edge)
	h.decode = c.Bytes(h.scale)
	return nil
}
