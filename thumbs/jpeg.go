package thumbs

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/jpeg"
	"io"

	"cutline/archive"
	"cutline/thumbs/jpegscale"
	"cutline/thumbs/turbo"
)

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	markerSOI = 0xd8
	markerEOI = 0xd9
)

// jpegHeader finds out at which scale a picture is decoded, and what that takes.
func jpegHeader(r *io.SectionReader) (header, error) {
	c, err := jpegscale.ReadConfig(r)
	if kind, ok := errors.AsType[jpegscale.UnsupportedError](err); ok {
		return header{}, noDecoder(string(kind))
	}
	if err != nil {
		return header{}, err
	}
	h := header{width: c.Width, height: c.Height, grey: c.Components == 1}
	h.scale = jpegscale.ScaleFor(c.Width, c.Height, Preview.longEdge())
	h.decode = c.Bytes(h.scale)
	if c.Components < 4 && r.Size() <= turbo.MaxFile {
		h.native = turbo.Bytes(r.Size(), c.Coefficients)
	}
	return h, nil
}

// keptDecoder is the most memory with which a decoder is kept for other pictures,
// whose share of the budget does not cover it.
const keptDecoder = 64 << 20

// decodeJPEG decodes a picture that is not smaller than its preview, by a
// worker if there is one. The worker is strict and reads fewer kinds, so what
// it does not decode is for Go to decide.
func (s *Store) decodeJPEG(ctx context.Context, src archive.Picture, h header, w *turbo.Worker, d *decoded) error {
	width, height := h.scaled()
	if w != nil && h.native > 0 {
		var err error
		d.Image, err = w.Decode(ctx, src, src.Size, int(h.scale), width, height, h.grey)
		if err == nil || ctx.Err() != nil {
			return err
		}
	}
	decoder, ok := s.decoders.Get().(*jpegscale.Decoder)
	if !ok {
		decoder = new(jpegscale.Decoder)
	}
	if h.decode <= keptDecoder {
		d.release = func() { s.decoders.Put(decoder) }
	}
	var err error
	d.Image, err = decoder.Decode(contextReader{ctx, io.NewSectionReader(src, 0, src.Size)}, h.scale)
	return err
}

// worker waits for one, which must be put back. It is nil where pictures are
// decoded in Go.
func (s *Store) worker(ctx context.Context) (*turbo.Worker, error) {
	if s.Turbo == nil {
		return nil, nil
	}
	w, err := s.Turbo.Get(ctx)
	if err != nil && ctx.Err() == nil {
		return nil, nil // the health page says why
	}
	return w, err
}

// JPEG says what decodes and encodes JPEG pictures, as a phrase: libjpeg-turbo,
// or Go and why.
func (s *Store) JPEG() string { return Describe(s.Turbo.Known()) }

// Describe puts what a pool of workers knows of its library into a phrase.
func Describe(version string, err error) string {
	switch {
	case err != nil:
		return "Go, because libjpeg-turbo cannot be used: " + err.Error()
	case version == "":
		return "libjpeg-turbo or Go; none was needed yet"
	}
	return version + ", in processes of its own"
}

// encode encodes a picture by a worker if there is one.
func encode(ctx context.Context, w *turbo.Worker, img *image.RGBA, quality int) ([]byte, error) {
	if w != nil {
		if data, err := w.Encode(ctx, img, quality); err == nil || ctx.Err() != nil {
			return data, err
		}
	}
	var buf bytes.Buffer
	err := jpeg.Encode(&buf, img, &jpeg.Options{Quality: quality})
	return buf.Bytes(), err
}
