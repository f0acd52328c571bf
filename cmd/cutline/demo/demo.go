// Package demo makes the sample photos of "cutline demo": pictures that
// Cutline paints itself, with the words a wire service, a photo desk or a
// press office would have sent with them.
//
// The pictures, and the events and people in them, are invented; only the two
// captions that the project began with, and the organisations named in
// credits, are real. The files are the same, byte for byte, on every run of
// one build.
package demo

import (
	"bytes"
	"context"
	"fmt"
	"image/jpeg"
	"os"
	"path/filepath"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// quality is that of the JPEG files, high enough to keep the grain.
const quality = 84

// Write paints the sample photos into folders below dir, which it makes where
// they are missing, and returns how many photos it wrote. It uses every core;
// a file that is there already is replaced.
func Write(ctx context.Context, dir string) (count int, err error) {
	work, ctx := errgroup.WithContext(ctx)
	work.SetLimit(runtime.GOMAXPROCS(0))
	for i, p := range gallery() {
		count += len(p.files)
		work.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := p.write(dir, uint32(i+1)); err != nil {
				return fmt.Errorf("demo photos: %w", err)
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return 0, err
	}
	return count, nil
}

// A picture is painted once and delivered in one or more files.
type picture struct {
	paint         func(*canvas)
	width, height int // in pixels
	files         []string
}

// write paints p and writes its files below dir.
func (p picture) write(dir string, seed uint32) error {
	c := newCanvas(p.width, p.height, seed)
	p.paint(c)
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, c.develop(), &jpeg.Options{Quality: quality}); err != nil {
		return err
	}
	for _, f := range p.files {
		path := filepath.Join(dir, filepath.FromSlash(f))
		if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
			return err
		}
		if err := os.WriteFile(path, plain.Bytes(), 0o666); err != nil {
			return err
		}
	}
	return nil
}
