package thumbs

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"runtime"
	"testing"

	"cutline/archive"
)

// hugeJPEG is a grey picture, of which each block takes a bit or two that are
// zeros.
func hugeJPEG(width, height, chroma int, progressive bool) []byte {
	b := []byte{0xff, 0xd8, 0xff, 0xdb, 0, 67, 0}
	b = append(b, bytes.Repeat([]byte{1}, 64)...)
	sof := byte(0xc0)
	if progressive {
		sof = 0xc2
	}
	b = append(b, 0xff, sof, 0, 17, 8)
	b = binary.BigEndian.AppendUint16(b, uint16(height))
	b = binary.BigEndian.AppendUint16(b, uint16(width))
	sampling := byte(chroma<<4 | chroma) // of the first component
	b = append(b, 3, 1, sampling, 0, 2, 0x11, 0, 3, 0x11, 0)
	for _, class := range []byte{0x00, 0x10} { // one code, a bit long, of the symbol 0
		b = append(b, 0xff, 0xc4, 0, 20, class, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	}
	units := ((width + 8*chroma - 1) / (8 * chroma)) * ((height + 8*chroma - 1) / (8 * chroma))
	blocks := units * (chroma*chroma + 2)
	if !progressive {
		b = append(b, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 63, 0)
		return append(append(b, make([]byte, (2*blocks+7)/8)...), 0xff, 0xd9)
	}
	b = append(b, 0xff, 0xda, 0, 12, 3, 1, 0, 2, 0, 3, 0, 0, 0, 0)
	b = append(b, make([]byte, (blocks+7)/8)...)
	b = append(b, 0xff, 0xda, 0, 8, 1, 2, 0, 1, 63, 0)
	return append(append(b, make([]byte, (units+7)/8)...), 0xff, 0xd9)
}

// TestHundredMegapixels renders the largest photos that cameras make, within
// the budget of all decodes together.
func TestHundredMegapixels(t *testing.T) {
	for _, test := range []struct {
		chroma      int
		progressive bool
	}{{2, false}, {1, false}, {2, true}, {1, true}} {
		t.Run(fmt.Sprintf("chroma 1:%d, progressive %v", test.chroma, test.progressive), func(t *testing.T) {
			data := hugeJPEG(12000, 8400, test.chroma, test.progressive)
			s, err := Open(t.TempDir(), 0)
			if err != nil {
				t.Fatal(err)
			}
			src := archive.Picture{ReaderAt: bytes.NewReader(data), Size: int64(len(data)), Format: "jpeg", Orientation: 1}
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			seen, err := s.Render(context.Background(), archive.Hash{1}.ID(), src)
			runtime.ReadMemStats(&after)
			if err != nil || seen.Placeholder != "" {
				t.Fatalf("%+v, %v", seen, err)
			}
			if seen.Width != 12000 || seen.Height != 8400 || seen.Colour != "#808080" {
				t.Errorf("it is %+v", seen)
			}
			if took := int64(after.TotalAlloc - before.TotalAlloc); took > DefaultBudget {
				t.Errorf("rendering allocated %d MB, the budget is %d MB", took>>20, DefaultBudget>>20)
			} else {
				t.Logf("%d MB", took>>20)
			}
		})
	}
}
