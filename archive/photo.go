package archive

import (
	"time"

	"cutline/archive/embedded"
)

// Seq orders the changes of a catalogue: every change of a photo gives it the
// next Seq, in the order of the commits. The first is 1.
type Seq int64

// Fingerprint is a 64-bit perceptual hash of the picture: near pictures differ
// in few bits. 0 means none: no picture could be decoded, or it has no features.
type Fingerprint uint64

// Photo is one photo as the catalogue holds it: the original's facts, what was
// said of it word for word, and what the rules read into that.
type Photo struct {
	ID     ID
	SHA256 Hash
	// Seq is the photo's last change.
	Seq Seq
	// Came is the Seq that it came in with, 0 for a photo older than that
	// record. The catalogue keeps it; a write does not set it.
	Came  Seq
	Size  int64 // of the original, in bytes
	Added time.Time

	// Format is told by content: jpeg, png, tiff … (embedded.Info).
	Format string
	// Width and Height are in pixels, upright; 0 where the file does not tell.
	Width, Height int
	// Orientation is the EXIF value 1 to 8 of the original.
	Orientation int

	// PixelHash is the SHA-256 (hexadecimal) of the picture data without
	// metadata, empty for formats that have no such reading.
	PixelHash   string
	Fingerprint Fingerprint
	// Colour is the mean colour as "#rrggbb", shown while a rendition loads.
	Colour string
	// Placeholder says why there is no rendition; empty where there is one.
	Placeholder string

	// Statements are the file's own words.
	Statements []embedded.Statement
	// DigestStale is that of embedded.Info.
	DigestStale bool
	// Warnings are sentences about what could not be read.
	Warnings []string

	// Arrivals are all the times these bytes came in, oldest first.
	Arrivals []Arrival
	// Relations are kept by the catalogue; a write does not set them.
	Relations []Relation

	// Corrections are what editors said, oldest first.
	Corrections []Correction

	// Recalls are what was said against its use beyond its own words, oldest
	// first; see Recalled.
	Recalls []Recall

	// Reading is what the rules made of the words and corrections.
	Reading Reading

	// Shelf says whether and when the photo leaves, or that it has left.
	Shelf Shelf

	// Exported: it left the archive at least once. It is kept by [Exports]; a
	// write does not set it.
	Exported bool

	// Pick is set where an editor picked the photo.
	Pick *Pick
	// Collections are the numbers of those that the photo is in, without the
	// deleted. They are kept by [Members]; a write does not set them.
	Collections []int64

	// Permissions are the rights recorded of this photo, oldest first. A write
	// only adds those without a number, and withdraws.
	Permissions []Permission
	// Usages are where it was published, in the order they were recorded, the
	// latest [MaxUsages]. A write only adds those without a number, and
	// withdraws.
	Usages []Usage
}

// Arrival is one time that a photo's bytes came in, with the words that came
// from outside the file.
type Arrival struct {
	At    time.Time
	Actor string // who brought it
	Run   string // the ingest it belongs to
	// Path is where it came from, in whatever bytes the file system uses.
	Path string
	// Folder is the path of the watched folder that it came through, empty for
	// any other way. Days that run from a transmission run from such an arrival.
	Folder string
	// Modified is the file's modification time.
	Modified time.Time
	// Statements are the outside words; their Place is [Sidecar] or another
	// place of this package.
	Statements []embedded.Statement
	// Sidecars are the hashes of the files that said them, kept as originals.
	Sidecars []Hash
}

// Change is a photo that changed, at its last Seq. A photo changed twice is
// one Change.
type Change struct {
	ID  ID
	Seq Seq
	// Purged: the photo is gone for good.
	Purged bool
}
