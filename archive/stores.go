package archive

import (
	"context"
	"image"
	"io"
	"iter"
	"time"
)

// Catalogue holds the truth about photos. Several processes may use one
// catalogue at once. Package archivetest holds every implementation to this.
type Catalogue interface {
	// Commit makes the writes durable in one transaction and gives each photo
	// written its next Seq, in the order of writes. A write whose Seen is not
	// the photo's Seq in the catalogue (0: not there) is left out and its ID
	// returned as a conflict; the others stand. Arrivals, corrections, recalls, usages
	// and permissions are only ever added: those the catalogue holds already are not
	// written again, but for the withdrawal of the last two. A photo with
	// the PixelHash of another becomes its [SamePixels] relation, and the
	// other takes a new Seq in the same transaction.
	Commit(ctx context.Context, writes []Write) (conflicts []ID, err error)
	// Photos returns the photos in the order of ids; those not in the
	// catalogue are left out.
	Photos(ctx context.Context, ids []ID) ([]*Photo, error)
	// Changes returns at most limit changes after the Seq given, in order of
	// Seq, which is the order of commits. A photo that was purged is the change
	// that took it out.
	Changes(ctx context.Context, after Seq, limit int) ([]Change, error)
	// Stats returns the number of photos and the last Seq.
	Stats(ctx context.Context) (Stats, error)
}

// Shelves finds the photos that keep rules are over, and carries out what they
// let go. Package archivetest holds every implementation to this.
type Shelves interface {
	// Leaving returns at most limit photos that leave before a time, in the
	// order they leave, after the one given; the zero Leaving asks for the
	// first.
	Leaving(ctx context.Context, after Leaving, before time.Time, limit int) ([]Leaving, error)
	// Shelved returns, in the order of IDs and at most limit after the one
	// given, the photos that came through a watched folder and have not left.
	Shelved(ctx context.Context, after ID, limit int) ([]ID, error)
	// LetGo returns at most limit originals that a photo named until it left.
	// The Commit that lets a photo go lists its originals in the same
	// transaction; they stay listed until Removed.
	LetGo(ctx context.Context, limit int) ([]LetGo, error)
	// Removed takes originals off that list.
	Removed(ctx context.Context, hashes []Hash) error
}

// Leaving is a photo and when it leaves.
type Leaving struct {
	ID ID
	At time.Time
}

// LetGo is an original that a photo named until it left. Named: another photo
// that is here names it, or the same one that is back, so that it stays.
type LetGo struct {
	Hash  Hash
	Named bool
}

// Usages reads what a photo does not list of its usages, and finds photos by
// them. Usages and permissions are written with their photo, by Commit. Package
// archivetest holds every implementation to this.
type Usages interface {
	// UsagesOf returns at most limit usages of a photo after the number given,
	// in order, the withdrawn too.
	UsagesOf(ctx context.Context, id ID, after int64, limit int) ([]Usage, error)
	// UsedBetween returns at most limit usages that were not withdrawn within
	// some days, by day and number, after the one given; the zero Used asks for
	// the first.
	UsedBetween(ctx context.Context, days Period, after Used, limit int) ([]Used, error)
	// Usage returns one by its number, or ErrNotFound.
	Usage(ctx context.Context, n int64) (Used, error)
	// Recorded returns, in the order of IDs and at most limit after the one
	// given, every photo that has a usage, a permission or a pin. One that had
	// a pin may be among them.
	Recorded(ctx context.Context, after ID, limit int) ([]ID, error)
}

// Used is a usage and its photo.
type Used struct {
	Photo ID `json:"photo"`
	Usage
}

// CheckLog keeps which checks before reuse a photo appeared in, so that one
// that is killed later names those who asked. Package archivetest holds every
// implementation to this.
type CheckLog interface {
	// LogChecks adds checks; one of a photo that is not there is left out.
	LogChecks(ctx context.Context, checks []Checked) error
	// ChecksOf returns at most limit checks of a photo, the latest first.
	ChecksOf(ctx context.Context, id ID, limit int) ([]Checked, error)
}

// Write is a photo as it shall be, made from the photo as it was at Seen.
type Write struct {
	Photo *Photo
	Seen  Seq
	// Quiet: nothing that a follower keeps has changed, as where new rules read
	// the same. The photo keeps its Seq.
	Quiet bool
}

