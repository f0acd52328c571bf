package thumbs_test

import (
	"bytes"
	"errors"
	"image/jpeg"
	"io/fs"
	"testing"

	"cutline/archive"
	"cutline/thumbs"
)

func TestScaled(t *testing.T) {
	s, err := thumbs.Open(t.TempDir(), 0)
	if err != nil {
		t.Fatal(err)
	}
	src := encodeJPEG(t, scene(1, 1200, 800), 90)
	for _, test := range []struct{ edge, orientation, width, height int }{
		{300, 1, 300, 200}, {900, 6, 600, 900}, {5000, 1, 1200, 800},
	} {
		data, err := s.Scaled(t.Context(), archive.Picture{ReaderAt: bytes.NewReader(src), Size: int64(len(src)), Format: "jpeg", Orientation: test.orientation}, test.edge)
		if err != nil {
			t.Fatal(err)
		}
		c, err := jpeg.DecodeConfig(bytes.NewReader(data))
		if err != nil || c.Width != test.width || c.Height != test.height {
			t.Errorf("edge %d: %d × %d, error %v; want %d × %d", test.edge, c.Width, c.Height, err, test.width, test.height)
		}
	}
	picture := archive.Picture{ReaderAt: bytes.NewReader(src), Size: int64(len(src)), Format: "avif", Orientation: 1}
	if _, err := s.Scaled(t.Context(), picture, 300); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a format without a decoder: %v", err)
	}
	if _, err := s.Scaled(t.Context(), picture, 1); err == nil {
		t.Error("an edge of one pixel was taken")
	}
	picture.Format, picture.Size = "jpeg", 100
	var refused *archive.RefusedError
	if _, err := s.Scaled(t.Context(), picture, 300); !errors.As(err, &refused) {
		t.Errorf("a picture that is cut: %v", err)
	}
}

// failing is a file whose disk fails behind its beginning.
type failing struct{ *bytes.Reader }

var errDisk = errors.New("input/output error")

func (f failing) ReadAt(p []byte, off int64) (int, error) {
	if off > 0 {
		return 0, errDisk
	}
	n, err := f.Reader.ReadAt(p[:min(len(p), 100)], off)
	return n, errors.Join(err, errDisk)
}

// What a disk does is not blamed on the picture.
func TestScaledFromAFailingDisk(t *testing.T) {
	s := openStore(t, 0)
	src := picture("jpeg", encodeJPEG(t, scene(1, 1200, 800), 90))
	src.ReaderAt = failing{bytes.NewReader(encodeJPEG(t, scene(1, 1200, 800), 90))}
	_, err := s.Scaled(t.Context(), src, 300)
	if refused, ok := errors.AsType[*archive.RefusedError](err); ok || !errors.Is(err, errDisk) {
		t.Errorf("%v (refused: %v), want %v", err, refused, errDisk)
	}
}

// A raw file leaves as the preview by which it is shown.
func TestScaledRaw(t *testing.T) {
	s := openStore(t, 0)
	data, err := s.Scaled(t.Context(), picture("nef", rawOf(t, "nef")), 320)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(data)); err != nil || max(c.Width, c.Height) != 320 {
		t.Errorf("%d × %d, error %v; want a longer edge of 320", c.Width, c.Height, err)
	}
}

// Pictures that leave are encoded where renditions are.
func TestScaledByTurbo(t *testing.T) {
	src := picture("jpeg", encodeJPEG(t, scene(1, 1200, 800), 90))
	native, err := withTurbo(t, openStore(t, 0)).Scaled(t.Context(), src, 600)
	if err != nil {
		t.Fatal(err)
	}
	plain, err := openStore(t, 0).Scaled(t.Context(), src, 600)
	if err != nil {
		t.Fatal(err)
	}
	if bytes.Equal(native, plain) {
		t.Error("the bytes are those that Go encodes: no worker did")
	}
}
