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
	"strings"

	"golang.org/x/sync/errgroup"

	"cutline/archive/embedded"
)

// quality is that of the JPEG files, high enough to keep the grain.
const quality = 84

// Write paints the sample photos into folders below dir, which it makes where
// they are missing, and returns how many photos it wrote. It uses every core;
// a file that is there already is replaced.
func Write(ctx context.Context, dir string) (count int, err error) {
	return write(ctx, dir, gallery())
}

func write(ctx context.Context, dir string, pictures []picture) (count int, err error) {
	work, ctx := errgroup.WithContext(ctx)
	todo := make(chan picture)
	work.Go(func() error {
		defer close(todo)
		for _, p := range pictures {
			select {
			case todo <- p:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	for range runtime.GOMAXPROCS(0) {
		work.Go(func() error {
			var c canvas
			for p := range todo {
				if err := p.write(dir, &c); err != nil {
					return fmt.Errorf("demo photos: %w", err)
				}
			}
			return nil
		})
	}
	if err := work.Wait(); err != nil {
		return 0, err
	}
	for _, p := range pictures {
		count += len(p.files)
	}
	return count, nil
}

// write paints p on c and writes its files below dir.
func (p picture) write(dir string, c *canvas) error {
	c.prepare(p.width, p.height, p.seed)
	p.paint(c)
	var plain bytes.Buffer
	if err := jpeg.Encode(&plain, c.develop(), &jpeg.Options{Quality: quality}); err != nil {
		return err
	}
	for _, f := range p.files {
		if err := f.write(dir, plain.Bytes()); err != nil {
			return fmt.Errorf("%s: %w", f.path, err)
		}
	}
	return nil
}

// write writes f below dir: the picture with the words, and the sidecar.
func (f file) write(dir string, plain []byte) error {
	path := filepath.Join(dir, filepath.FromSlash(f.path))
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	var whole bytes.Buffer
	if err := embedded.WriteJPEG(&whole, plain, f.statements()); err != nil {
		return err
	}
	if f.sidecar != "" {
		beside := strings.TrimSuffix(path, filepath.Ext(path)) + ".xmp"
		if err := os.WriteFile(beside, []byte(f.sidecar), 0o666); err != nil {
			return err
		}
	}
	return os.WriteFile(path, whole.Bytes(), 0o666)
}

// Tips are searches to try on the sample photos, each a line with what it
// shows.
func Tips() []string {
	var lines []string
	for _, tip := range [][2]string{
		{"kiev firefighters", "the first caption, by another spelling of the city"},
		{"loeb via:ap", "a pool picture: sent by AP, not made by it"},
		{"supplier:reuters is:file", "file photos say so in their credit"},
		{"kitzbuehel", "ü is found as u and as ue"},
		{"Полтава", "captions in any script"},
		{"is:conflict", "the places of a file name two people, or two makers"},
		{"is:handout moved:2026-11", "this month's pictures that their subjects gave away"},
		{"is:embargoed", "not to be printed yet"},
		{"is:generated", "made by a machine, and says so"},
		{"is:duplicate", "the same pixels twice: pool, correction, kill"},
		{"-has:by -has:credit", "nobody knows whose this is"},
	} {
		lines = append(lines, fmt.Sprintf("%-26s %s", tip[0], tip[1]))
	}
	return lines
}
