package archive

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/pprof"
	"time"

	"cutline/archive/embedded"
)

// Incoming is a file on its way in.
type Incoming struct {
	// Path is where it comes from, kept with the arrival in its own bytes.
	Path string
	// Modified is its modification time.
	Modified time.Time
	// Actor is who brings it, Run the ingest it belongs to.
	Actor, Run string
	// Watched is the folder it comes through, with what is known of everything
	// that does; nil for any other way.
	Watched *WatchedFolder
	// Source is the file. It is read once, to its end.
	Source io.Reader
	// Sidecars are the XMP files beside it.
	Sidecars []SidecarFile
	// Words are what else is said of it outside, each with its place, and
	// Beside the files beside it that say some of them.
	Words  []embedded.Statement
	Beside []SidecarFile
	// Shared are files that say some of Words, and those of other photos.
	Shared []*SharedFile
	// Rehearsed: the file is only rehearsed, so nothing of it is to stay.
	Rehearsed bool
}

// SidecarFile is a file beside a photo, kept as an original like it.
type SidecarFile struct {
	Path string
	Data []byte
}

// Prepared is a file that was read, understood and rendered, and waits to be
// committed. It holds a file in the spool until Commit or Discard.
type Prepared struct {
	photo    *Photo // nil where the catalogue held the bytes already
	hash     Hash
	arrival  Arrival
	original *spooled // nil where photo is nil
	sidecars []*spooled
	shared   []*SharedFile
	warnings []string // of this arrival, beside those of the photo
}

// Discard gives up a prepared file. After Commit it does nothing.
func (p *Prepared) Discard() {
	if p.original != nil {
		p.original.discard()
		p.original = nil
	}
	for _, s := range p.sidecars {
		s.discard()
	}
	p.sidecars = nil
}

// Prepare reads a file to its end, once, and does all that can be done before
// it is acknowledged: spool and hash, read its words, render it. Bytes that the
// catalogue holds already are only spooled.
//
// A file that is no image is a *SkippedError; one that claims to be an image
// and cannot be read is a *RefusedError. Any other error is the archive's own
// trouble, such as a full disk.
func (a *Archive) Prepare(ctx context.Context, in Incoming) (*Prepared, error) {
	src := bufio.NewReaderSize(in.Source, embedded.SniffLen)
	if err := sniff(src); err != nil {
		return nil, err
	}
	file, err := a.Spool.write(ctx, src)
	if err != nil {
		return nil, err
	}
	p := &Prepared{
		hash:     file.hash,
		original: file,
		arrival:  Arrival{Actor: in.Actor, Run: in.Run, Path: in.Path, Modified: in.Modified.UTC()},
	}
	if in.Watched != nil {
		p.arrival.Folder, p.arrival.Statements = in.Watched.Path, in.Watched.Statements()
	}
	prepared := false
	defer func() {
		if !prepared { // failed, or a decoder panicked
			p.Discard()
		}
	}()
	if err := a.addSidecars(ctx, p, in.Sidecars); err != nil {
		return nil, err
	}
	for _, file := range in.Beside {
		if err := a.addBeside(ctx, p, file); err != nil {
			return nil, err
		}
	}
	p.arrival.Statements = append(p.arrival.Statements, in.Words...)
	p.shared = in.Shared
	for _, file := range in.Shared {
		p.arrival.Sidecars = append(p.arrival.Sidecars, file.hash)
	}
	known, err := a.Catalogue.Photos(ctx, []ID{p.hash.ID()})
	if err != nil {
		return nil, fmt.Errorf("archive: %w", err)
	}
	if len(known) > 0 {
		err = a.prepareKnown(ctx, p, known[0])
	} else if err = a.refusePurged(ctx, p.hash.ID()); err == nil {
		err = a.prepareNew(ctx, p, in.Rehearsed)
	}
	if err != nil {
		return nil, err
	}
	prepared = true
	return p, nil
}

// prepareNew reads and renders what the catalogue does not hold yet.
func (a *Archive) prepareNew(ctx context.Context, p *Prepared, rehearsed bool) (err error) {
	render := a.Renderer.Render
	if looker, ok := a.Renderer.(Looker); ok && rehearsed {
		render = looker.Look
	}
	if p.photo, _, err = see(ctx, source{p.original, p.original.size, p.hash}, render); err != nil {
		return err
	}
	return p.original.settle()
}

