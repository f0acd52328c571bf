package thumbs

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"cutline/archive"
	"cutline/thumbs/jpegscale"
)

// Raw formats are shown by the largest JPEG that the camera put into the file.
// Their own pixels are never developed: that is a photographer's work.

// IsRaw reports whether a format is a raw one, whose renditions are of the
// preview that the camera put into the file.
func IsRaw(format string) bool {
	switch format {
	case "dng", "nef", "cr2", "cr3", "arw", "pef", "orf", "raf", "rw2":
		return true
	}
	return false
}

// renderRaw renders the preview of a raw file. Without one, or with one that is
// damaged, the file is kept all the same: its own picture may be whole.
func (s *Store) renderRaw(ctx context.Context, id archive.ID, src archive.Picture, keep bool) (archive.Rendered, error) {
	file := &watchedFile{ReaderAt: src.ReaderAt}
	src.ReaderAt = file
	preview, width, height, ok := ownPreview(src)
	if file.err != nil {
		return archive.Rendered{}, fmt.Errorf("thumbs: read the picture of %s: %w", id, file.err)
	}
	if !ok {
		return archive.Rendered{
			Placeholder: noDecoder(formatName(src.Format)+" pictures without a preview").Error() + " yet" + keptAsItIs,
		}, nil
	}
	seen, err := s.render(ctx, id, preview, keep)
	if refused, ok := errors.AsType[*archive.RefusedError](err); ok {
		return archive.Rendered{
			Placeholder: fmt.Sprintf("the preview in this %s file cannot be read: %v%s", formatName(src.Format), refused.Err, keptAsItIs),
		}, nil
	}
	if orientation(preview.Orientation).turned() {
		width, height = height, width
	}
	if width >= seen.Width && height >= seen.Height {
		seen.Width, seen.Height = width, height
	}
	return seen, err
}

// Limits of the search for previews. Files of cameras have about ten
// directories and three previews.
const (
	maxDirectories = 64
	maxPreviews    = 32
)

// rawFile collects the previews of a raw file.
type rawFile struct {
	src         archive.Picture
	orientation int // of the whole file, 0 if not said
	best        archive.Picture
	bestArea    int64
	tried       int
	// The largest picture that a directory tells of.
	width, height int
}

// ownPreview finds the largest preview in a raw file, and the size of the
// photo, 0 × 0 if the file does not tell. ok is false without a preview.
func ownPreview(src archive.Picture) (preview archive.Picture, width, height int, ok bool) {
	f := &rawFile{src: src, orientation: src.Orientation}
	switch src.Format {
	case "raf":
		f.fuji()
	case "cr3":
		f.canon()
	default:
		if file, err := openIFD(src); err == nil {
			f.directories(file)
		}
	}
	if f.bestArea == 0 {
		return archive.Picture{}, 0, 0, false
	}
	f.best.Orientation = f.orientation
	// A preview that says how it lies is not turned again.
	if own, ok := jpegOrientation(f.best); ok {
		f.best.Orientation = own
	}
	return f.best, f.width, f.height, true
}

// try looks at a part of the file that may be a preview.
func (f *rawFile) try(at, size int64) {
	if f.tried++; f.tried > maxPreviews || at <= 0 || size <= 4 || at >= f.src.Size {
		return
	}
	size = min(size, f.src.Size-at)
	r := io.NewSectionReader(f.src, at, size)
	// Raw data may be a lossless JPEG, which is no preview.
	c, err := jpegscale.ReadConfig(r)
	if err != nil {
		return
	}
	if area := pixels(c.Width, c.Height); area > f.bestArea {
		f.bestArea = area
		f.best = archive.Picture{ReaderAt: io.NewSectionReader(f.src, at, size), Size: size, Format: "jpeg"}
	}
}

// directories looks through all directories of a file like a TIFF.
func (f *rawFile) directories(file *ifdFile) {
	const (
		width, height, compression, stripAt, orientation, stripSize = 256, 257, 259, 273, 274, 279
		subDirectories, previewAt, previewSize, exifAt, makerNote   = 330, 513, 514, 34665, 37500
		panasonicPreview                                            = 46
	)
	seen := make(map[int64]bool)
	for waiting := []int64{file.first}; len(waiting) > 0 && len(seen) < maxDirectories; {
		at := waiting[0]
		waiting = waiting[1:]
		if at <= 0 || seen[at] {
			continue
		}
		seen[at] = true
		entries, next, err := file.directory(at)
		if err != nil {
			continue
		}
		waiting = append(waiting, next)
		value := func(tag uint16) int64 { return file.number(entries, tag, 0) }
		if f.orientation == 0 {
			f.orientation = int(value(orientation))
		}
		if w, h := value(width), value(height); w < 1<<20 && h < 1<<20 && pixels(int(w), int(h)) > pixels(f.width, f.height) {
			f.width, f.height = int(w), int(h)
		}
		f.try(value(previewAt), value(previewSize))
		if method := value(compression); method == 6 || method == 7 {
			f.try(value(stripAt), value(stripSize))
		}
		for _, e := range entries {
			switch e.tag {
			case subDirectories:
				waiting = append(waiting, file.numbers(e, maxDirectories)...)
			case exifAt:
				waiting = append(waiting, file.numbers(e, 1)...)
			case panasonicPreview:
				f.try(int64(file.order.Uint32(e.value[:])), int64(e.count))
			case makerNote:
				f.olympus(int64(file.order.Uint32(e.value[:])))
			}
		}
	}
}

