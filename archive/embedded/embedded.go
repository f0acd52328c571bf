// Package embedded reads what an image file says about itself: its format and
// size, and every statement of its EXIF, IPTC-IIM and XMP, word for word, with
// the place and language of each; and it decides which statement rules where
// several speak of one field. It also writes words into copies of JPEG, PNG,
// TIFF and WebP files.
//
// EXIF is read through goexif behind a gate, HEIC and AVIF through imagemeta;
// IIM and XMP, of which no library keeps every word, are read here.
//
// Files are untrusted. A malformed block costs a warning, never the photo, and
// no input makes Read panic, loop or allocate more than a small multiple of
// the metadata's own size.
package embedded

import (
	"errors"
	"fmt"
	"io"
)

// Version is that of the reader. It rises whenever Read or Effective may give
// another answer for the same file, so that stored readings can be found and
// made again.
//
// 1: the first.
// 2: whether there is a C2PA manifest.
const Version = 2

// Limits of what is read from one file. What exceeds them is left out with a
// warning; the photo stays.
const (
	// maxBlock is the largest metadata block in bytes.
	maxBlock = 16 << 20
	// maxHeld is how many bytes of metadata blocks are held of one file.
	maxHeld = 2 * maxBlock
	// maxBlocks is how many blocks of each kind are read.
	maxBlocks = 64
	// maxStatements is how many statements without a Field are kept; editing
	// histories can hold tens of thousands.
	maxStatements = 2000
	// maxValue is the longest value in bytes of a statement.
	maxValue = 1 << 20
)

// ErrNotImage: the content is no image at all, whatever the file's name says.
var ErrNotImage = errors.New("the content is not an image: check the file, or leave it out of the folder")

// UnreadableError says why a file that claims to be an image cannot be read.
type UnreadableError struct {
	// Reason is a sentence naming the problem and the next step.
	Reason string
}

func (e *UnreadableError) Error() string { return e.Reason }

func unreadable(format string, args ...any) error {
	return &UnreadableError{Reason: fmt.Sprintf(format, args...)}
}

// Info is what a file says about itself.
type Info struct {
	// Format is told by content, never by name: jpeg, png, tiff, webp, gif,
	// heic, avif, jxl, jp2, psd, bmp, or raw with the maker's own (dng, nef,
	// cr2, cr3, arw, pef, orf, raf, rw2).
	Format string
	// Width and Height are in pixels as stored, before Orientation; 0 where
	// the header does not tell.
	Width, Height int
	// Orientation is the EXIF value 1 to 8; 1 where none is stated.
	Orientation int
	// Statements are in file order within each place; XMP first, then IIM,
	// then EXIF.
	Statements []Statement
	// DigestStale: the file's stored IPTCDigest is not that of its IIM block,
	// so IIM was edited after XMP was last written (MWG 2.0, section 3.3).
	DigestStale bool
	// Warnings are sentences about what could not be read.
	Warnings []string
}

// Read reads the header and the metadata of the image in r, which holds size
// bytes. It reads only the parts of the file that hold them.
//
// The error is [ErrNotImage] for content that is no image, and an
// [*UnreadableError] for an image that is empty, cut off inside its header or
// otherwise not to be read; an error of r itself is returned wrapped.
// Metadata that cannot be read is no error but a warning.
func Read(r io.ReaderAt, size int64) (*Info, error) {
	if size == 0 {
		return nil, unreadable("the file is empty: get it again from where it came")
	}
	src := &source{r: r, size: size}
	p := &parts{info: Info{Orientation: 1}}
	err := p.read(src)
	if err == nil {
		p.state()
	}
	// A disk that fails looks like a file that ends.
	if src.err != nil {
		return nil, fmt.Errorf("read image: %w", src.err)
	}
	if err != nil {
		return nil, err
	}
	return &p.info, nil
}

// read fills p with the format, the size of the picture and the metadata blocks.
func (p *parts) read(src *source) (err error) {
	if p.info.Format, err = Sniff(src.head(SniffLen)); err != nil {
		return err
	}
	switch p.info.Format {
	case "jpeg":
		return p.readJPEG(src)
	case "png":
		return p.readPNG(src)
	case "webp":
		return p.readWebP(src)
	case "gif", "bmp":
		return p.readHeader(src)
	case "psd":
		return p.readPSD(src)
	case "heic", "avif":
		return p.readHEIF(src)
	case "jxl", "jp2", "cr3":
		return p.readBoxFile(src)
	case "raf":
		return p.readRAF(src)
	}
	return p.readTIFF(src)
}
