package thumbs

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"image"
	"image/draw"
	"image/gif"
	"image/png"
	"io"

	"golang.org/x/image/bmp"
	"golang.org/x/image/tiff"

	"cutline/archive"
	"cutline/thumbs/icc"
	"cutline/thumbs/jpegscale"
	"cutline/thumbs/turbo"
)

// recoverTo turns a panic into an error. Decoders meet whatever people send.
func recoverTo(err *error) {
	if p := recover(); p != nil {
		*err = fmt.Errorf("its decoder panicked: %v", p)
	}
}

// decoded is a picture in its own colours, as its decoder gives it. It may be
// scaled down already, but not below the size of a preview.
type decoded struct {
	// Image is an *image.YCbCr, *image.Gray, *image.CMYK (255 is full ink), or
	// any other type of package image that package imaging can read safely.
	image.Image
	width, height int // of the whole picture, as stored
	// toSRGB converts its colours; nil if they are sRGB already.
	toSRGB *icc.Transform
	// release, if there is one, gives back the memory of the picture, which
	// must not be used any more.
	release func()
}

func (d decoded) done() {
	if d.release != nil {
		d.release()
	}
}

// decode decodes the pixels of a picture whose header was read and checked.
func (s *Store) decode(ctx context.Context, src archive.Picture, h header, w *turbo.Worker) (d decoded, err error) {
	defer recoverTo(&err)
	s.decodes.Add(1)
	d = decoded{width: h.width, height: h.height}
	if src.Format == "jpeg" {
		err = s.decodeJPEG(ctx, src, h, w, &d)
	} else if d.Image, err = decodeFormat(ctx, src, h); err == nil {
		d.Image, err = prepare(d.Image, h)
	}
	if err != nil {
		d.done()
		return decoded{}, err
	}
	d.toSRGB = s.toSRGB(d.Image, readColours(src))
	return d, nil
}

// decodeFormat decodes all formats but JPEG.
func decodeFormat(ctx context.Context, src archive.Picture, h header) (img image.Image, err error) {
	r := io.NewSectionReader(src, 0, src.Size)
	stream := bufio.NewReaderSize(contextReader{ctx, r}, 64<<10)
	switch src.Format {
	case "png":
		img, err = png.Decode(stream)
	case "gif":
		if img, err = gif.Decode(stream); err == nil {
			img = onCanvas(img, h.width, h.height)
		}
	case "tiff":
		page, cmyk := tiffPage(r)
		if img, err = tiff.Decode(contextReaderAt{ctx, page}); err == nil && cmyk {
			img = asCMYK(img)
		}
	case "webp":
		img, err = decodeWebP(ctx, r, stream)
	case "bmp":
		img, err = bmp.Decode(stream)
	case "heic":
		img, err = decodeHEIC(ctx, r)
	}
	return img, err
}

// prepare makes a decoded picture safe to give to package imaging.
func prepare(img image.Image, h header) (image.Image, error) {
	if b := img.Bounds(); b.Dx() != h.width || b.Dy() != h.height {
		return nil, fmt.Errorf("it has %d × %d pixels and its header says %d × %d", b.Dx(), b.Dy(), h.width, h.height)
	}
	switch img := img.(type) {
	case *image.Paletted:
		// The decoders of today check this too. Package imaging panics in
		// goroutines of its own, where no recover helps (CVE-2023-36308).
		for _, index := range img.Pix {
			if int(index) >= len(img.Palette) {
				return nil, fmt.Errorf("a pixel has colour %d of a palette of %d", index, len(img.Palette))
			}
		}
	case *image.NYCbCrA:
		// Package imaging would read it a pixel at a time.
		solid := image.NewRGBA(img.Bounds())
		draw.Draw(solid, solid.Rect, &img.YCbCr, solid.Rect.Min, draw.Src)
		for y := range h.height {
			for x, a := range img.A[y*img.AStride:][:h.width] {
				solid.Pix[y*solid.Stride+4*x+3] = a
			}
		}
		return &image.NRGBA{Pix: solid.Pix, Stride: solid.Stride, Rect: solid.Rect}, nil
	}
	return img, nil
}

// onCanvas puts a frame that is smaller than its picture where it belongs.
func onCanvas(frame image.Image, width, height int) image.Image {
	canvas := image.Rect(0, 0, width, height)
	if frame.Bounds() == canvas {
		return frame
	}
	img := image.NewNRGBA(canvas)
	draw.Draw(img, frame.Bounds(), frame, frame.Bounds().Min, draw.Src)
	return img
}

// unsupported reports whether a decoder gave up on a variant that it does not
// know, rather than on damage.
func unsupported(err error) bool {
	var inTIFF tiff.UnsupportedError
	var inPNG png.UnsupportedError
	var inJPEG jpegscale.UnsupportedError
	return errors.As(err, &inJPEG) || errors.As(err, &inTIFF) || errors.As(err, &inPNG) || errors.Is(err, bmp.ErrUnsupported)
}

// watchedFile remembers that reading failed, which says nothing about the
// picture. Decoders report it as if it did.
type watchedFile struct {
	io.ReaderAt
	err error
}

func (f *watchedFile) ReadAt(p []byte, off int64) (int, error) {
	n, err := f.ReaderAt.ReadAt(p, off)
	if err != nil && !errors.Is(err, io.EOF) {
		f.err = err
	}
	return n, err
}

// contextReader ends a decode that nobody waits for.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}

// contextReaderAt is a contextReader for the TIFF decoder, which would
// otherwise copy the file into memory.
type contextReaderAt struct {
	ctx context.Context
	*io.SectionReader
}

func (c contextReaderAt) ReadAt(p []byte, off int64) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.SectionReader.ReadAt(p, off)
}
