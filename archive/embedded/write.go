package embedded

import (
	"bytes"
	"fmt"
	"io"
	"slices"
)

// UnwritableError says why words cannot be written into a file safely. Its
// words go beside it, into a sidecar ([Sidecar]).
type UnwritableError struct {
	// Reason is a sentence without the next step, which is the caller's.
	Reason string
}

func (e *UnwritableError) Error() string { return e.Reason }

func unwritable(format string, args ...any) error {
	return &UnwritableError{Reason: fmt.Sprintf(format, args...)}
}

// Rewrite makes a copy of the JPEG, PNG, TIFF or WebP in src, which holds size
// bytes, with statements in its metadata: each property of each place ([EXIF],
// [IIM], [XMP]) that sts speaks of says these values and no others, word for
// word. [Say] gives the statements of a field in all places; a statement with an
// empty value takes its property out.
//
// All else stays: the picture data, other properties and structures of the XMP
// packets, other datasets and Photoshop resources, other EXIF tags, and every
// segment, chunk and tag that holds none of this, byte for byte. Several IIM
// blocks become one, in UTF-8 and marked so, with its values cut at the limits
// of their datasets between two characters, and the IPTCDigest is that of the
// block written. In a TIFF nothing is moved: what is new stands at its end, and
// the bytes of former blocks stay where they were, no longer referred to.
//
// WebP has no place for IIM, whose statements are left out there.
//
// The error is an [*UnwritableError] for a format or a file that words cannot be
// written into, an [*UnreadableError] or [ErrNotImage] as those of [Read], and
// else says which statement cannot be written.
func Rewrite(src io.ReaderAt, size int64, sts []Statement) (*Copy, error) {
	e, err := editOf(sts)
	if err != nil {
		return nil, err
	}
	info, err := Read(src, size)
	if err != nil {
		return nil, err
	}
	return rewrite(&source{r: src, size: size}, info, e)
}

// WriteJPEG writes the [Rewrite] of the JPEG src to w. Nothing is written where it
// fails.
func WriteJPEG(w io.Writer, src []byte, sts []Statement) error {
	c, err := Rewrite(bytes.NewReader(src), int64(len(src)), sts)
	if err != nil {
		return err
	}
	_, err = c.WriteTo(w)
	return err
}

// rewrite makes the copy of a file that was read.
func rewrite(src *source, info *Info, e edit) (*Copy, error) {
	c := &Copy{Manifest: slices.ContainsFunc(info.Statements, func(s Statement) bool { return s.Place == C2PA })}
	var err error
	switch info.Format {
	case "jpeg":
		err = c.rewriteJPEG(src, e)
	case "png":
		err = c.rewritePNG(src, e)
	case "tiff":
		err = c.rewriteTIFF(src, e)
	case "webp":
		err = c.rewriteWebP(src, e)
	default:
		err = unwritable("words cannot be written into a file of format %s", info.Format)
	}
	if src.err != nil {
		err = src.err
	}
	if err != nil {
		return nil, fmt.Errorf("write words: %w", err)
	}
	return c, nil
}

// edit is what the places of a file are to say.
type edit struct {
	xmp, iim, exif []said
	settle         bool // make one IIM block in UTF-8 even where it says it all
}

// said are the statements of one property; none takes it out.
type said struct {
	property string
	sts      []Statement
}

// editOf groups statements by place and property.
func editOf(sts []Statement) (edit, error) {
	var e edit
	for _, s := range sts {
		switch s.Place {
		case XMP:
			e.xmp = say(e.xmp, s)
		case IIM:
			e.iim = say(e.iim, s)
		case EXIF:
			e.exif = say(e.exif, s)
		default:
			return e, fmt.Errorf("write words: %s is in no place inside a file", s)
		}
	}
	return e, nil
}

// say adds a statement to those of its property.
func say(list []said, s Statement) []said {
	i := slices.IndexFunc(list, func(had said) bool { return had.property == s.Property })
	if i < 0 {
		i, list = len(list), append(list, said{property: s.Property})
	}
	if s.Value != "" {
		list[i].sts = append(list[i].sts, s)
	}
	return list
}

// speaks tells whether a property is among those of list.
func speaks(list []said, property string) bool {
	return slices.ContainsFunc(list, func(s said) bool { return s.property == property })
}

// stated are the statements of all properties of list.
func stated(list []said) []Statement {
	var sts []Statement
	for _, s := range list {
		sts = append(sts, s.sts...)
	}
	return sts
}
