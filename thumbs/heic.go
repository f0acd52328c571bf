//go:build heic

// HEIC is decoded only by programs built with -tags heic,nodynamic: the module
// that does it carries libheif and libde265, which are under the LGPL, version
// 3, as WebAssembly. Whoever passes such a program on must pass on their
// licences too; they lie in the module's folder lib. Without nodynamic the
// module would load a library of the system into this process, where damage
// in a picture could end it.

package thumbs

import (
	"context"
	"image"
	"io"

	"github.com/gen2brain/heic"
)

// heicBytes is what a pixel takes, in the decoder's own memory and ours, and
// heicBase the decoder itself. Both come from the survey by which the decoder was
// chosen, where a process that decoded 24 megapixels took 578 MB at its peak; they
// were not measured on this code.
const (
	heicBytes = 24
	heicBase  = 64 << 20
)

// heicHeader reads the size itself: the module's way reads the beginning of a
// file only, where some programs have no size.
func heicHeader(r *io.SectionReader) (header, error) {
	p := readHEIF(r)
	if p.turned {
		p.width, p.height = p.height, p.width
	}
	return header{width: p.width, height: p.height, decode: heicBytes*pixels(p.width, p.height) + heicBase}, nil
}

func decodeHEIC(ctx context.Context, r *io.SectionReader) (image.Image, error) {
	return heic.Decode(contextReader{ctx, r})
}
