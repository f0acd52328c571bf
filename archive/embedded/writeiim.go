package embedded

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"fmt"
	"slices"
	"unicode/utf8"
)

// iimCodes are the lengths of the datasets that hold codes, dates and times
// (IPTC-NAA IIM 4.1, sections 5 and 6).
var iimCodes = map[string]int{
	"1:70": 8, "1:80": 11, "2:10": 1, "2:15": 3, "2:30": 8, "2:35": 11, "2:37": 8, "2:38": 11,
	"2:47": 8, "2:55": 8, "2:60": 11, "2:62": 8, "2:63": 11, "2:100": 3,
}

// utf8Mark is the value of 1:90 that says UTF-8.
const utf8Mark = "\x1b%G"

// iimLimit is the most that a dataset holds, in bytes.
func iimLimit(name string) int {
	if limit := iimLimits[name]; limit > 0 {
		return limit
	}
	if limit := iimCodes[name]; limit > 0 {
		return limit
	}
	return 0x7FFF // of a standard dataset
}

// editIIM settles IIM blocks into one that says what is asked, in UTF-8. Of a
// dataset that is not spoken of, the values of the first block that has it stay.
// cut are the statements that their limits cut. whole is false where a block is
// damaged: what can be read of it is kept.
func editIIM(blocks [][]byte, list []said) (block []byte, cut []Statement, whole bool, err error) {
	var kept []dataset
	whole = true
	firstOf := map[[2]byte]int{} // the block whose values of a dataset stay
	for i, b := range blocks {
		all, ok := datasets(b)
		whole = whole && ok
		set := characterSet(all)
		for _, d := range all {
			if first, there := firstOf[[2]byte{d.record, d.number}]; there && first < i || d.record == 1 && d.number == 90 || speaks(list, d.name()) {
				continue
			}
			if iimFields[d.name()] != "" && len(bytes.Trim(d.value, "\x00 ")) == 0 {
				continue // says nothing, and some readers print it
			}
			firstOf[[2]byte{d.record, d.number}] = i
			kept = append(kept, d.inUTF8(set))
		}
	}
	kept = append(kept, dataset{record: 1, number: 90, value: []byte(utf8Mark)})
	if !slices.ContainsFunc(kept, func(d dataset) bool { return d.record == 2 && d.number == 0 }) {
		kept = append(kept, dataset{record: 2, number: 0, value: []byte{0, 4}})
	}
	for _, s := range stated(list) {
		var r, n int
		if _, err := fmt.Sscanf(s.Property, "%d:%d", &r, &n); err != nil || r < 1 || r > 2 || n < 0 || n > 255 {
			return nil, nil, whole, fmt.Errorf("write words: %s: IIM has no such text dataset", s)
		}
		if n == 0 || r == 1 && n == 90 {
			continue
		}
		value := cutAt(s.Value, iimLimit(s.Property))
		if len(value) < len(s.Value) {
			cut = append(cut, s)
		}
		kept = append(kept, dataset{record: byte(r), number: byte(n), value: []byte(value)})
	}
	// Records come in order, the version of each first, then the character set.
	slices.SortStableFunc(kept, func(a, b dataset) int { return a.rank() - b.rank() })
	for _, d := range kept {
		block = appendDataset(block, d)
	}
	return block, cut, whole, nil
}

// rank orders the datasets of a block.
func (d dataset) rank() int {
	switch {
	case d.number == 0:
		return int(d.record) * 4
	case d.record == 1 && d.number == 90:
		return int(d.record)*4 + 1
	}
	return int(d.record)*4 + 2
}

// inUTF8 is a dataset of a block of another character set in UTF-8. What is no
// text stays as it is.
func (d dataset) inUTF8(set charset) dataset {
	name := d.name()
	if d.record < 1 || d.record > 2 || iimNumbers[name] || name == "2:125" || name == "2:202" {
		return d
	}
	if set != charsetLatin1 && utf8.Valid(d.value) {
		return d
	}
	limit := iimLimits[name]
	text := set.decode(d.value, limit > 0 && len(d.value) == limit)
	d.value = []byte(cutAt(text, max(iimLimit(name), len(d.value))))
	return d
}

func appendDataset(b []byte, d dataset) []byte {
	b = append(b, iimMarker, d.record, d.number)
	if len(d.value) > 0x7FFF { // an extended dataset
		b = binary.BigEndian.AppendUint16(b, 0x8004)
		b = binary.BigEndian.AppendUint32(b, uint32(len(d.value)))
	} else {
		b = binary.BigEndian.AppendUint16(b, uint16(len(d.value)))
	}
	return append(b, d.value...)
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

// iimResources are the Photoshop resources of an IIM block and its digest.
func iimResources(block []byte) []resource {
	digest := md5.Sum(block)
	return []resource{
		{id: resourceIIM, name: []byte{0, 0}, data: block},
		{id: resourceDigest, name: []byte{0, 0}, data: digest[:]},
	}
}

// appendResources writes Photoshop resources one after another.
func appendResources(b []byte, all ...resource) []byte {
	for _, r := range all {
		b = append(b, "8BIM"...)
		b = binary.BigEndian.AppendUint16(b, uint16(r.id))
		b = append(b, r.name...)
		b = binary.BigEndian.AppendUint32(b, uint32(len(r.data)))
		b = append(b, r.data...)
		if len(r.data)%2 == 1 {
			b = append(b, 0)
		}
	}
	return b
}
