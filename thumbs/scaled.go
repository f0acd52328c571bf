package thumbs

import (
	"context"
	"errors"
	"fmt"
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
// upright, in sRGB and without metadata. It is kept nowhere. Of a raw file it is
// the camera's own preview. A picture that cannot be shown is fs.ErrNotExist with
// the reason; one that is damaged is an *archive.RefusedError.
func (s *Store) Scaled(ctx context.Context, src archive.Picture, edge int) (data []byte, err error) {
	if edge < MinEdge || edge > MaxEdge {
		return nil, fmt.Errorf("thumbs: a long edge of %d pixels: choose %d to %d", edge, MinEdge, MaxEdge)
	}
	if IsRaw(src.Format) {
		file := &watchedFile{ReaderAt: src.ReaderAt}
		src.ReaderAt = file
		preview, _, _, ok := ownPreview(src)
		if file.err != nil {
			return nil, fmt.Errorf("thumbs: read the picture: %w", file.err)
		}
		if ok {
			src = preview
		}
	}
	a, _, _, err := s.admit(ctx, src, edge)
	if why, ok := errors.AsType[notShown](err); ok {
		return nil, fmt.Errorf("thumbs: %s: %w", why, fs.ErrNotExist)
	}
	if refused, ok := errors.AsType[*archive.RefusedError](err); ok {
		return nil, refused
	}
	if err != nil {
		return nil, fmt.Errorf("thumbs: %w", err)
	}
	defer a.close()
	if data, err = encode(ctx, a.worker, opaque(a.upright()), deliveredQuality); err != nil {
		return nil, fmt.Errorf("thumbs: encode a picture: %w", err)
	}
	return data, nil
}

// deliveredQuality is that of pictures that leave the archive.
const deliveredQuality = 90

// scaleTo readies a header that was read for the preview for another long edge.
func (h *header) scaleTo(src archive.Picture, edge int) error {
	h.edge = edge
	if src.Format != "jpeg" || edge == Preview.longEdge() {
		return nil
	}
	c, err := jpegscale.ReadConfig(io.NewSectionReader(src, 0, src.Size))
	if err != nil {
		return err
	}
	h.scale = jpegscale.ScaleFor(c.Width, c.Height, edge)
	h.decode = c.Bytes(h.scale)
	return nil
}
