package demo

import (
	"bytes"
	"context"
	"image/jpeg"
	"io/fs"
	"os"
	"path"
	"testing"
	"time"
)

// TestWrite: two runs write the same bytes, every photo decodes and says what
// it should. Under -short the pictures are painted small.
func TestWrite(t *testing.T) {
	pictures := gallery()
	if testing.Short() {
		for i, p := range pictures {
			pictures[i].width, pictures[i].height = p.width/20*2, p.height/20*2
		}
	}
	one, two := t.TempDir(), t.TempDir()
	start := time.Now()
	count, err := write(context.Background(), one, pictures)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d photos of %d pictures in %v", count, len(pictures), time.Since(start).Round(time.Millisecond))
	if _, err := write(context.Background(), two, pictures); err != nil {
		t.Fatal(err)
	}
	photos := 0
	err = fs.WalkDir(os.DirFS(one), ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		a, err := fs.ReadFile(os.DirFS(one), name)
		if err != nil {
			return err
		}
		b, err := fs.ReadFile(os.DirFS(two), name)
		if err != nil {
			return err
		}
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two runs wrote different bytes", name)
		}
		if path.Ext(name) == ".xmp" {
			return nil
		}
		if _, err := jpeg.Decode(bytes.NewReader(a)); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		photos++
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if photos != count {
		t.Errorf("Write says %d photos and wrote %d", count, photos)
	}
	t.Run("words", func(t *testing.T) { testWords(t, one, pictures) })
	t.Run("seeds", func(t *testing.T) { testSeeds(t, one) })
	t.Run("oddities", func(t *testing.T) { testOddities(t, one) })
}

func TestWriteStops(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Write(ctx, t.TempDir()); err == nil {
		t.Error("Write went on after its context was cancelled")
	}
}
