package thumbs

import (
	"context"
	"errors"
	"io"

	"cutline/archive"
	"cutline/thumbs/jpegscale"
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
	h := header{width: c.Width, height: c.Height}
	h.scale = jpegscale.ScaleFor(c.Width, c.Height, Preview.longEdge())
	h.decode = c.Bytes(h.scale)
	return h, nil
}

// decodeJPEG decodes a picture that is not smaller than its preview.
func (s *Store) decodeJPEG(ctx context.Context, src archive.Picture, h header, d *decoded) error {
	decoder, ok := s.decoders.Get().(*jpegscale.Decoder)
	if !ok {
		decoder = new(jpegscale.Decoder)
	}
	d.release = func() { s.decoders.Put(decoder) }
	var err error
	d.Image, err = decoder.Decode(contextReader{ctx, io.NewSectionReader(src, 0, src.Size)}, h.scale)
	return err
}
