// Package export makes what leaves the archive: originals, originals with their
// effective words, pictures at a chosen size, sidecars, and lists; under names
// from a template; and sends them to the destinations that the newsroom set.
//
// Nothing goes out silently that a check before reuse stops, and what goes out
// is logged ([archive.Archive.LogExports]), which is the caller's, who knows
// where it went.
package export

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/reuse"
)

// As is what of a photo goes out.
type As string

// What can go out.
const (
	Original As = "original" // the bytes that came in
	Words    As = "words"    // the same picture with the effective words written in
	Preview  As = "preview"  // a JPEG at a chosen long edge, with the words
	Sidecar  As = "sidecar"  // the words alone, as XMP
	CSV      As = "csv"      // a list of many photos
	JSON     As = "json"     // the same with all fields
	Ninjs    As = "ninjs"    // the words of one photo, as IPTC ninjs 1.3
)

// All are what can go out.
func All() []As { return []As{Original, Words, Preview, Sidecar, CSV, JSON, Ninjs} }

// List reports whether it is a list of photos and not a file for each.
func (a As) List() bool { return a == CSV || a == JSON }

// ParseAs reads one.
func ParseAs(text string) (As, error) {
	if a := As(strings.ToLower(strings.TrimSpace(text))); slices.Contains(All(), a) {
		return a, nil
	}
	return "", fmt.Errorf("%q cannot be exported; choose original, words, preview, sidecar, csv, json or ninjs", text)
}

// DefaultEdge is the long edge of a preview for which none is chosen, in pixels.
const DefaultEdge = 2400

// Order says what of photos goes out.
type Order struct {
	As   As
	Edge int // of a Preview, in pixels; 0 for DefaultEdge
	// Beside: an Original comes with its words in a sidecar.
	Beside bool
}

// Pictures makes pictures at a long edge. A photo that cannot be shown is
// fs.ErrNotExist with the reason.
type Pictures interface {
	Scaled(ctx context.Context, src archive.Picture, edge int) ([]byte, error)
}

// Maker makes files of photos. Its fields are set before use and not changed.
type Maker struct {
	Archive  *archive.Archive
	Pictures Pictures
}

// File is what goes out of a photo. It is read as often as needed, and closed.
type File struct {
	Photo archive.ID
	As    As
	// Extension is that of its name: ".jpg".
	Extension string
	MediaType string
	// Notes are sentences that belong to it: what could not be done as asked,
	// and that a manifest no longer holds.
	Notes []string

	content content
	close   func() error
}

// content is a file of known size.
type content interface {
	io.ReaderAt
	Size() int64
}

// Size is the length in bytes.
func (f *File) Size() int64 { return f.content.Size() }

// Reader reads it from its start.
func (f *File) Reader() *io.SectionReader { return io.NewSectionReader(f.content, 0, f.Size()) }

// WriteTo writes it to w; see io.WriterTo.
func (f *File) WriteTo(w io.Writer) (int64, error) {
	if c, ok := f.content.(*embedded.Copy); ok {
		return c.WriteTo(w)
	}
	n, err := io.Copy(w, f.Reader())
	if err == nil && n < f.Size() {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}

// Close releases the original that it is made of.
func (f *File) Close() error {
	if f.close == nil {
		return nil
	}
	return f.close()
}

// Make makes the files of a photo: one, or with a sidecar two. Where words cannot
// be written into the original it comes as it is, with a sidecar, and a note
// says so. The caller closes them.
//
// A photo whose original has left, or that has no picture to scale, is a
// *NotMadeError.
func (m *Maker) Make(ctx context.Context, p *archive.Photo, o Order) ([]*File, error) {
	switch o.As {
	case Sidecar:
		f, err := sidecar(p)
		return []*File{f}, err
	case Ninjs:
		f, err := ninjsFile(p)
		return []*File{f}, err
	case Original, Words, Preview:
	default:
		return nil, fmt.Errorf("export: %s is a list of photos, not a file of one", o.As)
	}
	if left := p.Shelf.Retired; left != nil {
		return nil, &NotMadeError{Photo: p.ID, Reason: "the photo has left the archive: " + left.Reason() + "; its words can be exported as sidecar, csv, json or ninjs"}
	}
	original, err := m.Archive.Originals.Open(ctx, p.SHA256)
	if err != nil {
		return nil, fmt.Errorf("export: the original of photo %s: %w", p.ID, err)
	}
	files, err := m.picture(ctx, p, o, original)
	if err != nil || files[0].close == nil {
		original.Close()
	}
	return files, err
}

// picture makes a file of the original's bytes, or of its picture.
func (m *Maker) picture(ctx context.Context, p *archive.Photo, o Order, original archive.Original) ([]*File, error) {
	f := &File{Photo: p.ID, As: o.As, content: original, close: original.Close}
	f.MediaType, f.Extension = mediaTypes(p.Format)
	beside := o.Beside
	switch o.As {
	case Words:
		c, err := embedded.WithWords(original, original.Size(), p.Words())
		if bad, ok := errors.AsType[*embedded.UnwritableError](err); ok {
			f.As, beside = Original, true
			f.Notes = append(f.Notes, "The words stand in the sidecar: "+bad.Reason+".")
			break
		}
		if err != nil {
			return nil, fmt.Errorf("export: photo %s: %w", p.ID, err)
		}
		f.content, f.Notes = c, notes(c)
	case Preview:
		edge := o.Edge
		if edge == 0 {
			edge = DefaultEdge
		}
		data, err := m.Pictures.Scaled(ctx, archive.Picture{ReaderAt: original, Size: original.Size(), Format: p.Format, Orientation: p.Orientation}, edge)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, &NotMadeError{Photo: p.ID, Reason: "it has no picture to scale: " + strings.TrimSuffix(err.Error(), ": "+fs.ErrNotExist.Error())}
		}
		if refused, ok := errors.AsType[*archive.RefusedError](err); ok {
			return nil, &NotMadeError{Photo: p.ID, Reason: refused.Reason}
		}
		if err != nil {
			return nil, fmt.Errorf("export: photo %s: %w", p.ID, err)
		}
		c, err := embedded.WithWords(bytes.NewReader(data), int64(len(data)), p.Words())
		if bad, ok := errors.AsType[*embedded.UnwritableError](err); ok {
			return nil, &NotMadeError{Photo: p.ID, Reason: "its words cannot be written: " + bad.Reason}
		}
		if err != nil {
			return nil, fmt.Errorf("export: photo %s: %w", p.ID, err)
		}
		f.content, f.close = c, nil
		f.MediaType, f.Extension = mediaTypes("jpeg")
		f.Notes = notes(c)
	}
	files := []*File{f}
	if beside {
		s, err := sidecar(p)
		if err != nil {
			return nil, err
		}
		files = append(files, s)
	}
	return files, nil
}

