package thumbs

import (
	"image"

	"github.com/disintegration/imaging"

	"cutline/archive"
)

// view is one way in which a picture may show a photo.
type view struct {
	grey     *grey
	window   // where the whole of the photo would lie
	mirrored bool
	print    archive.Fingerprint
}

// windows are where the whole of a photo may lie in a picture of it: it was cut
// at the edges, framed, or has a line of words below.
var windows = []window{
	all, all.grow(0.03), all.grow(0.06), all.grow(-0.02), all.grow(-0.04),
	{0, 0, 1, 0.95},
	{0, 0, 1, 0.91},
	{0, 0, 1, 0.86},
}

// viewsOf are the ways in which a picture is looked for.
func viewsOf(small image.Image) []view {
	straight, mirror := newGrey(small), newGrey(imaging.FlipH(small))
	var views []view
	add := func(v view) {
		if v.print = v.grey.fingerprint(v.window); v.print != 0 {
			views = append(views, v)
		}
	}
	for _, w := range windows {
		add(view{grey: straight, window: w})
	}
	for _, w := range []window{all, all.grow(0.03)} {
		add(view{grey: mirror, window: w, mirrored: true})
	}
	return views
}
