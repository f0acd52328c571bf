package thumbs_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/disintegration/imaging"

	"cutline/archive"
	"cutline/archive/disk"
	"cutline/thumbs"
)

// kind is what a drawn picture shows.
type kind int

const (
	street kind = iota // shapes of all sizes before a ground
	sky                // a plain sky, hardly a cloud
	dark               // a frame that is all but black
	logo               // a mark on white, with a line of words
	kinds
)

// drawn is a picture that can be drawn at any size. Two of the same kind and
// number are the same place; frame is the moment.
type drawn struct {
	kind    kind
	n       uint64
	palette uint64 // the colours; usually n
	frame   int
}

// nth is the nth photo of an archive: most are streets.
func nth(n uint64) drawn {
	d := drawn{n: n, palette: n}
	if n%5 == 4 {
		d.kind = 1 + kind(n/5%uint64(kinds-1))
	}
	return d
}

type shape struct {
	x, y, w, h  float64
	round       bool
	r, g, b     float64
	waves, tilt float64
}

func (d drawn) draw(width, height int) *image.RGBA {
	place, colours := rand.New(rand.NewPCG(d.n, uint64(d.kind))), rand.New(rand.NewPCG(d.palette, 7))
	moment := rand.New(rand.NewPCG(d.n, 1000+uint64(d.frame)))
	colour := func(low, high float64) (r, g, b float64) {
		f := func() float64 { return low + (high-low)*colours.Float64() }
		return f(), f(), f()
	}
	var top, bottom shape
	var shapes []shape
	switch d.kind {
	case sky:
		top.r, top.g, top.b = 60+40*place.Float64(), 110+40*place.Float64(), 200+40*place.Float64()
		bottom.r, bottom.g, bottom.b = top.r+60, top.g+50, 250
		shapes = append(shapes, shape{x: place.Float64(), y: place.Float64(), w: 0.2, h: 0.03, round: true, r: 235, g: 240, b: 250})
	case dark:
		shapes = append(shapes, shape{x: place.Float64(), y: place.Float64(), w: 0.1, h: 0.1, round: true, r: 40, g: 36, b: 30})
	case logo:
		top.r, top.g, top.b = 255, 255, 255
		bottom = top
		// One of twenty marks, and each its own words below.
		mark := rand.New(rand.NewPCG(d.n%20, 3))
		for range 4 {
			s := shape{x: 0.3 + 0.4*mark.Float64(), y: 0.2 + 0.3*mark.Float64(), w: 0.05 + 0.15*mark.Float64(), h: 0.05 + 0.2*mark.Float64(), round: mark.IntN(2) == 0}
			s.r, s.g, s.b = 200*mark.Float64(), 60*mark.Float64(), 200*mark.Float64()
			shapes = append(shapes, s)
		}
		for i := range 12 {
			if place.IntN(3) > 0 {
				shapes = append(shapes, shape{x: 0.2 + 0.05*float64(i), y: 0.85, w: 0.015, h: 0.02 + 0.03*place.Float64()})
			}
		}
	default:
		top.r, top.g, top.b = colour(60, 220)
		bottom.r, bottom.g, bottom.b = colour(20, 160)
		for range 16 {
			s := shape{
				x: place.Float64(), y: place.Float64(), w: 0.03 + 0.17*place.Float64(), h: 0.03 + 0.2*place.Float64(),
				round: place.IntN(2) == 0, waves: 20 + 120*place.Float64(), tilt: 3 * place.Float64(),
			}
			s.r, s.g, s.b = colour(10, 245)
			shapes = append(shapes, s)
		}
		if d.frame > 0 { // somebody walked on, and the hand was not still
			for _, i := range []int{13, 14, 15} {
				shapes[i].x += 0.03 + 0.03*moment.Float64()
			}
			for i := range shapes {
				shapes[i].x += 0.004
			}
		}
	}
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	grain := rand.New(rand.NewPCG(d.n, 99+uint64(d.frame)))
	set := func(x, y int, r, g, b float64) {
		img.SetRGBA(x, y, color.RGBA{uint8(min(max(r, 0), 255)), uint8(min(max(g, 0), 255)), uint8(min(max(b, 0), 255)), 255})
	}
	for y := range height {
		v := float64(y) / float64(height)
		for x := range width {
			noise := float64(grain.Uint32() & 3)
			set(x, y, top.r+v*(bottom.r-top.r)+noise, top.g+v*(bottom.g-top.g)+noise, top.b+v*(bottom.b-top.b)+noise)
		}
	}
	for _, s := range shapes {
		for y := max(0, int((s.y-s.h)*float64(height))); y < min(height, int((s.y+s.h)*float64(height))); y++ {
			for x := max(0, int((s.x-s.w)*float64(width))); x < min(width, int((s.x+s.w)*float64(width))); x++ {
				u, v := float64(x)/float64(width)-s.x, float64(y)/float64(height)-s.y
				if s.round && u*u/s.w/s.w+v*v/s.h/s.h > 1 {
					continue
				}
				light := 0.0
				if s.waves > 0 {
					light = 20 * math.Sin(s.waves*(u+s.tilt*v))
				}
				set(x, y, s.r+light, s.g+light, s.b+light)
			}
		}
	}
	return img
}

