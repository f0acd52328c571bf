package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sys/unix"

	"cutline/archive"
)

// mayMove refuses a MoveTo inside what is ingested: what was moved would come
// again.
func (in *Ingest) mayMove(paths []string) error {
	if in.MoveTo == "" {
		return nil
	}
	if err := os.MkdirAll(in.MoveTo, 0o777); err != nil {
		return err
	}
	to, err := filepath.EvalSymlinks(absolute(in.MoveTo))
	if err != nil {
		return err
	}
	for _, path := range paths {
		from, err := filepath.EvalSymlinks(absolute(path))
		if err == nil && (to == from || strings.HasPrefix(to, within(from))) {
			return fmt.Errorf("%s lies in %s, which is ingested; move what is stored to a folder outside it", in.MoveTo, path)
		}
	}
	return nil
}

// move moves a file that is in the archive, and its sidecars, to MoveTo, and
// says what went wrong. A file that is not what was read stays, and nothing at
// the other end is replaced.
func (p *pipeline) move(r ready, file archive.RunFile) string {
	if file.ID == "" || r.found.info == nil {
		return ""
	}
	now, err := os.Lstat(r.found.path)
	switch {
	case err != nil:
		return fmt.Sprintf("it is in the archive, but was not moved: %v", causeOf(err))
	case !now.Mode().IsRegular():
		return "it is in the archive; a link is not moved"
	case now.Size() != r.found.info.Size() || !changed(now).Equal(changed(r.found.info)):
		return "it is in the archive as it was read, but has changed since and was not moved"
	}
	below, err := filepath.Rel(absolute(r.found.root), filepath.Dir(absolute(r.found.path)))
	if err != nil || below == ".." || strings.HasPrefix(below, "../") {
		below = "." // it was asked for by its own name
	}
	dir := filepath.Join(p.MoveTo, below)
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Sprintf("it is in the archive, but was not moved: %v", err)
	}
	for _, path := range append([]string{r.found.path}, r.found.sidecars...) {
		if err := moveFile(path, dir); err != nil && !(path != r.found.path && errors.Is(err, fs.ErrNotExist)) {
			return fmt.Sprintf("it is in the archive, but %q was not moved: %v", filepath.Base(path), err)
		}
	}
	return ""
}

// moveFile moves a file into a folder. Where one of its name is there, it takes
// the name "name (2).jpg".
func moveFile(path, dir string) error {
	name := filepath.Base(path)
	ext := filepath.Ext(name)
	target := filepath.Join(dir, name)
	for n := 2; ; n++ {
		err := renameNew(path, target)
		if !errors.Is(err, fs.ErrExist) {
			return err
		}
		target = filepath.Join(dir, fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext))
	}
}

// renameNew renames a file unless there is one of the new name. Where it cannot
// be linked, as across file systems, it is copied, and the old one removed when
// the copy is on the disk.
func renameNew(from, to string) error {
	err := os.Link(from, to)
	switch {
	case err == nil:
		return os.Remove(from)
	case errors.Is(err, unix.EXDEV), errors.Is(err, unix.EPERM), errors.Is(err, unix.ENOTSUP):
		return copyNew(from, to)
	}
	return err
}

func copyNew(from, to string) error {
	src, info, err := openRegular(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, info.Mode().Perm())
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	if err == nil {
		err = dst.Sync()
	}
	if closeErr := dst.Close(); err == nil {
		err = closeErr
	}
	if err == nil {
		err = os.Chtimes(to, info.ModTime(), info.ModTime())
	}
	if err != nil {
		os.Remove(to)
		return err
	}
	return os.Remove(from)
}
