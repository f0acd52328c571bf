//go:build heic

package thumbs_test

import (
	"bytes"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"cutline/thumbs"
)

// TestHEIC renders a picture that vips has written, in whose EXIF it lies on a
// side: the decoder has turned it already.
func TestHEIC(t *testing.T) {
	dir := t.TempDir()
	from, to := filepath.Join(dir, "in.png"), filepath.Join(dir, "out.heic")
	if err := os.WriteFile(from, encodePNG(t, scene(1, 640, 480)), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command("vips", "heifsave", from, to, "--Q", "90").CombinedOutput(); err != nil {
		t.Skipf("vips writes no HEIC: %v: %s", err, out)
	}
	data, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	s := openStore(t, 0)
	src := picture("heic", data)
	src.Orientation = 6
	seen := render(t, s, idOf(1), src)
	if seen.Width != 640 || seen.Height != 480 {
		t.Errorf("%d × %d, want 640 × 480", seen.Width, seen.Height)
	}
	if got := rendition(t, s, idOf(1), thumbs.Preview).Bounds().Dx(); got != 640 {
		t.Errorf("preview %d wide", got)
	}
	scaled, err := s.Scaled(t.Context(), src, 320)
	if err != nil {
		t.Fatal(err)
	}
	if c, err := jpeg.DecodeConfig(bytes.NewReader(scaled)); err != nil || c.Width != 320 || c.Height != 240 {
		t.Errorf("scaled %d × %d, error %v; want 320 × 240", c.Width, c.Height, err)
	}
}
