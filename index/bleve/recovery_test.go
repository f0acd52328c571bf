package bleve_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/index/bleve"
	"cutline/index/indextest"
)

// total is how many photos the tests of this file index.
const total = 120

func generated() []*archive.Photo { return slices.Collect(indextest.Generated(total, 7)) }

// found is how many photos a query finds.
func found(t *testing.T, e index.Engine, text string) int {
	t.Helper()
	q, err := index.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := e.Search(t.Context(), index.Request{Query: q})
	if err != nil {
		t.Fatal(err)
	}
	return r.Total
}

// written makes an index of all generated photos and closes it. It has one
// segment, so that Bleve merges none while a test damages it.
func written(t *testing.T) (dir string) {
	t.Helper()
	dir = t.TempDir()
	e := open(t, dir, time.UTC)
	indextest.Follow(t, e, generated(), total, nil)
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	return dir
}

// copied is a copy of an index.
func copied(t *testing.T, from string) (dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "index")
	if err := os.CopyFS(dir, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return dir
}

// segments does something to every segment file of the index in a directory;
// which of them the index still uses only Bleve knows.
func segments(t *testing.T, dir string, do func(path string) error) error {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*", "store", "*.zap"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no segment in %s: %v", dir, err)
	}
	for _, path := range paths {
		err = errors.Join(err, do(path))
	}
	return err
}

// flip changes bytes in the middle of a file, where it stands.
func flip(path string, n int) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err != nil {
		return errors.Join(err, f.Close())
	}
	n = min(n, int(info.Size()))
	at := (info.Size() - int64(n)) / 2
	buf := make([]byte, n)
	if _, err := f.ReadAt(buf, at); err != nil {
		return errors.Join(err, f.Close())
	}
	for i := range buf {
		buf[i] ^= 0x55
	}
	_, err = f.WriteAt(buf, at)
	return errors.Join(err, f.Close())
}

func TestDamage(t *testing.T) {
	whole := written(t)
	for name, damage := range map[string]func(t *testing.T, dir string) error{
		"root.bolt cut short": func(_ *testing.T, dir string) error {
			return os.Truncate(filepath.Join(dir, "1", "store", "root.bolt"), 1000)
		},
		"root.bolt empty": func(_ *testing.T, dir string) error {
			return os.Truncate(filepath.Join(dir, "1", "store", "root.bolt"), 0)
		},
		"root.bolt gone": func(_ *testing.T, dir string) error {
			return os.Remove(filepath.Join(dir, "1", "store", "root.bolt"))
		},
		"root.bolt flipped": func(_ *testing.T, dir string) error {
			return flip(filepath.Join(dir, "1", "store", "root.bolt"), 1<<20)
		},
		"segment gone": func(t *testing.T, dir string) error { return segments(t, dir, os.Remove) },
		"segment cut short": func(t *testing.T, dir string) error {
			return segments(t, dir, func(path string) error { return os.Truncate(path, 5000) })
		},
		"segment empty": func(t *testing.T, dir string) error {
			return segments(t, dir, func(path string) error { return os.Truncate(path, 0) })
		},
		"one byte flipped": func(t *testing.T, dir string) error {
			return segments(t, dir, func(path string) error { return flip(path, 1) })
		},
		"bytes flipped": func(t *testing.T, dir string) error {
			return segments(t, dir, func(path string) error { return flip(path, 4000) })
		},
		"mapping gone": func(_ *testing.T, dir string) error {
			return os.Remove(filepath.Join(dir, "1", "index_meta.json"))
		},
		"mapping empty": func(_ *testing.T, dir string) error {
			return os.Truncate(filepath.Join(dir, "1", "index_meta.json"), 0)
		},
		"a file for a folder": func(_ *testing.T, dir string) error {
			return errors.Join(os.RemoveAll(filepath.Join(dir, "1")), os.WriteFile(filepath.Join(dir, "1"), nil, 0o644))
		},
		"everything gone": func(_ *testing.T, dir string) error { return os.RemoveAll(dir) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := copied(t, whole)
			if err := damage(t, dir); err != nil {
				t.Fatal(err)
			}
			var said bytes.Buffer
			e, err := bleve.Open(dir, time.UTC, slog.New(slog.NewTextHandler(&said, nil)))
			if err != nil {
				t.Fatal(err)
			}
			defer e.Close()
			if name != "everything gone" && name != "a file for a folder" && !bytes.Contains(said.Bytes(), []byte("damaged")) {
				t.Errorf("the log does not say that the index is damaged: %s", said.Bytes())
			}
			if c := e.Cursor(); c != 0 {
				t.Fatalf("the cursor is %d, want 0: a rebuild", c)
			}
			indextest.Follow(t, e, generated(), 100, nil)
			if n := found(t, e, ""); n != total {
				t.Errorf("%d photos after the rebuild, want %d", n, total)
			}
		})
	}
}

