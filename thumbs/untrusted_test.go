package thumbs

import (
	"bytes"
	"context"
	"image"
	"image/jpeg"
	"io"
	"testing"

	"cutline/archive"
)

// countedReads counts how often a file is read.
type countedReads struct {
	*bytes.Reader
	reads int
}

func (c *countedReads) ReadAt(p []byte, off int64) (int, error) {
	c.reads++
	return c.Reader.ReadAt(p, off)
}

// A file of nothing but fill bytes or empty chunks is not read byte by byte.
func TestColoursOfEndlessFiles(t *testing.T) {
	const size = 1 << 20
	chunk := []byte("\x00\x00\x00\x00juNk\x00\x00\x00\x00")
	for format, data := range map[string][]byte{
		"jpeg": append([]byte{0xff, 0xd8}, bytes.Repeat([]byte{0xff}, size)...),
		"png":  append([]byte("\x89PNG\r\n\x1a\n"), bytes.Repeat(chunk, size/len(chunk))...),
	} {
		file := &countedReads{Reader: bytes.NewReader(data)}
		readColours(archive.Picture{ReaderAt: file, Size: int64(len(data)), Format: format})
		if most := 2*maxSteps + 10; file.reads > most {
			t.Errorf("%s: %d reads, want at most %d", format, file.reads, most)
		}
	}
}

// sparse is a file whose end is far behind its data.
type sparse struct{ io.ReaderAt }

func (s sparse) ReadAt(p []byte, off int64) (int, error) {
	clear(p)
	if _, err := s.ReaderAt.ReadAt(p, off); err != nil && err != io.EOF {
		return 0, err
	}
	return len(p), nil
}

// Nothing can be put behind a TIFF of over 4 GB: no offset reaches there.
func TestTIFFPageOfAHugeFile(t *testing.T) {
	const entries = "\x02\x00" +
		"\x06\x01\x03\x00\x01\x00\x00\x00\x05\x00\x00\x00" + // separated
		"\x15\x01\x03\x00\x01\x00\x00\x00\x04\x00\x00\x00" + // of four samples
		"\x00\x00\x00\x00"
	data := bytes.NewReader([]byte("II\x2a\x00\x08\x00\x00\x00" + entries))
	small := io.NewSectionReader(data, 0, data.Size())
	if page, cmyk := tiffPage(small); !cmyk || page == small {
		t.Fatal("the file is not changed: this test shows nothing")
	}
	huge := io.NewSectionReader(sparse{data}, 0, 5<<30)
	if page, cmyk := tiffPage(huge); cmyk || page != huge {
		t.Error("a directory was put where no offset reaches")
	}
}

// A decoder that has grown for a large picture is not kept: what it holds would
// be counted for no picture after it.
func TestLargeDecodersAreNotKept(t *testing.T) {
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, gradient(image.NewRGBA(image.Rect(0, 0, 64, 64))), nil); err != nil {
		t.Fatal(err)
	}
	src := archive.Picture{ReaderAt: bytes.NewReader(buf.Bytes()), Size: int64(buf.Len()), Format: "jpeg"}
	h, err := readHeader(src)
	if err != nil {
		t.Fatal(err)
	}
	s := new(Store)
	h.decode = keptDecoder + 1 // as if it had been large
	var d decoded
	if err := s.decodeJPEG(context.Background(), src, h, nil, &d); err != nil {
		t.Fatal(err)
	}
	d.done()
	if s.decoders.Get() != nil {
		t.Error("a decoder of a large picture is kept")
	}
}
