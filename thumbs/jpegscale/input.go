package jpegscale

import (
	"encoding/binary"
	"io"
)

// input is the file, read through a buffer, and the bits of its entropy-coded
// data.
type input struct {
	r      io.Reader
	buf    [64 << 10]byte
	at     int // of the next byte in buf
	end    int
	err    error // of r, io.ErrUnexpectedEOF at its end
	bits   uint64
	n      int  // valid bits, from the highest; below 0, that many too many were read
	marked bool // a marker, or the end of the file, stops the bits
}

func (in *input) reset(r io.Reader) {
	in.r, in.at, in.end, in.err = r, 0, 0, nil
	in.restartBits()
}

// restartBits drops the bits that are left, for a scan or interval begins.
func (in *input) restartBits() { in.bits, in.n, in.marked = 0, 0, false }

// more reads on, keeping what is buffered. It reports whether there is more.
func (in *input) more() bool {
	in.end = copy(in.buf[:], in.buf[in.at:in.end])
	in.at = 0
	for in.err == nil {
		n, err := in.r.Read(in.buf[in.end:])
		in.end += n
		if err == io.EOF {
			err = io.ErrUnexpectedEOF
		}
		in.err = err
		if n > 0 {
			return true
		}
	}
	return false
}

func (in *input) byte() (byte, error) {
	if in.at == in.end && !in.more() {
		return 0, in.err
	}
	b := in.buf[in.at]
	in.at++
	return b, nil
}

// full fills p.
func (in *input) full(p []byte) error {
	for {
		n := copy(p, in.buf[in.at:in.end])
		in.at += n
		if p = p[n:]; len(p) == 0 {
			return nil
		}
		if !in.more() {
			return in.err
		}
	}
}

func (in *input) skip(n int) error {
	for {
		step := min(n, in.end-in.at)
		in.at += step
		if n -= step; n == 0 {
			return nil
		}
		if !in.more() {
			return in.err
		}
	}
}

// marker reads up to and with the next marker, over stray bytes and fill bytes.
func (in *input) marker() (byte, error) {
	for {
		b, err := in.byte()
		if err != nil {
			return 0, err
		}
		if b != 0xff {
			continue
		}
		for b == 0xff {
			if b, err = in.byte(); err != nil {
				return 0, err
			}
		}
		if b != 0 {
			return b, nil
		}
	}
}

// enough is the number of bits for the longest code and the value after it.
const enough = 32

// fill adds bits, at least enough unless a marker comes first. Past that the
// bits are zeros, and overrun tells.
func (in *input) fill(bits uint64, n int) (uint64, int) {
	if in.marked {
		return bits, n
	}
	const ones, highs = 0x0101010101010101, 0x8080808080808080
	if in.at+8 <= in.end {
		w := binary.BigEndian.Uint64(in.buf[in.at:])
		if (^w-ones)&w&highs == 0 { // none is 0xff
			in.at += (63 - n) >> 3
			return bits | w>>uint(n), n | 56
		}
	}
	for n <= 56 {
		for in.end-in.at < 2 && in.more() {
		}
		if in.at == in.end {
			in.marked = true
			break
		}
		b := in.buf[in.at]
		if b == 0xff {
			if in.end-in.at < 2 || in.buf[in.at+1] != 0 {
				if in.end-in.at >= 2 && in.buf[in.at+1] == 0xff {
					in.at++ // a fill byte
					continue
				}
				in.marked = true
				break
			}
			in.at++
		}
		in.at++
		bits |= uint64(b) << uint(56-n)
		n += 8
	}
	return bits, n
}

// overrun is the error of having read more bits than there are.
func (in *input) overrun() error {
	if in.end-in.at < 2 && in.err != nil {
		return in.err
	}
	return FormatError("its data ends before its picture does")
}

// take takes up to 16 bits.
func (in *input) take(count int) int {
	if in.n < enough {
		in.bits, in.n = in.fill(in.bits, in.n)
	}
	v := in.bits >> 1 >> uint(63-count)
	in.bits <<= uint(count)
	in.n -= count
	return int(v)
}
