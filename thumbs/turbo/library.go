//go:build linux && (amd64 || arm64) && !noturbo

package turbo

import (
	"errors"
	"fmt"
	"os"
	"path"
	"regexp"
	"strings"
	"unsafe"

	"github.com/ebitengine/purego"
)

// Constants of turbojpeg.h, version 2.
const (
	pixelRGBA = 7 // TJPF_RGBA
	pixelGray = 6 // TJPF_GRAY
	samp420   = 2 // TJSAMP_420

	flagNoRealloc     = 1024
	flagStopOnWarning = 8192
	flagAccurateDCT   = 4096
	flagLimitScans    = 32768
)

// library is libturbojpeg, with the handles of one thread.
type library struct {
	version      string
	decompressor uintptr
	compressor   uintptr

	header     func(handle uintptr, jpeg unsafe.Pointer, size uint, width, height, subsampling, colourspace *int32) int32
	decompress func(handle uintptr, jpeg unsafe.Pointer, size uint, dst unsafe.Pointer, width, pitch, height, format, flags int32) int32
	compress   func(handle uintptr, src unsafe.Pointer, width, pitch, height, format int32, jpeg *unsafe.Pointer, size *uint, subsampling, quality, flags int32) int32
	message    func(handle uintptr) string
}

// load finds the library by its name, as the system's loader does.
func load() (*library, error) {
	handle, err := purego.Dlopen(Name, purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return nil, fmt.Errorf("%s is not installed", Name)
	}
	lib := &library{version: versionOf()}
	var initDecompress, initCompress func() uintptr
	for name, f := range map[string]any{
		"tjInitDecompress":    &initDecompress,
		"tjInitCompress":      &initCompress,
		"tjDecompressHeader3": &lib.header,
		"tjDecompress2":       &lib.decompress,
		"tjCompress2":         &lib.compress,
		"tjGetErrorStr2":      &lib.message,
	} {
		symbol, err := purego.Dlsym(handle, name)
		if err != nil {
			return nil, fmt.Errorf("%s has no %s: it is too old", Name, name)
		}
		purego.RegisterFunc(f, symbol)
	}
	if lib.decompressor, lib.compressor = initDecompress(), initCompress(); lib.decompressor == 0 || lib.compressor == 0 {
		return nil, fmt.Errorf("%s cannot be used: %s", Name, lib.message(0))
	}
	return lib, nil
}

// versionOf is the version that the library's file says it has, for the
// interface of version 2 does not tell.
func versionOf() string {
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		return Name
	}
	for line := range strings.Lines(string(maps)) {
		at := strings.IndexByte(line, '/')
		if at < 0 || !strings.HasPrefix(path.Base(line), "libturbojpeg.so.") {
			continue
		}
		file, _ := os.ReadFile(strings.TrimSpace(line[at:]))
		if found := versionText.FindSubmatch(file); found != nil {
			return "libjpeg-turbo " + string(found[1])
		}
		return strings.TrimSpace(path.Base(line))
	}
	return Name
}

var versionText = regexp.MustCompile(`libjpeg-turbo version ([0-9.]+)`)

// do does what a checked request says.
func (l *library) do(r *request, memory []byte) (length uint64, err error) {
	if r.Op == opEncode {
		return l.encode(r, memory)
	}
	return r.OutLength, l.decode(r, memory)
}

func (l *library) decode(r *request, memory []byte) error {
	in, out := unsafe.Pointer(&memory[r.In]), unsafe.Pointer(&memory[r.Out])
	var width, height, subsampling, colourspace int32
	if l.header(l.decompressor, in, uint(r.InLength), &width, &height, &subsampling, &colourspace) != 0 {
		return errors.New(l.message(l.decompressor))
	}
	scale := int32(max(r.Scale, 1))
	if scaled := func(n int32) uint32 { return uint32((n + scale - 1) / scale) }; scaled(width) != r.Width || scaled(height) != r.Height {
		return errors.New("the picture has another size")
	}
	format := int32(pixelRGBA)
	if r.Gray {
		format = pixelGray
	}
	if l.decompress(l.decompressor, in, uint(r.InLength), out, int32(r.Width), int32(r.rowBytes()), int32(r.Height), format,
		flagStopOnWarning|flagAccurateDCT|flagLimitScans) != 0 {
		return errors.New(l.message(l.decompressor))
	}
	return nil
}

func (l *library) encode(r *request, memory []byte) (uint64, error) {
	in, out := unsafe.Pointer(&memory[r.In]), unsafe.Pointer(&memory[r.Out])
	size := uint(r.OutLength)
	if l.compress(l.compressor, in, int32(r.Width), int32(r.rowBytes()), int32(r.Height), pixelRGBA, &out, &size,
		samp420, int32(r.Quality), flagNoRealloc|flagAccurateDCT) != 0 {
		return 0, errors.New(l.message(l.compressor))
	}
	return uint64(size), nil
}
