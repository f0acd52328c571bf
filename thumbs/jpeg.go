package thumbs

import (
	"bufio"
	"bytes"
	"errors"
	"io"
)

// Markers of JPEG (ITU-T T.81, table B.1).
const (
	markerSOF0  = 0xc0 // baseline
	markerSOF2  = 0xc2 // progressive
	markerDHT   = 0xc4
	markerJPG   = 0xc8
	markerDAC   = 0xcc
	markerSOF15 = 0xcf
	markerRST0  = 0xd0
	markerRST7  = 0xd7
	markerSOI   = 0xd8
	markerEOI   = 0xd9
	markerSOS   = 0xda
	markerAPP14 = 0xee
)

// jpegHeader walks the segments up to the first scan as package image/jpeg
// does, because its DecodeConfig does not tell what decides over memory:
// progressive or not, and the sampling of each component.
func jpegHeader(r *io.SectionReader) (header, error) {
	br := bufio.NewReader(r)
	var soi [2]byte
	if _, err := io.ReadFull(br, soi[:]); err != nil {
		return header{}, err
	}
	if soi != [2]byte{0xff, markerSOI} {
		return header{}, errors.New("it does not begin as a JPEG")
	}
	var f frame
	adobe, transform := false, byte(0)
	for {
		marker, err := nextMarker(br)
		if err != nil {
			return header{}, err
		}
		if marker >= markerRST0 && marker <= markerRST7 {
			continue
		}
		if marker == markerEOI {
			return header{}, errors.New("it ends before its picture")
		}
		var length [2]byte
		if _, err := io.ReadFull(br, length[:]); err != nil {
			return header{}, err
		}
		n := int(length[0])<<8 + int(length[1]) - 2
		if n < 0 {
			return header{}, errors.New("a segment has a length below 2")
		}
		switch {
		case marker == markerSOS:
			if f.components == 0 {
				return header{}, errors.New("it has no frame header")
			}
			h := header{width: f.width, height: f.height, decode: f.bytes}
			h.bareCMYK = f.components == 4 && !adobe
			read, err := r.Seek(0, io.SeekCurrent)
			if err != nil {
				return header{}, err
			}
			h.scan = read - int64(br.Buffered())
			if f.components == 4 || f.namedRGB || adobe && transform == 0 {
				h.decode += 4 * pixels(f.width, f.height) // the decoder's copy in one plane
			}
			return h, nil
		case marker == markerDHT, marker == markerJPG, marker == markerDAC:
		case marker >= markerSOF0 && marker <= markerSOF15:
			if marker > markerSOF2 {
				return header{}, noDecoder("lossless, arithmetic-coded or hierarchical JPEG pictures")
			}
			data := make([]byte, n)
			if _, err := io.ReadFull(br, data); err != nil {
				return header{}, err
			}
			n = 0
			if f, err = readFrame(data, marker == markerSOF2); err != nil {
				return header{}, err
			}
		case marker == markerAPP14:
			segment, err := br.Peek(min(n, 12))
			if err != nil {
				return header{}, err
			}
			if len(segment) == 12 && string(segment[:5]) == "Adobe" {
				adobe, transform = true, segment[11]
			}
		}
		if _, err := br.Discard(n); err != nil {
			return header{}, err
		}
	}
}

// nextMarker skips to the next marker, over stray bytes and fill bytes.
func nextMarker(br *bufio.Reader) (byte, error) {
	for {
		if _, err := br.ReadSlice(0xff); err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return 0, err
		} else if err != nil {
			continue
		}
		marker := byte(0xff)
		for marker == 0xff {
			var err error
			if marker, err = br.ReadByte(); err != nil {
				return 0, err
			}
		}
		if marker != 0 {
			return marker, nil
		}
	}
}

// frame is what a JPEG frame header tells.
type frame struct {
	width, height int
	components    int
	namedRGB      bool  // the components are called R, G and B
	bytes         int64 // of the planes, and the coefficients if progressive
}

// readFrame reads a frame header (T.81, B.2.2).
func readFrame(data []byte, progressive bool) (frame, error) {
	if len(data) < 6 || len(data) != 6+3*int(data[5]) {
		return frame{}, errors.New("its frame header has a wrong length")
	}
	if data[0] != 8 {
		return frame{}, noDecoder("JPEG pictures of more than 8 bits")
	}
	f := frame{
		height:     int(data[1])<<8 + int(data[2]),
		width:      int(data[3])<<8 + int(data[4]),
		components: int(data[5]),
	}
	switch f.components {
	case 1, 3, 4:
	default:
		return frame{}, noDecoder("JPEG pictures of this many components")
	}
	var names []byte
	hMax, vMax, samples := 1, 1, 0
	for c := data[6:]; len(c) > 0; c = c[3:] {
		names = append(names, c[0])
		h, v := int(c[1]>>4), int(c[1]&0x0f)
		if h == 0 || h > 4 || v == 0 || v > 4 {
			return frame{}, errors.New("its frame header has a wrong sampling factor")
		}
		if f.components == 1 {
			h, v = 1, 1 // T.81, A.2.2: the factors of a single component mean nothing
		}
		hMax, vMax = max(hMax, h), max(vMax, v)
		samples += h * v
	}
	f.namedRGB = string(names) == "RGB"
	const (
		block       = 8 * 8
		coefficient = 4
	)
	units := pixels((f.width+8*hMax-1)/(8*hMax), (f.height+8*vMax-1)/(8*vMax))
	f.bytes = units * int64(samples) * block
	if progressive {
		f.bytes *= 1 + coefficient
	}
	return f, nil
}

// maxScans is far above the scans that encoders make of a progressive picture
// (about ten). Each costs a pass over all blocks and may take few bytes, so
// a small file of very many would keep a decoder busy for minutes.
const maxScans = 100

var errScans = errors.New("it has more scans than any encoder makes")

// scanLimit ends a picture of too many scans. It counts their markers in what
// it reads; before the first scan, where metadata may hold any bytes, it does
// not count.
type scanLimit struct {
	r      io.Reader
	before int64 // bytes up to the first scan
	scans  int
	last   byte
}

func (l *scanLimit) Read(p []byte) (int, error) {
	n, err := l.r.Read(p)
	skip := min(l.before, int64(n))
	l.before -= skip
	counted := p[skip:n]
	if len(counted) == 0 {
		return n, err
	}
	if l.last == 0xff && counted[0] == markerSOS {
		l.scans++
	}
	l.scans += bytes.Count(counted, []byte{0xff, markerSOS})
	l.last = counted[len(counted)-1]
	if l.scans > maxScans {
		return 0, errScans
	}
	return n, err
}

// adobeCMYK is an Adobe segment that says CMYK, in which values are inverted.
const adobeCMYK = "\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
