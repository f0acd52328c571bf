package turbo

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
)

// The two processes talk over pipes: a request goes one way, an answer the
// other. Pictures are in the shared memory, where the request says.

type operation uint8

const (
	opDecode operation = iota + 1
	opEncode
)

// request is what a worker is to do.
type request struct {
	Op      operation
	Gray    bool  // one channel; else four, RGBA
	Quality uint8 // of encoding, 1 to 100
	Scale   uint8 // of decoding, 1, 2, 4 or 8
	// Width and Height are those of the pixels: when decoding, of the scaled
	// picture, which the file must have.
	Width, Height uint32
	// Memory is the size of the shared memory. In and Out are where the input
	// and the result are in it.
	Memory, In, InLength, Out, OutLength uint64
}

// rowBytes is the length of a row of pixels.
func (r *request) rowBytes() uint64 {
	if r.Gray {
		return uint64(r.Width)
	}
	return 4 * uint64(r.Width)
}

// check holds a request to the memory it speaks of.
func (r *request) check() error {
	within := func(at, length uint64) bool { return at <= r.Memory && length <= r.Memory-at }
	pixels, room := r.OutLength, r.InLength
	if r.Op == opEncode {
		pixels, room = r.InLength, r.OutLength
	}
	switch {
	case r.Op != opDecode && r.Op != opEncode,
		r.Width == 0 || r.Height == 0 || uint64(r.Width)*uint64(r.Height) > maxPixels,
		!within(r.In, r.InLength) || !within(r.Out, r.OutLength),
		pixels != r.rowBytes()*uint64(r.Height),
		room == 0:
		return errors.New("a request that cannot be")
	}
	return nil
}

// answer is what became of a request.
type answer struct {
	Failed bool
	Length uint64    // of the result
	Reason [128]byte // padded with zeros
}

func (a *answer) fail(reason string) {
	a.Failed = true
	clear(a.Reason[:])
	copy(a.Reason[:], reason)
}

func (a *answer) err() error {
	if !a.Failed {
		return nil
	}
	return fmt.Errorf("libjpeg-turbo: %s", a.reason())
}

func (a *answer) reason() string {
	text, _, _ := bytes.Cut(a.Reason[:], []byte{0})
	return string(text)
}

func send(w io.Writer, message any) error { return binary.Write(w, binary.LittleEndian, message) }

func receive(r io.Reader, message any) error { return binary.Read(r, binary.LittleEndian, message) }
