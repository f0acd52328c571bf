package embedded

import (
	"encoding/binary"
	"fmt"
	"unicode/utf8"
)

// iimCodes are the lengths of the datasets that hold codes, dates and times
// (IPTC-NAA IIM 4.1, sections 5 and 6).
var iimCodes = map[string]int{
	"1:70": 8, "1:80": 11, "2:10": 1, "2:15": 3, "2:30": 8, "2:35": 11, "2:37": 8, "2:38": 11,
	"2:47": 8, "2:55": 8, "2:60": 11, "2:62": 8, "2:63": 11, "2:100": 3,
}

// buildIIM makes an IIM block: record 1 with the mark of UTF-8, then record 2
// with its version. Values longer than their dataset takes are cut.
func buildIIM(sts []Statement) ([]byte, error) {
	block := appendDataset(nil, 1, 90, "\x1b%G")
	for record := 1; record <= 2; record++ {
		if record == 2 {
			block = appendDataset(block, 2, 0, "\x00\x04")
		}
		for _, s := range sts {
			var r, n int
			if _, err := fmt.Sscanf(s.Property, "%d:%d", &r, &n); err != nil || r < 1 || r > 2 || n < 0 || n > 255 {
				return nil, fmt.Errorf("%s: IIM has no such text dataset", s)
			}
			if r != record || n == 0 || r == 1 && n == 90 {
				continue
			}
			limit := iimLimits[s.Property]
			if limit == 0 {
				limit = iimCodes[s.Property]
			}
			if limit == 0 {
				limit = 0x7FFF // of a standard dataset
			}
			block = appendDataset(block, byte(r), byte(n), cutAt(s.Value, limit))
		}
	}
	return block, nil
}

func appendDataset(b []byte, record, number byte, value string) []byte {
	b = append(b, iimMarker, record, number)
	b = binary.BigEndian.AppendUint16(b, uint16(len(value)))
	return append(b, value...)
}

// cutAt cuts text to at most limit bytes, never through a rune.
func cutAt(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	for limit > 0 && !utf8.RuneStart(s[limit]) {
		limit--
	}
	return s[:limit]
}
