//go:build !heic

package thumbs

import (
	"context"
	"image"
	"io"
)

// heicHeader: see heic.go for how to build with a decoder.
func heicHeader(*io.SectionReader) (header, error) {
	return header{}, noDecoder(formatName("heic") + " pictures")
}

func decodeHEIC(context.Context, *io.SectionReader) (image.Image, error) {
	return nil, noDecoder(formatName("heic") + " pictures")
}
