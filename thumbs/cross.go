package thumbs

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/jpeg"
	"io"
)

// crossed are the colours of the cross over a picture that must not be used: a
// line that is seen on dark, and its edge that is seen on light.
var crossed = [2]color.RGBA{{0xe0, 0x20, 0x20, 0xff}, {0xff, 0xff, 0xff, 0xff}}

// Cross returns a rendition with a cross over it, as a JPEG: what is dragged out
// of a page, or saved, says itself that the picture must not be used.
func Cross(rendition io.Reader) ([]byte, error) {
	img, err := jpeg.Decode(rendition)
	if err != nil {
		return nil, fmt.Errorf("thumbs: read the rendition: %w", err)
	}
	b := img.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx(), b.Dy()))
	draw.Draw(out, out.Rect, img, b.Min, draw.Src)
	cross(out)
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, out, &jpeg.Options{Quality: quality}); err != nil {
		return nil, fmt.Errorf("thumbs: encode the rendition: %w", err)
	}
	return buf.Bytes(), nil
}

// cross draws the two diagonals.
func cross(img *image.RGBA) {
	w, h := img.Rect.Dx(), img.Rect.Dy()
	line := max(w, h)/80 + 1 // half its width, in pixels down a column
	for x := range w {
		rising := x * h / w
		for _, y := range [2]int{rising, h - 1 - rising} {
			for d := -line; d <= line; d++ {
				c := crossed[0]
				if d < -line*2/3 || d > line*2/3 {
					c = crossed[1]
				}
				if y+d >= 0 && y+d < h {
					img.SetRGBA(x, y+d, c)
				}
			}
		}
	}
}
