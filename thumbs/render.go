package thumbs

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"strings"
	"time"

	"github.com/disintegration/imaging"

	"cutline/archive"
)

// quality of the renditions, on the scale of 1 to 100 of package image/jpeg.
const quality = 82

// decodeLimit is how long the decoder of a picture may take. The largest within
// the limits of pixels and memory take seconds.
const decodeLimit = 2 * time.Minute

// neutral is the grey behind transparent pictures: black and white lettering
// are both seen on it.
const neutral = 0x80

// errKeep: a rendition was made and could not be written.
var errKeep = errors.New("the rendition cannot be kept: free some space or repair the disk")

// Render implements [archive.Renderer]. Renditions that are there already are
// made anew. Other errors than *archive.RefusedError are those of ctx and of
// the disk.
func (s *Store) Render(ctx context.Context, id archive.ID, src archive.Picture) (archive.Rendered, error) {
	return s.render(ctx, id, src, true)
}

// Look implements [archive.Looker].
func (s *Store) Look(ctx context.Context, id archive.ID, src archive.Picture) (archive.Rendered, error) {
	seen, err := s.render(ctx, id, src, false)
	seen.Placeholder = strings.TrimSuffix(seen.Placeholder, keptAsItIs)
	return seen, err
}

// keptAsItIs ends a placeholder's reason: the file itself is safe.
const keptAsItIs = "; the original is kept as it is"

func (s *Store) render(ctx context.Context, id archive.ID, src archive.Picture, keep bool) (archive.Rendered, error) {
	if _, err := archive.ParseID(string(id)); err != nil {
		return archive.Rendered{}, fmt.Errorf("thumbs: render: %w", err)
	}
	if IsRaw(src.Format) {
		return s.renderRaw(ctx, id, src, keep)
	}
	a, width, height, err := s.admit(ctx, src, Preview.longEdge())
	seen := archive.Rendered{Width: width, Height: height}
	if why, ok := errors.AsType[notShown](err); ok {
		seen.Placeholder = string(why) + keptAsItIs
		return seen, nil
	}
	if refused, ok := errors.AsType[*archive.RefusedError](err); ok {
		return archive.Rendered{}, refused
	}
	if err != nil {
		return archive.Rendered{}, fmt.Errorf("thumbs: render %s: %w", id, err)
	}
	defer a.close()
	preview := a.upright()
	grid := shrink(preview, Grid)
	seen.Fingerprint, seen.Colour = look(grid)
	if !keep {
		seen.Small = grid
		return seen, nil
	}
	for _, rendition := range []struct {
		size Size
		img  *image.NRGBA
	}{{Preview, preview}, {Grid, grid}} {
		if err := ctx.Err(); err != nil {
			return archive.Rendered{}, fmt.Errorf("thumbs: render %s: %w", id, err)
		}
		data, err := encode(ctx, a.worker, opaque(rendition.img), quality)
		if err != nil {
			return archive.Rendered{}, fmt.Errorf("thumbs: encode the %s of %s: %w", rendition.size, id, err)
		}
		if err := s.write(s.path(id, rendition.size), data); err != nil {
			return archive.Rendered{}, fmt.Errorf("thumbs: %w: %w", errKeep, err)
		}
	}
	return seen, nil
}

// refuse says why a picture cannot be what it claims to be.
func refuse(format string, err error) error {
	reason := err.Error()
	if errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF) {
		reason = "the file ends before its picture does"
	}
	return &archive.RefusedError{
		Reason: fmt.Sprintf("the %s picture cannot be read: %s; get the file again, or save it anew from a program that opens it",
			formatName(format), reason),
		Err: err,
	}
}

// formatName is a format as people write it.
func formatName(format string) string {
	switch format {
	case "jxl":
		return "JPEG XL"
	case "jp2":
		return "JPEG 2000"
	case "webp":
		return "WebP"
	case "dng", "nef", "cr2", "cr3", "arw", "pef", "orf", "raf", "rw2":
		return "raw (" + strings.ToUpper(format) + ")"
	}
	return strings.ToUpper(format)
}

// fit scales a width and height down so that the longer is at most edge.
func fit(width, height, edge int) (int, int) {
	long := max(width, height)
	if long <= edge {
		return width, height
	}
	scale := func(n int) int { return max(1, (n*edge+long/2)/long) }
	return scale(width), scale(height)
}

// boxFrom is the reduction from which averaging areas down to twice the size
// first takes less time than it costs, and leaves enough pixels to look as well.
const boxFrom = 4

// shrink scales a picture down to a size. A picture that is smaller is copied.
func shrink(img image.Image, size Size) *image.NRGBA { return shrinkTo(img, size.longEdge()) }

func shrinkTo(img image.Image, edge int) *image.NRGBA {
	width, height := img.Bounds().Dx(), img.Bounds().Dy()
	if opaque, ok := img.(*image.NRGBA); ok && max(width, height) > edge && opaque.Opaque() {
		w, h := fit(width, height, edge)
		return lanczos(opaque, w, h)
	}
	if max(width, height) >= boxFrom*edge {
		w, h := fit(width, height, 2*edge)
		img = imaging.Resize(img, w, h, imaging.Box)
	}
	w, h := fit(width, height, edge)
	return imaging.Resize(img, w, h, imaging.Lanczos)
}

// scaleBytes is what scaling a picture of this size to an edge takes: each pass makes a
// picture of the new width and the old height and then one of the new height,
// by tables of weights; the rest is the result, upright, and what encodes it.
func scaleBytes(width, height, edge int) int64 {
	const pixel, weights = 4, 128
	n := weights * (int64(width) + int64(height))
	if max(width, height) >= boxFrom*edge {
		w, h := fit(width, height, 2*edge)
		n += pixel * (pixels(w, height) + pixels(w, h))
		width, height = w, h
	}
	w, h := fit(width, height, edge)
	return n + pixel*(pixels(w, height)+4*pixels(w, h))
}

// flatten puts a picture on a neutral ground, in its own memory.
func flatten(img *image.NRGBA) *image.NRGBA {
	for i := 0; i+3 < len(img.Pix); i += 4 {
		p := img.Pix[i : i+4 : i+4]
		if p[3] == 255 {
			continue
		}
		a := uint32(p[3])
		for c := range p[:3] {
			p[c] = uint8((uint32(p[c])*a + neutral*(255-a) + 127) / 255)
		}
		p[3] = 255
	}
	return img
}

// opaque is a flattened picture as the type that package image/jpeg encodes
// fast; without transparency the two hold the same bytes.
func opaque(img *image.NRGBA) *image.RGBA {
	return &image.RGBA{Pix: img.Pix, Stride: img.Stride, Rect: img.Rect}
}

// orientation is how a picture is stored, as EXIF says (CIPA DC-008, tag 274):
// 1 is upright, 5 to 8 lie on a side. Other values count as 1.
type orientation int

// turned reports whether width and height change places.
func (o orientation) turned() bool { return o >= 5 && o <= 8 }

// apply makes a picture upright.
func (o orientation) apply(img *image.NRGBA) *image.NRGBA {
	switch o {
	case 2:
		return imaging.FlipH(img)
	case 3:
		return imaging.Rotate180(img)
	case 4:
		return imaging.FlipV(img)
	case 5:
		return imaging.Transpose(img)
	case 6:
		return imaging.Rotate270(img)
	case 7:
		return imaging.Transverse(img)
	case 8:
		return imaging.Rotate90(img)
	}
	return img
}