func TestNoDamage(t *testing.T) {
	whole := written(t)
	for name, change := range map[string]func(dir string) error{
		"stray files": func(dir string) error {
			return errors.Join(
				os.WriteFile(filepath.Join(dir, ".DS_Store"), []byte("x"), 0o644),
				os.WriteFile(filepath.Join(dir, "7"), []byte("x"), 0o644),
				os.WriteFile(filepath.Join(dir, "1", "store", "notes.txt"), []byte("x"), 0o644),
				os.MkdirAll(filepath.Join(dir, "old", "store"), 0o755),
				os.MkdirAll(filepath.Join(dir, "9"), 0o755))
		},
		"current gone":    func(dir string) error { return os.Remove(filepath.Join(dir, "current")) },
		"current garbled": func(dir string) error { return os.WriteFile(filepath.Join(dir, "current"), []byte("x"), 0o644) },
		"current beyond":  func(dir string) error { return os.WriteFile(filepath.Join(dir, "current"), []byte("8"), 0o644) },
	} {
		t.Run(name, func(t *testing.T) {
			dir := copied(t, whole)
			if err := change(dir); err != nil {
				t.Fatal(err)
			}
			e := open(t, dir, time.UTC)
			defer e.Close()
			if n, c := found(t, e, ""), e.Cursor(); n != total || c != total {
				t.Errorf("%d photos up to Seq %d, want %d of both", n, c, total)
			}
		})
	}
}

// TestDamageWhileOpen holds that damage met by a search is an error of that
// search, and is mended by the follower.
func TestDamageWhileOpen(t *testing.T) {
	dir := written(t)
	e := open(t, dir, time.UTC)
	defer e.Close()
	if err := segments(t, dir, func(path string) error { return flip(path, 1<<20) }); err != nil {
		t.Fatal(err)
	}
	failed := 0
	for _, text := range indextest.GeneratedQueries(100, 7) {
		q, err := index.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := e.Search(t.Context(), index.Request{Query: q, Facets: index.FacetNames()}); err != nil {
			failed++
		}
	}
	if failed == 0 {
		t.Fatal("no search met the damage")
	}
	indextest.Follow(t, e, generated(), 100, nil)
	if n := found(t, e, ""); n != total || e.Status().Rebuilding {
		t.Errorf("%d photos after the rebuild, want %d; status %+v", n, total, e.Status())
	}
}

func TestInUse(t *testing.T) {
	dir := written(t)
	e := open(t, dir, time.UTC)
	defer e.Close()
	if _, err := bleve.Open(dir, time.UTC, slog.New(slog.DiscardHandler)); !errors.Is(err, bleve.ErrInUse) {
		t.Errorf("opening an index in use: %v, want %v", err, bleve.ErrInUse)
	}
	if n := found(t, e, ""); n != total {
		t.Errorf("%d photos are found afterwards, want %d", n, total)
	}
}

// applyForever is the environment variable that makes the test binary the
// child of TestKill: it names the directory to apply photos to.
const applyForever = "CUTLINE_TEST_APPLY"

func TestMain(m *testing.M) {
	if dir := os.Getenv(applyForever); dir != "" {
		if err := applyUntilKilled(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
		}
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// applyUntilKilled applies a photo at a time and prints each Seq once it is
// applied.
func applyUntilKilled(dir string) error {
	e, err := bleve.Open(dir, time.UTC, slog.New(slog.DiscardHandler))
	if err != nil {
		return err
	}
	defer e.Close()
	cursor := e.Cursor()
	for p := range indextest.Generated(1_000_000, 7) {
		if p.Seq <= cursor {
			continue
		}
		if err := e.Apply(context.Background(), []*archive.Photo{p}, p.Seq); err != nil {
			return err
		}
		fmt.Println(p.Seq)
	}
	return nil
}

// TestKill holds that kill -9 at any moment leaves the photos and the cursor of
// one moment, not before the last that was acknowledged.
func TestKill(t *testing.T) {
	dir := t.TempDir()
	for round := range 5 {
		child := exec.Command(os.Args[0])
		child.Env = append(os.Environ(), applyForever+"="+dir)
		child.Stderr = os.Stderr
		out, err := child.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := child.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		acknowledged := 0
		for n := 0; n < 5+7*round && lines.Scan(); n++ {
			if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatal(err)
			}
		}
		if err := child.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for lines.Scan() { // what it acknowledged before it died
			if acknowledged, err = strconv.Atoi(lines.Text()); err != nil {
				t.Fatal(err)
			}
		}
		if err := child.Wait(); err == nil {
			t.Fatal("the child was not killed")
		}
		e := open(t, dir, time.UTC)
		cursor, photos := int(e.Cursor()), found(t, e, "")
		if acknowledged == 0 || cursor < acknowledged || photos != cursor {
			t.Errorf("round %d: acknowledged %d, the cursor is %d, %d photos are found", round, acknowledged, cursor, photos)
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
