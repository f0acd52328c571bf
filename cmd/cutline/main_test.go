package main

import (
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"cutline/thumbs/turbo"
)

// asCutline makes the test binary behave as the command, for tests that need a
// process of its own to kill.
const asCutline = "CUTLINE_TEST_RUN_MAIN"

func TestMain(m *testing.M) {
	turbo.Work()
	if os.Getenv(asCutline) != "" {
		main()
	}
	if data := os.Getenv(tendLater); data != "" {
		tendShelfLater(data)
	}
	testscript.Main(m, map[string]func(){"cutline": main})
}

// long is how much a test does: usual, or much where CUTLINE_LONG is set.
func long(usual, much int) int {
	if os.Getenv("CUTLINE_LONG") != "" {
		return much
	}
	return usual
}

// cutline is a cutline process that is not started yet.
func cutline(ctx context.Context, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, os.Args[0], args...)
	cmd.Env = append(os.Environ(), asCutline+"=1")
	return cmd
}

// drawPhotos writes n different small photos.
func drawPhotos(t *testing.T, dir string, n int) {
	t.Helper()
	drawMore(t, dir, n, 0)
}

// drawMore writes n more small photos, whose numbers begin at first.
func drawMore(t *testing.T, dir string, n, first int) {
	t.Helper()
	random := rand.New(rand.NewPCG(1, 2+uint64(first)))
	for i := first; i < first+n; i++ {
		img := image.NewRGBA(image.Rect(0, 0, 320, 200))
		for range 40 {
			x, y, c := random.IntN(300), random.IntN(180), color.RGBA{uint8(random.Uint32()), uint8(random.Uint32()), uint8(random.Uint32()), 255}
			for dy := range 20 {
				for dx := range 20 {
					img.SetRGBA(x+dx, y+dy, c)
				}
			}
		}
		f, err := os.Create(filepath.Join(dir, fmt.Sprintf("photo%03d.jpg", i)))
		if err != nil {
			t.Fatal(err)
		}
		if err := jpeg.Encode(f, img, nil); err != nil {
			t.Fatal(err)
		}
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
