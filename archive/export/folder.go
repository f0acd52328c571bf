package export

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// Folder puts files into a folder of this machine. Nothing that is there is
// replaced, nobody sees half a file, and a file that Put returned of is on the
// disk for good.
type Folder struct{ Dir string }

// Put writes the files of one photo under a name, with a number where something
// has that name already. It returns their paths, in order.
func (d Folder) Put(ctx context.Context, name string, files []*File) (paths []string, err error) {
	for n := 1; n <= maxNumbered; n++ {
		paths, err = d.put(ctx, name, n, files)
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	if err != nil {
		return nil, fmt.Errorf("export to %s: %w", d.Dir, err)
	}
	return paths, nil
}

// maxNumbered is how many files may have one name.
const maxNumbered = 10_000

// put writes the files under the nth name. Where one name is taken, none is.
func (d Folder) put(ctx context.Context, name string, n int, files []*File) (paths []string, err error) {
	defer func() {
		if err != nil {
			for _, path := range paths {
				os.Remove(path)
			}
			paths = nil
		}
	}()
	for _, f := range files {
		path := filepath.Join(d.Dir, Numbered(name, n, f.Extension))
		if _, err := os.Lstat(path); err == nil {
			return paths, fs.ErrExist
		}
	}
	for _, f := range files {
		path := filepath.Join(d.Dir, Numbered(name, n, f.Extension))
		if err := d.write(ctx, path, f); err != nil {
			return paths, err
		}
		paths = append(paths, path)
	}
	return paths, syncDir(d.Dir)
}

// write writes a file beside its place and then gives it its name, which must
// be free.
func (d Folder) write(ctx context.Context, path string, f *File) error {
	temp, err := os.CreateTemp(d.Dir, ".cutline-*.part")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	_, err = f.WriteTo(contextWriter{ctx, temp})
	if err == nil {
		err = temp.Chmod(0o644)
	}
	if err == nil {
		err = temp.Sync()
	}
	if closeErr := temp.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return err
	}
	return place(temp.Name(), path)
}

// place gives a file a name that must be free. A hard link does so in one step;
// where the file system has none (FAT, some shares), the name is taken with an
// empty file first.
func place(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil || errors.Is(err, fs.ErrExist) {
		return err
	}
	taken, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	taken.Close()
	if err := os.Rename(temp, path); err != nil {
		os.Remove(path)
		return err
	}
	return nil
}

// syncDir makes the names in a folder durable.
func syncDir(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := f.Sync(); err != nil && !strings.Contains(err.Error(), "invalid argument") { // what no share can do
		return err
	}
	return nil
}

// contextWriter ends when nobody waits for what is written.
type contextWriter struct {
	ctx context.Context
	*os.File
}

func (w contextWriter) Write(p []byte) (int, error) {
	if err := w.ctx.Err(); err != nil {
		return 0, err
	}
	return w.File.Write(p)
}