// Readings tells which readings a catalogue holds. Package archivetest holds
// every implementation to this.
type Readings interface {
	// Stale returns at most limit photos whose reading another version made, in
	// the order in which they came in, after the photo given ("" from the
	// first). Where v.Reader is 0, it does not count.
	Stale(ctx context.Context, v Version, after ID, limit int) ([]ID, error)
	// CountStale counts them.
	CountStale(ctx context.Context, v Version) (int, error)
	// Unread returns the shapes of the credits that no rule explains, the most
	// frequent first, at most limit.
	Unread(ctx context.Context, limit int) ([]UnreadShape, error)
	// UnreadLines returns the lines of a shape, at most limit, the most frequent
	// first.
	UnreadLines(ctx context.Context, shape string, limit int) ([]UnreadLine, error)
}

// Waiting lists the photos that wait in the queues of Photo.Lacks. Package
// archivetest holds every implementation to this.
type Waiting interface {
	// Waiting returns at most limit photos of a queue, the latest that came in
	// first, after the one given ("" asks for the first). It need not be in the
	// queue any more.
	Waiting(ctx context.Context, queue string, after ID, limit int) ([]ID, error)
	// CountWaiting counts the photos of each queue that has any.
	CountWaiting(ctx context.Context) (map[string]int, error)
}

// UnreadShape is a form of credit that no rule explains; see credit.Rules.Shape.
type UnreadShape struct {
	Shape  string `json:"shape"`
	Photos int    `json:"photos"`
	// Lines is the number of different lines.
	Lines int `json:"lines"`
	// First and Last are when the first and the last photo of them came in.
	First time.Time `json:"first"`
	Last  time.Time `json:"last"`
	// Example is one of the lines, word for word.
	Example string `json:"example"`
}

// UnreadLine is a credit that no rule explains, word for word.
type UnreadLine struct {
	Line string `json:"line"`
	// Words are those that no rule explains.
	Words []string `json:"words"`
	// Place states it in the first of its photos.
	Place  string    `json:"place"`
	Photos int       `json:"photos"`
	First  time.Time `json:"first"`
	// Photo is one of them.
	Photo ID `json:"photo"`
}

// Stats are the figures of a catalogue.
type Stats struct {
	Photos int
	Last   Seq
}

// Originals keeps files by their hash, never altered. Package archivetest
// holds every implementation to this.
type Originals interface {
	// Keep moves spooled files into the store. When it returns nil each is
	// there for good: it survives a power cut, and its spool file is gone. Keeping
	// what is there already is no error.
	Keep(ctx context.Context, files []Spooled) error
	// Open opens an original for reading. A missing one is ErrNotFound.
	Open(ctx context.Context, hash Hash) (Original, error)
	// All yields every original in the store with its size in bytes. A file
	// that is no original is an error of the sequence, which goes on.
	All(ctx context.Context) iter.Seq2[Stored, error]
	// Remove deletes an original; one that is missing is no error.
	Remove(ctx context.Context, hash Hash) error
}

// Spooled is a file that was written and synced to the spool.
type Spooled struct {
	Hash Hash
	Path string
}

// Stored is an original as its store lists it.
type Stored struct {
	Hash Hash
	Size int64
	// Kept is when it was written.
	Kept time.Time
}

// Original is an open original.
type Original interface {
	io.ReadSeekCloser
	io.ReaderAt
	Size() int64
}

// Renderer makes what pages show of a photo. Its work is derived: lost, it can
// be made again from the original.
type Renderer interface {
	// Render decodes the picture once, keeps its renditions under the ID and
	// returns what it saw. A picture that cannot be shown (no decoder, over
	// the memory budget) is not an error: Rendered.Placeholder says why. A
	// picture that is broken or a bomb is a *RefusedError.
	Render(ctx context.Context, id ID, src Picture) (Rendered, error)
}

// Picture is a file to render.
type Picture struct {
	io.ReaderAt
	Size        int64
	Format      string
	Orientation int // EXIF, 1 to 8
}

// Rendered is what a Renderer saw.
type Rendered struct {
	// Width and Height are those of the original, upright; 0 if unknown.
	Width, Height int
	Fingerprint   Fingerprint
	Colour        string // "#rrggbb"
	Placeholder   string // why there is no rendition
	// Small is the picture, upright and scaled down; only a Looker gives it.
	Small image.Image
}
