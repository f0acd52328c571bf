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
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		file.Close()
		return nil, err
	}
	return &source{file: file, info: info}, nil
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
