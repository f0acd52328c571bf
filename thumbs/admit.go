package thumbs

import (
	"context"
	"errors"
	"fmt"
	"image"

	"cutline/archive"
	"cutline/thumbs/turbo"
)

// admitted is a picture that was decoded within the memory budget. What it
// takes of that, and its worker, are given back by close.
type admitted struct {
	decoded
	stored orientation
	worker *turbo.Worker // nil where pictures are decoded in Go
	edge   int           // that it was decoded for
	close  func()
}

// notShown says why there is nothing to see of a picture, which may be whole.
type notShown string

func (e notShown) Error() string { return string(e) }

// admit waits until there is memory to decode a picture for a rendition of a
// longer edge, and decodes it. Of one that is notShown, width and height are
// known where they are not 0. Other errors are an *archive.RefusedError, and
// those of ctx and of reading the file.
func (s *Store) admit(ctx context.Context, src archive.Picture, edge int) (a *admitted, width, height int, err error) {
	file := &watchedFile{ReaderAt: src.ReaderAt}
	src.ReaderAt = file
	h, err := readHeader(src)
	if err == nil {
		err = h.check(src.Size)
	}
	if err == nil {
		err = h.scaleTo(src, edge)
	}
	if file.err != nil {
		return nil, 0, 0, fmt.Errorf("read the picture: %w", file.err)
	}
	if reason, ok := errors.AsType[noDecoder](err); ok {
		return nil, 0, 0, notShown(reason.Error() + " yet")
	}
	if err != nil {
		return nil, 0, 0, refuse(src.Format, err)
	}
	a = &admitted{stored: orientation(src.Orientation), edge: edge}
	if src.Format == "heic" {
		a.stored = 1 // its decoder makes it upright
	}
	width, height = h.width, h.height
	if a.stored.turned() {
		width, height = height, width
	}
	if s.Turbo == nil || h.need() > s.budget {
		h.native = 0
	}
	need := h.need()
	if need > s.budget {
		return nil, width, height, notShown(fmt.Sprintf("decoding its %d × %d pixels needs %d MB and the memory budget is %d MB",
			h.width, h.height, (need+1<<20-1)>>20, s.budget>>20))
	}
	if err := s.memory.Acquire(ctx, need); err != nil {
		return nil, 0, 0, err
	}
	a.close = func() {
		a.done()
		if a.worker != nil {
			s.Turbo.Put(a.worker)
		}
		s.memory.Release(need)
	}
	defer func() {
		if err != nil {
			a.close()
			a = nil
		}
	}()
	if a.worker, err = s.worker(ctx); err != nil {
		return a, 0, 0, err
	}
	decoding, cancel := context.WithTimeout(ctx, decodeLimit)
	defer cancel()
	a.decoded, err = s.decode(decoding, src, h, a.worker)
	switch {
	case ctx.Err() != nil:
		err = ctx.Err()
	case errors.Is(err, context.DeadlineExceeded):
		err = notShown(fmt.Sprintf("decoding it takes longer than %v", decodeLimit))
	case file.err != nil:
		err = fmt.Errorf("read the picture: %w", file.err)
	case unsupported(err):
		err = notShown(noDecoder(formatName(src.Format)+" pictures of this kind").Error() + " yet")
	case err != nil:
		err = refuse(src.Format, err)
	}
	return a, width, height, err
}

// upright is the picture at its edge, in sRGB, opaque and as it is looked at.
func (a *admitted) upright() *image.NRGBA {
	return a.stored.apply(flatten(afterScaling(shrinkTo(beforeScaling(a.decoded), a.edge), a.decoded)))
}
