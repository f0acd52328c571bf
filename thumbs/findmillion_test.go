package thumbs_test

import (
	"bytes"
	"crypto/sha256"
	"database/sql"
	"encoding/binary"
	"math/rand/v2"
	"syscall"
	"testing"
	"time"

	"cutline/archive"
	"cutline/thumbs"
)

// BenchmarkFindMillion finds by pictures among 1,000,000 photos: the picture
// was read already (find), or not (with the file), and reports how long it
// takes to learn what a million photos look like.
func BenchmarkFindMillion(b *testing.B) {
	const photos = 1_000_000
	a, f, held := openMillion(b, photos)
	if err := f.Learn(b.Context()); err != nil {
		b.Fatal(err)
	}
	b.Run("learn", func(b *testing.B) {
		before := processorTime(b)
		for b.Loop() {
			if err := thumbs.NewFinder(a, nil).Learn(b.Context()); err != nil {
				b.Fatal(err)
			}
		}
		reportProcessorTime(b, before)
	})
	for name, data := range map[string][]byte{
		"held":  encodeJPEG(b, held.draw(500, 333), 60),
		"other": encodeJPEG(b, drawn{n: 1 << 40, palette: 5}.draw(500, 333), 60),
	} {
		look, err := a.LookAt(b.Context(), bytes.NewReader(data), int64(len(data)))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := f.Find(b.Context(), look); err != nil { // makes the renditions
			b.Fatal(err)
		}
		b.Run("find/"+name, func(b *testing.B) {
			before := processorTime(b)
			for b.Loop() {
				found, err := f.Find(b.Context(), look)
				if err != nil {
					b.Fatal(err)
				}
				certain := len(found.Matches) > 0 && found.Matches[0].Certain
				if certain != (name == "held") || found.Searched != photos {
					b.Fatalf("%+v", found)
				}
			}
			reportProcessorTime(b, before)
		})
		b.Run("file/"+name, func(b *testing.B) {
			before := processorTime(b)
			for b.Loop() {
				find(b, a, f, data)
			}
			reportProcessorTime(b, before)
		})
	}
}

// processorTime is what this process has used, whatever else the machine does.
func processorTime(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func reportProcessorTime(b *testing.B, before time.Duration) {
	b.ReportMetric(float64((processorTime(b)-before).Microseconds())/1000/float64(b.N), "cpu-ms/op")
}

// openMillion opens an archive of n photos with fingerprints at random, of which
// each can be drawn, and one is what its fingerprint says.
func openMillion(b *testing.B, n int) (*archive.Archive, *thumbs.Finder, drawn) {
	dir := b.TempDir()
	a, store, _ := openDrawnIn(b, dir, 1)
	held := nth(0)
	originals := a.Originals.(*drawnOriginals)
	db, err := sql.Open("sqlite", catalogueIn(dir))
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	tx, err := db.Begin()
	if err != nil {
		b.Fatal(err)
	}
	insert, err := tx.Prepare(`
		INSERT INTO photo (id, sha256, seq, added, size, format, width, height, orientation, pixel_hash, fingerprint, colour,
			placeholder, digest_stale, warnings, statements, rules, reading)
		VALUES (?, ?, ?, 0, 1, 'jpeg', 600, 400, 1, '', ?, '', '', 0, '[]', '[]', 0, '{}')`)
	if err != nil {
		b.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(1, 2))
	for i := 1; i < n; i++ {
		var number [8]byte
		binary.LittleEndian.PutUint64(number[:], uint64(i))
		hash := archive.Hash(sha256.Sum256(number[:]))
		originals.photos[hash] = drawn{n: uint64(i), palette: uint64(i)}
		if _, err := insert.Exec(hash.ID(), hash[:], i+1, int64(halfOf64(rng))); err != nil {
			b.Fatal(err)
		}
	}
	if _, err := tx.Exec(`UPDATE feed SET seq = ?`, n); err != nil {
		b.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		b.Fatal(err)
	}
	return a, thumbs.NewFinder(a, store), held
}

// halfOf64 sets half of 64 bits, as a fingerprint has.
func halfOf64(rng *rand.Rand) (f uint64) {
	for _, bit := range rng.Perm(64)[:32] {
		f |= 1 << bit
	}
	return f
}
