package embedded_test

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
)

// TestLimits: files made to take long or much are read in little, and say so.
func TestLimits(t *testing.T) {
	bomb := deflate(t, make([]byte, 15<<20))
	packets := func(n int) []byte {
		var chunks [][]byte
		for range n {
			chunks = append(chunks, chunk("iTXt", join([]byte("XML:com.adobe.xmp\x00\x01\x00\x00\x00"), bomb)))
		}
		return drawPNG(t, chunks...)
	}
	many := func(n int, s []byte) [][]byte {
		segments := make([][]byte, n)
		for i := range segments {
			segments[i] = s
		}
		return segments
	}
	small := resource(0x0404, bytes.Repeat(dataset(2, 25, "k"), 10_000))
	attributes := xmpSegment(rdf(`<dc:x ` + strings.Repeat(`dc:y="1" `, 7_000) + `/>`))
	// An extended packet that the main one announces again and again.
	extended := []byte(rdf(strings.Repeat(`<dc:x>1</dc:x>`, 4_000)))
	guid := fmt.Sprintf("%X", md5.Sum(extended))
	head := binary.BigEndian.AppendUint32([]byte("http://ns.adobe.com/xmp/extension/\x00"+guid), uint32(len(extended)))
	announced := append(xmpSegment(rdf(strings.Repeat(`<n:HasExtendedXMP xmlns:n="http://ns.adobe.com/xmp/note/">`+guid+`</n:HasExtendedXMP>`, 500))),
		segment(0xE1, head, make([]byte, 4), extended)...)

	for name, tt := range map[string]struct {
		file []byte
		warn string // or why it is refused
	}{
		"packed bombs":       {packets(200), "larger than the limit"},
		"large chunk":        {drawPNG(t, chunk("iTXt", append([]byte("XML:com.adobe.xmp\x00\x00\x00\x00\x00"), make([]byte, 17<<20)...))), "over the limit"},
		"a million segments": {withSegments(drawJPEG(t), bytes.Repeat([]byte{0xFF, 0xFE, 0, 2}, 1_000_000)), "segments"},
		"many IPTC blocks":   {withSegments(drawJPEG(t), many(60, photoshopSegment(small[:50_000]))...), "datasets"},
		"many attributes":    {withSegments(drawJPEG(t), many(60, attributes)...), "properties"},
		"announced often":    {withSegments(drawJPEG(t), announced), "4500 properties"},
		"40 MB of Photoshop": {withSegments(drawJPEG(t), many(700, segment(0xED, []byte("Photoshop 3.0\x00"), make([]byte, 60_000)))...), "bytes of metadata"},
	} {
		t.Run(name, func(t *testing.T) {
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			start := time.Now()
			info, err := tryRead(tt.file)
			took := time.Since(start)
			runtime.ReadMemStats(&after)
			said := fmt.Sprint(err)
			if err == nil {
				said = strings.Join(info.Warnings, "; ")
			}
			if !strings.Contains(said, tt.warn) {
				t.Errorf("said %.500q, want %q", said, tt.warn)
			}
			t.Logf("%d bytes: %s, %d MB allocated in all: %.100s", len(tt.file), took.Round(time.Millisecond), (after.TotalAlloc-before.TotalAlloc)>>20, said)
			if took > 5*time.Second {
				t.Errorf("it took %s", took)
			}
			if all := (after.TotalAlloc - before.TotalAlloc) >> 20; all > 512 {
				t.Errorf("%d MB were allocated", all)
			}
		})
	}
}
