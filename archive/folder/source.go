package folder

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"

	"cutline/archive"
)

// source reads a file once and notices when it is not the same file at the end:
// half-written files must not become photos.
type source struct {
	file *os.File
	info fs.FileInfo // as it was opened
	read int64
	// err is the first error of the file itself, which refuses the file and
	// does not end the run.
	err error
}

var errChanged = errors.New("changed while it was read")

func openSource(path string) (*source, error) {
	file, info, err := openRegular(path)
	if err != nil {
		return nil, err
	}
	return &source{file: file, info: info}, nil
}

var errNotFile = errors.New("not a file")

// openRegular opens a regular file to read it. Anything else is errNotFile: a
// pipe may never deliver, a device never end.
func openRegular(path string) (*os.File, fs.FileInfo, error) {
	if info, err := os.Stat(path); err != nil {
		return nil, nil, err
	} else if err := regular(info); err != nil {
		return nil, nil, err
	}
	// The path may lead elsewhere by now, and opening a pipe would wait.
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return nil, nil, err
	}
	info, err := file.Stat()
	if err == nil {
		err = regular(info)
	}
	if err != nil {
		file.Close()
		return nil, nil, err
	}
	return file, info, nil
}

func regular(info fs.FileInfo) error {
	if mode := info.Mode(); !mode.IsRegular() {
		return fmt.Errorf("%w but a %s", errNotFile, kind(mode))
	}
	return nil
}

// notOpened is the outcome of a file that could not be opened.
func notOpened(err error) error {
	if errors.Is(err, errNotFile) {
		return &archive.SkippedError{Reason: err.Error()}
	}
	return &archive.RefusedError{Reason: cannotRead(err), Err: err}
}

// kind names what a path leads to that is no regular file.
func kind(mode fs.FileMode) string {
	switch {
	case mode.IsDir():
		return "folder"
	case mode&fs.ModeNamedPipe != 0:
		return "pipe"
	case mode&fs.ModeSocket != 0:
		return "socket"
	case mode&fs.ModeDevice != 0:
		return "device"
	}
	return "special file"
}

// cannotRead says why a file or folder cannot be read, and what to do.
func cannotRead(err error) string {
	switch {
	case errors.Is(err, fs.ErrPermission):
		return "no permission to read it; give the user that runs cutline the right to read"
	case errors.Is(err, errChanged):
		return err.Error() + "; ingest it again when it is whole"
	case errors.Is(err, fs.ErrNotExist):
		return "there is nothing of that name (or a link that leads nowhere); check the path"
	}
	return fmt.Sprintf("cannot be read: %v; run again when the disk answers", causeOf(err))
}

// causeOf is a file system's error without the path, which the report names.
func causeOf(err error) error {
	var pathErr *fs.PathError
	if errors.As(err, &pathErr) {
		return pathErr.Err
	}
	return err
}

func (s *source) Close() error { return s.file.Close() }

// Read reads the file; at its end it checks that the file is still what was
// opened.
func (s *source) Read(p []byte) (int, error) {
	n, err := s.file.Read(p)
	s.read += int64(n)
	if err == io.EOF {
		err = s.unchanged()
	}
	if err != nil && err != io.EOF {
		s.err = err
	}
	return n, err
}

// unchanged returns io.EOF, or why the file read is not the file opened.
func (s *source) unchanged() error {
	now, err := s.file.Stat()
	if err != nil {
		return err
	}
	if s.read != s.info.Size() || now.Size() != s.info.Size() || !now.ModTime().Equal(s.info.ModTime()) {
		return fmt.Errorf("%w (%d bytes at first, %d read)", errChanged, s.info.Size(), s.read)
	}
	return io.EOF
}

// extensions are the usual file name extensions of each format.
var extensions = map[string][]string{
	"jpeg": {".jpg", ".jpeg", ".jpe", ".jfif", ".thm", ".mpo"},
	"png":  {".png"},
	"tiff": {".tif", ".tiff"},
	"webp": {".webp"},
	"gif":  {".gif"},
	"bmp":  {".bmp", ".dib"},
	"heic": {".heic", ".heif", ".hif"},
	"avif": {".avif"},
	"jxl":  {".jxl"},
	"jp2":  {".jp2", ".jpf", ".jpx", ".j2k"},
	"psd":  {".psd", ".psb"},
}

// rawExtensions are those of camera makers' raw files.
var rawExtensions = []string{".dng", ".nef", ".cr2", ".cr3", ".crw", ".arw", ".pef", ".orf", ".raf", ".rw2", ".srw", ".nrw", ".3fr", ".iiq"}

// namedAsImage tells whether a file's name claims that it is a picture.
func namedAsImage(path string) bool {
	ext := strings.ToLower(filepath.Ext(path))
	for _, usual := range extensions {
		if slices.Contains(usual, ext) {
			return true
		}
	}
	return slices.Contains(rawExtensions, ext)
}

// wrongExtension warns of a name that claims another format than the content.
func wrongExtension(path, format string) []string {
	ext := strings.ToLower(filepath.Ext(path))
	if usual, ok := extensions[format]; !ok || slices.Contains(usual, ext) {
		return nil
	}
	return []string{fmt.Sprintf("it is a %s file whatever its name says", strings.ToUpper(format))}
}
