package embedded

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
)

// iimMarker starts every dataset (IPTC-NAA IIM 4.1, section 1.5).
const iimMarker = 0x1C

// The IIM blocks are read here and not by imagemeta: it reads one block of a
// file, trims values, mixes up datasets that repeat, and takes an unknown
// character set for UTF-8, so that nothing of it is word for word.

// maxDatasets is how many datasets of a block are read.
const maxDatasets = 20_000

// dataset is one dataset of an IIM block.
type dataset struct {
	record, number byte
	value          []byte
}

func (d dataset) name() string { return fmt.Sprintf("%d:%02d", d.record, d.number) }

// datasets splits an IIM block. whole is false where the block ends inside a
// dataset or holds something else before its padding.
func datasets(b []byte) (all []dataset, whole bool) {
	for len(b) > 0 {
		if len(all) == maxDatasets {
			return all, false
		}
		if b[0] != iimMarker {
			return all, len(bytes.Trim(b, "\x00")) == 0
		}
		if len(b) < 5 {
			return all, false
		}
		d := dataset{record: b[1], number: b[2]}
		size := int64(be16(b[3:]))
		b = b[5:]
		if size&0x8000 != 0 { // an extended dataset: the size of the size
			n := size & 0x7FFF
			if n > 8 || n > int64(len(b)) {
				return all, false
			}
			size = 0
			for _, c := range b[:n] {
				size = size<<8 | int64(c)
			}
			b = b[n:]
		}
		if size < 0 || size > int64(len(b)) {
			// The rest is what was left of a cut block.
			d.value = b
			return append(all, d), false
		}
		d.value = b[:size]
		b = b[size:]
		all = append(all, d)
	}
	return all, true
}

// iimFields are the fields of datasets.
var iimFields = map[string]Field{
	"1:70": Moved, "1:80": Moved,
	"2:05": Title, "2:07": EditStatus, "2:10": Urgency, "2:15": Category, "2:20": Category,
	"2:22": SupplierID, "2:25": Keyword, "2:30": Release, "2:35": Release, "2:37": Expires, "2:38": Expires,
	"2:40": Instructions, "2:55": Taken, "2:60": Taken, "2:80": By, "2:85": JobTitle, "2:90": City,
	"2:92": Place, "2:95": State, "2:100": CountryCode, "2:101": Country, "2:103": Ref, "2:105": Headline,
	"2:110": Credit, "2:115": Source, "2:116": Copyright, "2:120": Caption, "2:122": Writer, "2:187": SupplierID,
}

// iimLimits are the longest values in bytes of the text datasets whose end may
// be cut (IPTC-NAA IIM 4.1, sections 5 and 6). Codes, dates and times, which
// fill their length by nature, are not here.
var iimLimits = map[string]int{
	"2:05": 64, "2:07": 64, "2:20": 32, "2:22": 32, "2:25": 64, "2:27": 64, "2:40": 256,
	"2:65": 32, "2:80": 32, "2:85": 32, "2:90": 32, "2:92": 32, "2:95": 32, "2:101": 64, "2:103": 32,
	"2:105": 256, "2:110": 32, "2:115": 32, "2:116": 128, "2:118": 128, "2:120": 2000, "2:122": 32,
}

// iimNumbers are the datasets that hold a big-endian number.
var iimNumbers = map[string]bool{
	"1:00": true, "1:20": true, "1:22": true, "2:00": true, "2:200": true, "2:201": true, "3:00": true,
}

// stateIIM states every text dataset of every block.
func (p *parts) stateIIM() []Statement {
	var sts []Statement
	for i, block := range p.iim {
		if len(sts) >= maxDatasets {
			p.warn("the file has more than %d IPTC datasets: the rest was not read", maxDatasets)
			break
		}
		all, whole := datasets(block)
		if !whole {
			p.warn("the IPTC block is damaged or cut: its words may not be whole")
		}
		set := characterSet(all)
		for _, d := range all {
			if s, ok := d.state(set, i); ok {
				sts = append(sts, s)
			}
		}
	}
	return sts
}

// state makes the statement of a dataset; false for what is no text.
func (d dataset) state(set charset, block int) (Statement, bool) {
	name := d.name()
	s := Statement{Place: IIM, Property: name, Field: iimFields[name], Block: block}
	switch {
	case iimNumbers[name] && len(d.value) == 2:
		s.Value = strconv.Itoa(int(binary.BigEndian.Uint16(d.value)))
		return s, true
	case d.record < 1 || d.record > 2, name == "1:90", name == "2:125", name == "2:202":
		return s, false // the picture itself, its preview, and marks of the block
	case len(d.value) > maxValue:
		return s, false
	}
	limit := iimLimits[name]
	s.Truncated = limit > 0 && len(d.value) == limit
	s.Value = set.decode(bytes.TrimRight(d.value, "\x00"), s.Truncated)
	return s, strings.TrimSpace(s.Value) != ""
}

// charset is what 1:90 says of a block.
type charset int

const (
	charsetUnstated charset = iota
	charsetUTF8
	charsetLatin1
)

// characterSet reads 1:90 CodedCharacterSet (IIM 4.1, 5.1; ISO 2022). What it
// says other than UTF-8 and Latin-1 is hardly ever true and counts as unstated.
func characterSet(all []dataset) charset {
	for _, d := range all {
		if d.record != 1 || d.number != 90 {
			continue
		}
		switch string(bytes.TrimRight(d.value, "\x00 ")) {
		case "\x1b%G", "\x1b%/G", "\x1b%/H", "\x1b%/I":
			return charsetUTF8
		case "\x1b.A", "\x1b-A", "\x1b/A":
			return charsetLatin1
		}
	}
	return charsetUnstated
}

// decode gives a value as UTF-8. A value may lie about its set: bytes that are
// not UTF-8 are Windows-1252, which holds all of Latin-1. A rune that the limit
// cut through is left out.
func (c charset) decode(b []byte, cut bool) string {
	if c == charsetLatin1 {
		return windows1252(b)
	}
	if cut {
		b = trimPartialRune(b)
	}
	if utf8.Valid(b) {
		return string(b)
	}
	return windows1252(b)
}

// trimPartialRune drops the lead of a UTF-8 sequence whose end is missing.
func trimPartialRune(b []byte) []byte {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if c >= 0xC0 && !utf8.FullRune(b[len(b)-n:]) && utf8.Valid(b[:len(b)-n]) {
				return b[:len(b)-n]
			}
			break
		}
	}
	return b
}

func windows1252(b []byte) string {
	out, err := charmap.Windows1252.NewDecoder().Bytes(b)
	if err != nil {
		return string(bytes.ToValidUTF8(b, []byte("\uFFFD")))
	}
	return string(out)
}

// IIMLimit is the longest value of a field that IPTC-IIM carries whole, in
// bytes; 0 where its datasets bound nothing, or have no place for it.
func IIMLimit(f Field) int {
	limit := 0
	for name, field := range iimFields {
		if field == f && iimLimits[name] > limit {
			limit = iimLimits[name]
		}
	}
	return limit
}
