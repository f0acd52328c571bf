package web

import (
	"fmt"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/thumbs"
)

// zoom is what is shown of a photo at 100 %.
type zoom struct {
	Src           string
	Width, Height int // in pixels
	// Why says why it is not the original; empty where it is.
	Why string
}

// Limits of an original that a page shows: a browser holds every pixel of it
// in four bytes.
const (
	maxZoomedPixels = 80_000_000
	maxZoomedBytes  = 80_000_000
)

// zoomKeys are the keys of pages on which pictures are shown at 100 %.
func zoomKeys() []pageKey {
	return []pageKey{
		{"z", "the picture at 100 %, and whole again"},
		{"+ −", "at 100 %: larger, smaller; the arrows move it"},
	}
}

// zoomOf is the original where browsers show it, upright and within the limits,
// and else the preview. Nil: there is no picture.
func zoomOf(p *archive.Photo) *zoom {
	if p.NoPicture() != "" || p.Width <= 0 || p.Height <= 0 {
		return nil
	}
	z := &zoom{Src: "/originals/" + string(p.ID), Width: p.Width, Height: p.Height}
	pixels := int64(p.Width) * int64(p.Height)
	switch {
	case p.Withdrawn():
		z.Why = "The photo is withdrawn, and its original is not shown."
	case !slices.Contains([]string{"jpeg", "png", "webp", "gif", "avif"}, p.Format):
		z.Why = "Browsers do not show " + strings.ToUpper(p.Format) + "."
	case p.Format != "jpeg" && p.Orientation > 1:
		z.Why = "Not every browser turns this format upright."
	case pixels > maxZoomedPixels:
		z.Why = fmt.Sprintf("The original has %s megapixels, more than a page shows.", count(int(pixels/1_000_000)))
	case p.Size > maxZoomedBytes:
		z.Why = fmt.Sprintf("The original has %s, more than a page loads.", fileSize(p.Size))
	default:
		return z
	}
	z.Src = shownURL(p, thumbs.Preview)
	z.Width, z.Height = thumbs.Preview.Fit(p.Width, p.Height)
	z.Why += fmt.Sprintf(" This is the preview: %s × %s of %s × %s pixels.", count(z.Width), count(z.Height), count(p.Width), count(p.Height))
	return z
}
