package archive

import "context"

// How a photo was found by a picture.
type How string

// The ways, the surest first.
const (
	// ByBytes: the very file.
	ByBytes How = "bytes"
	// ByPixels: the same picture data with other words.
	ByPixels How = "pixels"
	// ByPicture: it looks the same.
	ByPicture How = "picture"
)

// Match is a photo that was found by a picture.
type Match struct {
	ID  ID  `json:"id"`
	How How `json:"how"`
	// Distance is the number of bits, 0 to 64, in which the fingerprints of the
	// photo and the picture, cut to what both show, differ.
	Distance int `json:"distance"`
	// Likeness is how well the pictures agree where both show something, 0 to
	// 1; 1 for the same bytes or pixels.
	Likeness float64 `json:"likeness"`
	// Certain: it is the whole photo, and nothing of it was changed that shows
	// in a rendition of 400 pixels; a change of a few pixels there may not. Any other match is a suggestion, never to be presented as
	// the photo.
	Certain bool `json:"certain"`
	// Mirrored: the picture is the photo as a mirror shows it.
	Mirrored bool `json:"mirrored,omitempty"`
}

// Found are the photos that were found by a picture, the surest first.
type Found struct {
	Matches []Match `json:"matches"`
	// Searched is how many of the archive's Photos were compared with the
	// picture by their looks. It is less than Photos while a process still
	// learns what they look like; finding by bytes and pixels never waits for
	// that.
	Searched int `json:"searched"`
	Photos   int `json:"photos"`
}

// Fingerprinted is what a photo looks like, and nothing else of it.
type Fingerprinted struct {
	ID  ID
	Seq Seq // the photo's last change
	// N numbers the photos of a catalogue in the order they came in, from 1
	// with few gaps. It never changes.
	N int
	// Fingerprint is 0 where the photo has none, has left or was purged.
	Fingerprint Fingerprint
}

// Fingerprints tells what the photos of a catalogue look like, a million in
// about a second. Package archivetest holds every implementation to this.
type Fingerprints interface {
	// Fingerprints returns at most limit photos changed after the Seq given,
	// each once, in order of Seq.
	Fingerprints(ctx context.Context, after Seq, limit int) ([]Fingerprinted, error)
}
