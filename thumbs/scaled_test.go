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
