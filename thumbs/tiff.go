package thumbs

import (
	"encoding/binary"
	"fmt"
	"io"
)

// tiffLayout is how the first picture of a TIFF is cut up.
type tiffLayout struct {
	rows   int   // of a strip
	tile   int64 // pixels of a tile, 0 if the picture is in strips
	packed bool  // compressed
}

// Tags of TIFF 6.0, sections 3, 8 and 15.
const (
	tiffCompression  = 259
	tiffRowsPerStrip = 278
	tiffTileWidth    = 322
	tiffTileLength   = 323
)

// readTIFFLayout reads the directory that the decoder reads, the first.
func readTIFFLayout(r io.ReaderAt) (tiffLayout, error) {
	const entryLength = 12
	var head [8]byte
	if _, err := r.ReadAt(head[:], 0); err != nil {
		return tiffLayout{}, err
	}
	var order binary.ByteOrder = binary.LittleEndian
	if head[0] == 'M' {
		order = binary.BigEndian
	}
	at := int64(order.Uint32(head[4:]))
	var count [2]byte
	if _, err := r.ReadAt(count[:], at); err != nil {
		return tiffLayout{}, err
	}
	entries := make([]byte, entryLength*int(order.Uint16(count[:])))
	if _, err := r.ReadAt(entries, at+2); err != nil {
		return tiffLayout{}, fmt.Errorf("its directory is cut off: %w", err)
	}
	layout := tiffLayout{rows: 1<<31 - 1}
	var tileWidth, tileLength int
	for ; len(entries) > 0; entries = entries[entryLength:] {
		var err error
		switch order.Uint16(entries) {
		case tiffCompression:
			var method int
			method, err = tiffValue(r, order, entries[:entryLength])
			layout.packed = method > 1
		case tiffRowsPerStrip:
			var rows int
			if rows, err = tiffValue(r, order, entries[:entryLength]); rows > 0 {
				layout.rows = rows
			}
		case tiffTileWidth:
			tileWidth, err = tiffValue(r, order, entries[:entryLength])
		case tiffTileLength:
			tileLength, err = tiffValue(r, order, entries[:entryLength])
		}
		if err != nil {
			return tiffLayout{}, err
		}
	}
	layout.tile = pixels(tileWidth, tileLength)
	return layout, nil
}

// tiffValue is the first value of a directory entry (TIFF 6.0, section 2).
func tiffValue(r io.ReaderAt, order binary.ByteOrder, entry []byte) (int, error) {
	var size uint32
	switch order.Uint16(entry[2:]) {
	case 1: // BYTE
		size = 1
	case 3: // SHORT
		size = 2
	case 4: // LONG
		size = 4
	default:
		return 0, fmt.Errorf("tag %d of its directory is not a number", order.Uint16(entry))
	}
	value := entry[8:12]
	if count := order.Uint32(entry[4:]); count > 4/size {
		value = make([]byte, 4)
		if _, err := r.ReadAt(value[:size], int64(order.Uint32(entry[8:]))); err != nil {
			return 0, err
		}
	}
	switch size {
	case 1:
		return int(value[0]), nil
	case 2:
		return int(order.Uint16(value)), nil
	}
	return int(order.Uint32(value)), nil
}