// hash names the picture.
func (d drawn) hash() archive.Hash {
	return sha256.Sum256(fmt.Append(nil, d))
}

// drawnOriginals are originals that are drawn when they are asked for, so that
// an archive of a hundred thousand photos takes no disk.
type drawnOriginals struct {
	*disk.Originals
	tb     testing.TB
	photos map[archive.Hash]drawn
}

func (o *drawnOriginals) Open(_ context.Context, hash archive.Hash) (archive.Original, error) {
	d, ok := o.photos[hash]
	if !ok {
		return nil, archive.ErrNotFound
	}
	return drawnFile{bytes.NewReader(encodeJPEG(o.tb, d.draw(600, 400), 85))}, nil
}

type drawnFile struct{ *bytes.Reader }

func (drawnFile) Close() error { return nil }

// openDrawn opens an archive of n drawn photos.
func openDrawn(tb testing.TB, n uint64) (*archive.Archive, *thumbs.Store, *thumbs.Finder) {
	tb.Helper()
	return openDrawnIn(tb, tb.TempDir(), n)
}

func openDrawnIn(tb testing.TB, dir string, n uint64) (*archive.Archive, *thumbs.Store, *thumbs.Finder) {
	tb.Helper()
	a, store, f := openArchiveIn(tb, dir)
	originals := &drawnOriginals{Originals: a.Originals.(*disk.Originals), tb: tb, photos: make(map[archive.Hash]drawn)}
	a.Originals = originals
	var writes []archive.Write
	commit := func() {
		if conflicts, err := a.Catalogue.Commit(tb.Context(), writes); err != nil || len(conflicts) > 0 {
			tb.Fatalf("commit: %d conflicts, error %v", len(conflicts), err)
		}
		writes = writes[:0]
	}
	for i := range n {
		d := nth(i)
		hash := d.hash()
		originals.photos[hash] = d
		print, _ := thumbs.Look(d.draw(96, 64))
		writes = append(writes, archive.Write{Photo: &archive.Photo{
			ID: hash.ID(), SHA256: hash, Format: "jpeg", Width: 600, Height: 400, Orientation: 1, Fingerprint: print,
		}})
		if len(writes) == 2000 {
			commit()
		}
	}
	commit()
	return a, store, f
}

// question is a picture, and the photo that it is a copy of, if it is of any.
type question struct {
	name string
	of   drawn
	copy bool
	img  image.Image
}

// ask makes the ith question to an archive of n drawn photos: mostly pictures
// that it does not hold, some hard to tell from those it does.
func ask(i, n uint64) question {
	rng := rand.New(rand.NewPCG(i, 11))
	held := nth(rng.Uint64N(n) / 5 * 5) // a street
	other := n + 10 + i
	switch i % 8 {
	case 0:
		return question{name: "a copy", of: held, copy: true, img: imaging.Resize(held.draw(600, 400), 480, 320, imaging.Lanczos)}
	case 1:
		held.frame = 1 + int(rng.Uint64N(5))
		return question{name: "the same place, another moment", img: held.draw(600, 400)}
	case 2:
		return question{name: "the same colours", img: drawn{n: other, palette: held.n}.draw(600, 400)}
	case 3:
		return question{name: "a plain sky", img: drawn{kind: sky, n: other}.draw(600, 400)}
	case 4:
		return question{name: "a black frame", img: drawn{kind: dark, n: other}.draw(600, 400)}
	case 5:
		return question{name: "the same mark, other words", img: drawn{kind: logo, n: other}.draw(600, 400)}
	case 6:
		var b [8]byte
		binary.LittleEndian.PutUint64(b[:], i)
		return question{name: "noise", img: noise(rand.NewChaCha8(sha256.Sum256(b[:])), 600, 400)}
	}
	return question{name: "another place", img: drawn{n: other, palette: other}.draw(600, 400)}
}

func noise(rng *rand.ChaCha8, width, height int) image.Image {
	img := image.NewGray(image.Rect(0, 0, width, height))
	rng.Read(img.Pix)
	return img
}
