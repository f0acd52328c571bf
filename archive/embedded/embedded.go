// Package embedded reads what an image file says about itself: its format and
// size, and every statement of its EXIF, IPTC-IIM and XMP, word for word, with
// the place and language of each; and it decides which statement rules where
// several speak of one field.
//
// Files are untrusted. A malformed block costs a warning, never the photo, and
// no input makes Read panic, loop or allocate more than a small multiple of
// the metadata's own size.
package embedded

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

// Value is the effective value of a field among the statements of one file.
type Value struct {
	// Values has one entry, or several for fields that are lists.
	Values []string
	// From is the first statement that rules.
	From Statement
}
