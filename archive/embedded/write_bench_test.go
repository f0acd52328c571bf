package embedded_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"

	"cutline/archive/embedded"
)

// BenchmarkWords compares writing words into a copy of a photo of 24 MB with
// copying that photo twice. The row that must not exceed 1 is words/2copies.
func BenchmarkWords(b *testing.B) {
	src := write(b, drawJPEG(b), said())
	src = append(src[:len(src)-2], bytes.Repeat([]byte{0x5A}, 24<<20)...) // entropy-coded data
	src = append(src, 0xFF, 0xD9)
	dir := b.TempDir()
	path := filepath.Join(dir, "photo.jpg")
	if err := os.WriteFile(path, src, 0o600); err != nil {
		b.Fatal(err)
	}
	words := effective(read(b, src))
	words[embedded.Credit], words[embedded.Caption] = []string{"Ana Costa/AP"}, []string{"Another caption"}
	into := func(name string, write func(io.Writer, *os.File) error) {
		in, err := os.Open(path)
		if err != nil {
			b.Fatal(err)
		}
		defer in.Close()
		out, err := os.Create(filepath.Join(dir, name))
		if err != nil {
			b.Fatal(err)
		}
		if err := write(out, in); err != nil {
			b.Fatal(err)
		}
		if err := out.Close(); err != nil {
			b.Fatal(err)
		}
	}
	plain := func(w io.Writer, r *os.File) error {
		// Through memory, as the writer does; the kernel may copy without.
		_, err := io.CopyBuffer(struct{ io.Writer }{w}, struct{ io.Reader }{r}, make([]byte, 256<<10))
		return err
	}
	withWords := func(w io.Writer, r *os.File) error {
		c, err := embedded.WithWords(r, int64(len(src)), words)
		if err != nil {
			return err
		}
		_, err = c.WriteTo(w)
		return err
	}
	var twice, once int64
	for b.Loop() {
		start := b.Elapsed()
		into("a.jpg", plain)
		into("b.jpg", plain)
		middle := b.Elapsed()
		into("c.jpg", withWords)
		twice, once = twice+int64(middle-start), once+int64(b.Elapsed()-middle)
	}
	b.ReportMetric(float64(once)/float64(twice), "words/2copies")
}