// olympus looks into the maker note of Olympus cameras, which is a file of
// directories of its own.
func (f *rawFile) olympus(at int64) {
	const head, settings, previewAt, previewSize = "OLYMPUS\x00", 0x2020, 0x101, 0x102
	note := io.NewSectionReader(f.src, at, max(f.src.Size-at, 0))
	var start [12]byte
	if _, err := note.ReadAt(start[:], 0); err != nil || string(start[:len(head)]) != head {
		return
	}
	file := &ifdFile{ReaderAt: note, order: binary.LittleEndian}
	if string(start[8:10]) == "MM" {
		file.order = binary.BigEndian
	}
	entries, _, err := file.directory(int64(len(start)))
	if err != nil {
		return
	}
	entries, _, err = file.directory(file.number(entries, settings, -1))
	if err != nil {
		return
	}
	f.try(at+file.number(entries, previewAt, 0), file.number(entries, previewSize, 0))
}

// fuji reads where a RAF file has its JPEG.
func (f *rawFile) fuji() {
	const previewAt = 84
	var place [8]byte
	if _, err := f.src.ReadAt(place[:], previewAt); err == nil {
		f.try(int64(binary.BigEndian.Uint32(place[:])), int64(binary.BigEndian.Uint32(place[4:])))
	}
}

// canon looks through the boxes of a CR3 file: the preview, and the directory
// that says how the photo lies.
func (f *rawFile) canon() {
	const (
		uuidLength  = 16
		previewUUID = "\xea\xf4\x2b\x5e\x1c\x98\x4b\x88\xb9\xfb\xb7\xdc\x40\x6e\x4d\x16"
		metaUUID    = "\x85\xc0\xb6\x87\x82\x0f\x11\xe0\x81\x11\xf4\xce\x46\x2b\x6a\x48"
		orientation = 274
	)
	boxes := 0
	var walk func(at, end int64, depth int)
	walk = func(at, end int64, depth int) {
		for boxes < maxDirectories && at+8 <= end && depth < 4 {
			boxes++
			var head [8 + uuidLength]byte
			if n, _ := f.src.ReadAt(head[:], at); n < 8 {
				return
			}
			size, start := int64(binary.BigEndian.Uint32(head[:])), at+8
			switch {
			case size == 1 && int64(binary.BigEndian.Uint64(head[8:])) >= 16:
				size, start = int64(binary.BigEndian.Uint64(head[8:])), at+16
			case size == 0:
				size = end - at
			}
			if size < 8 || size > end-at {
				return
			}
			switch string(head[4:8]) {
			case "moov":
				walk(start, at+size, depth+1)
			case "uuid":
				switch string(head[8:]) {
				case metaUUID:
					walk(start+uuidLength, at+size, depth+1)
				case previewUUID:
					walk(start+uuidLength+8, at+size, depth+1)
				}
			case "PRVW":
				f.try(start+16, size-24)
			case "CMT1":
				file, err := openIFD(io.NewSectionReader(f.src, start, size-8))
				if err != nil {
					break
				}
				if entries, _, err := file.directory(file.first); err == nil {
					f.orientation = int(file.number(entries, orientation, 0))
				}
			}
			at += size
		}
	}
	walk(0, f.src.Size, 0)
}

// jpegOrientation is what the EXIF of a JPEG says.
func jpegOrientation(src archive.Picture) (orientation int, ok bool) {
	const tag = 274
	exif := jpegEXIF(io.NewSectionReader(src, 0, src.Size))
	if exif == nil {
		return 0, false
	}
	file, err := openIFD(exif)
	if err != nil {
		return 0, false
	}
	entries, _, err := file.directory(file.first)
	if err != nil {
		return 0, false
	}
	n := int(file.number(entries, tag, 0))
	return n, n >= 1 && n <= 8
}