// A NotMadeError says why there is no such file of a photo.
type NotMadeError struct {
	Photo  archive.ID
	Reason string
}

func (e *NotMadeError) Error() string { return fmt.Sprintf("photo %s: %s", e.Photo, e.Reason) }

// sidecar makes the XMP file of a photo's words.
func sidecar(p *archive.Photo) (*File, error) {
	data, err := embedded.Sidecar(p.Words(), p.Statements)
	if err != nil {
		return nil, fmt.Errorf("export: the sidecar of photo %s: %w", p.ID, err)
	}
	return &File{Photo: p.ID, As: Sidecar, Extension: ".xmp", MediaType: "application/rdf+xml", content: bytes.NewReader(data)}, nil
}

// notes says what a copy with words is not.
func notes(c *embedded.Copy) []string {
	list := append(cutNotes(c), c.Notes...)
	if c.Manifest {
		list = append(list, "The picture carries Content Credentials (C2PA), which are kept. Other words break their binding to the file: readers will call it changed.")
	}
	return list
}

// cutNotes says which fields IIM holds the beginning of alone.
func cutNotes(c *embedded.Copy) []string {
	var fields []string
	for _, s := range c.Cut {
		if !slices.Contains(fields, string(s.Field)) {
			fields = append(fields, string(s.Field))
		}
	}
	if len(fields) == 0 {
		return nil
	}
	return []string{"IPTC-IIM has no room for all of " + strings.Join(fields, ", ") + " and holds the beginning; XMP has it whole."}
}

// mediaTypes is the media type of a format, and the usual extension.
func mediaTypes(format string) (mediaType, extension string) {
	switch format {
	case "jpeg":
		return "image/jpeg", ".jpg"
	case "tiff":
		return "image/tiff", ".tif"
	case "png", "webp", "gif", "heic", "avif", "bmp", "jp2", "jxl":
		return "image/" + format, "." + format
	case "psd":
		return "image/vnd.adobe.photoshop", ".psd"
	case "dng", "nef", "cr2", "cr3", "arw", "pef", "orf", "raf", "rw2":
		return "application/octet-stream", "." + format
	}
	return "application/octet-stream", ".bin"
}

// Against says what stands against sending photos out, by ID: that they were
// killed or withdrawn, or what else a check of today stops. Photos that may go
// are not in it.
func (m *Maker) Against(ctx context.Context, photos []*archive.Photo) (map[archive.ID]string, error) {
	rules, err := m.Archive.Rules(ctx)
	if err != nil {
		return nil, err
	}
	settings, _, err := m.Archive.Settings(ctx)
	if err != nil {
		return nil, err
	}
	zone, err := settings.Location()
	if err != nil {
		return nil, err
	}
	rights, err := m.Archive.Rights(ctx)
	if err != nil {
		return nil, err
	}
	n := reuse.Newsroom{Rules: rules.Rules, Settings: settings, Zone: zone, Rights: rights}
	against := make(map[archive.ID]string)
	for _, p := range photos {
		result := reuse.Check(p, nil, n.Intent(m.Archive.Time()), n)
		if result.Verdict != reuse.NotAsItIs {
			continue
		}
		var reasons []string
		for _, r := range result.Reasons {
			if r.Severity == reuse.Stop {
				reasons = append(reasons, strings.TrimSuffix(r.Text, "."))
			}
		}
		against[p.ID] = strings.Join(reasons, "; ")
	}
	return against, nil
}

// Stored is a list that was written to a file, which must stay open.
func Stored(list *os.File, as As) (*File, error) {
	info, err := list.Stat()
	if err != nil {
		return nil, fmt.Errorf("export: %w", err)
	}
	f := &File{As: as, Extension: ".csv", MediaType: "text/csv; charset=utf-8", content: io.NewSectionReader(list, 0, info.Size())}
	if as == JSON {
		f.Extension, f.MediaType = ".json", "application/json"
	}
	return f, nil
}