// prepareKnown looks whether the original of bytes that the catalogue holds is
// there in full. Where it is not, or verify found it damaged, these bytes take
// its place. So they do where the photo has left, or may leave before the
// commit: but not where it is the very file that left, come upon again.
func (a *Archive) prepareKnown(ctx context.Context, p *Prepared, photo *Photo) error {
	if left := photo.Shelf.Retired; left != nil {
		if latest := latestFrom(photo.Arrivals, p.arrival.Folder, p.arrival.Path); latest != nil && sameWords(*latest, p.arrival) {
			p.Discard()
			p.warnings = append(p.warnings, fmt.Sprintf("it left the wire shelf on %s; ingest it by hand to have it back", left.At.Format(time.DateOnly)))
			return nil
		}
	}
	if photo.Shelf != (Shelf{}) {
		return p.original.settle()
	}
	original, err := a.Originals.Open(ctx, p.hash)
	if err == nil {
		size := original.Size()
		original.Close()
		harmed, err := a.harmed(ctx, p.hash)
		if err != nil {
			return err
		}
		if size == p.original.size && !harmed {
			p.original.discard()
			p.original = nil
			return nil
		}
	}
	p.warnings = append(p.warnings, "its original was missing from the archive, or damaged, and is stored again")
	return p.original.settle()
}

// sniff turns away what is no image before it is copied: a folder of pictures
// may hold films.
func sniff(src *bufio.Reader) error {
	head, err := src.Peek(embedded.SniffLen)
	if err != nil && err != io.EOF {
		return fmt.Errorf("archive: read the file: %w", err)
	}
	_, err = embedded.Sniff(head)
	return outcome(err)
}

// outcome gives the errors of package embedded their meaning here.
func outcome(err error) error {
	var unreadable *embedded.UnreadableError
	switch {
	case errors.Is(err, embedded.ErrNotImage):
		return &SkippedError{Reason: err.Error()}
	case errors.As(err, &unreadable):
		return &RefusedError{Reason: unreadable.Reason, Err: err}
	case err != nil:
		return fmt.Errorf("archive: read the file's words: %w", err)
	}
	return nil
}

// source is a file whose bytes are known.
type source struct {
	io.ReaderAt
	size int64
	hash Hash
}

// see reads what a file says, and what it shows as render tells.
func see(ctx context.Context, file source, render func(context.Context, ID, Picture) (Rendered, error)) (*Photo, Rendered, error) {
	info, err := embedded.Read(file, file.size)
	if err := outcome(err); err != nil {
		return nil, Rendered{}, err
	}
	pixels, err := embedded.PixelHash(file, file.size, info.Format)
	if err != nil {
		return nil, Rendered{}, &RefusedError{Reason: fmt.Sprintf("its picture data cannot be read to the end: %v; copy it again from where it came", err), Err: err}
	}
	id := file.hash.ID()
	var seen Rendered
	pprof.Do(ctx, pprof.Labels("stage", "render"), func(ctx context.Context) {
		seen, err = render(ctx, id, Picture{
			ReaderAt: file, Size: file.size, Format: info.Format, Orientation: info.Orientation,
		})
	})
	if err != nil {
		return nil, Rendered{}, err
	}
	photo := &Photo{
		ID: id, SHA256: file.hash, Size: file.size,
		Format: info.Format, Width: seen.Width, Height: seen.Height, Orientation: info.Orientation,
		PixelHash: pixels, Fingerprint: seen.Fingerprint, Colour: seen.Colour, Placeholder: seen.Placeholder,
		Statements: info.Statements, DigestStale: info.DigestStale, Warnings: info.Warnings,
		Reading: Reading{Version: Version{Reader: embedded.Version}},
	}
	if photo.Width == 0 || photo.Height == 0 {
		photo.Width, photo.Height = upright(info)
	}
	return photo, seen, nil
}

// upright is the size that a file states, turned as its orientation says.
func upright(info *embedded.Info) (width, height int) {
	if info.Orientation >= 5 {
		return info.Height, info.Width
	}
	return info.Width, info.Height
}

// addSidecars spools the sidecars, which are kept as originals, and reads their
// words. A sidecar that cannot be read costs a warning.
func (a *Archive) addSidecars(ctx context.Context, p *Prepared, sidecars []SidecarFile) error {
	for _, sidecar := range sidecars {
		if err := a.addBeside(ctx, p, sidecar); err != nil {
			return err
		}
		statements, warnings, err := embedded.ReadSidecar(sidecar.Data)
		if err != nil {
			p.warnings = append(p.warnings, fmt.Sprintf("sidecar %q: %v; it is kept, its words are not read", sidecar.Path, err))
			continue
		}
		p.warnings = append(p.warnings, warnings...)
		for _, s := range statements {
			s.Place = Sidecar
			p.arrival.Statements = append(p.arrival.Statements, s)
		}
	}
	return nil
}

// addBeside spools a file beside a photo, to be kept as an original.
func (a *Archive) addBeside(ctx context.Context, p *Prepared, beside SidecarFile) error {
	file, err := a.Spool.write(ctx, bytes.NewReader(beside.Data))
	if err != nil {
		return err
	}
	p.sidecars = append(p.sidecars, file)
	p.arrival.Sidecars = append(p.arrival.Sidecars, file.hash)
	return file.settle()
}
