package embedded

import (
	"bufio"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
)

// errPixels: the picture data does not hold together.
var errPixels = errors.New("the picture data is damaged: get the file again from where it came")

// PixelHash is the SHA-256 in hexadecimal of the picture data in r, which
// holds size bytes, without metadata: two files with the same picture data and
// other words have the same. What is hashed is, in file order,
//
//   - of a jpeg the segments SOF, DHT, DAC, DQT, DRI, DNL and SOS and the
//     entropy-coded data up to the end of the first image;
//   - of a png IHDR, PLTE, tRNS and the joined content of IDAT;
//   - of a tiff the strips or tiles of its first directory;
//   - of a webp the chunks VP8, VP8L, ALPH and ANMF.
//
// For any other format of [Info] it is empty. The file is read as a stream.
func PixelHash(r io.ReaderAt, size int64, format string) (string, error) {
	src := &source{r: r, size: size}
	h := sha256.New()
	var err error
	switch format {
	case "jpeg":
		err = hashJPEG(h, bufio.NewReaderSize(src.section(0), 64<<10))
	case "png":
		err = hashPNG(h, src)
	case "tiff":
		err = hashTIFF(h, src)
	case "webp":
		err = hashWebP(h, src)
	default:
		return "", nil
	}
	if src.err != nil {
		err = src.err
	}
	if err != nil {
		return "", fmt.Errorf("pixel hash of a %s: %w", format, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// hashJPEG hashes a JPEG up to its EOI. One that is cut inside its scans is
// hashed to its end.
func hashJPEG(h hash.Hash, r *bufio.Reader) error {
	entropy, scanned := io.Discard, false
	for {
		marker, err := scanTo(entropy, r)
		if err != nil || marker == markerEOI {
			break
		}
		entropy = io.Discard
		if standsAlone(marker) {
			continue
		}
		var head [2]byte
		if _, err := io.ReadFull(r, head[:]); err != nil || be16(head[:]) < 2 {
			break
		}
		to := io.Discard
		switch {
		case isSOF(marker), marker == markerDHT, marker == markerDAC, marker == markerDQT,
			marker == markerDRI, marker == markerDNL, marker == markerSOS:
			h.Write([]byte{0xFF, marker, head[0], head[1]})
			to = h
		}
		if _, err := io.CopyN(to, r, int64(be16(head[:]))-2); err != nil {
			break
		}
		if marker == markerSOS {
			entropy, scanned = h, true
		}
	}
	if !scanned {
		return errPixels
	}
	return nil
}

// scanTo copies up to the next marker, which it returns. Restart markers and
// stuffed bytes belong to what is copied; fill bytes do not.
func scanTo(w io.Writer, r *bufio.Reader) (byte, error) {
	for {
		run, err := r.ReadSlice(0xFF)
		if err != nil {
			w.Write(run)
			if errors.Is(err, bufio.ErrBufferFull) {
				continue
			}
			return 0, err
		}
		w.Write(run[:len(run)-1])
		marker := byte(0xFF)
		for marker == 0xFF {
			if marker, err = r.ReadByte(); err != nil {
				return 0, err
			}
		}
		if marker == 0 || marker >= markerRST0 && marker < markerSOI {
			w.Write([]byte{0xFF, marker})
			continue
		}
		return marker, nil
	}
}

func hashPNG(h hash.Hash, src *source) error {
	off, data := int64(8), false
	for range maxChunks {
		head, ok := src.bytes(off, 8)
		if !ok {
			return errPixels
		}
		size, kind := be32(head), string(head[4:])
		switch kind {
		case "IEND":
			if !data {
				return errPixels
			}
			return nil
		case "IHDR", "PLTE", "tRNS", "IDAT":
			if kind != "IDAT" || !data {
				h.Write(head[4:])
			}
			data = data || kind == "IDAT"
			if err := src.copyTo(h, off+8, size); err != nil {
				return err
			}
		}
		off += 12 + size
	}
	return errPixels
}

// copyTo hashes the size bytes at off.
func (s *source) copyTo(h hash.Hash, off, size int64) error {
	if off < 0 || size < 0 || off > s.size-size {
		return errPixels
	}
	_, err := io.Copy(h, io.NewSectionReader(s, off, size))
	return err
}

func hashTIFF(h hash.Hash, src *source) error {
	t, off, ok := openTIFF(tiffBlock{r: src, size: src.size})
	if !ok {
		return errPixels
	}
	entries, _, ok := t.directory(off)
	if !ok {
		return errPixels
	}
	offsets, okOffsets := find(entries, tagStripOffsets)
	sizes, okSizes := find(entries, tagStripSizes)
	if !okOffsets || !okSizes {
		offsets, okOffsets = find(entries, tagTileOffsets)
		sizes, okSizes = find(entries, tagTileSizes)
	}
	if !okOffsets || !okSizes || offsets.count != sizes.count || offsets.size > maxBlock || sizes.size > maxBlock {
		return errPixels
	}
	at, long := t.numbers(offsets, int64(offsets.count)), t.numbers(sizes, int64(sizes.count))
	if len(at) == 0 || len(at) != len(long) {
		return errPixels
	}
	left := src.size // strips that overlap would be read for ever
	for i := range at {
		if left -= long[i]; left < 0 {
			return errPixels
		}
		if err := src.copyTo(h, at[i], long[i]); err != nil {
			return err
		}
	}
	return nil
}

func hashWebP(h hash.Hash, src *source) error {
	off, data := int64(12), false
	for range maxChunks {
		head, ok := src.bytes(off, 8)
		if !ok {
			break
		}
		size := int64(binary.LittleEndian.Uint32(head[4:]))
		switch string(head[:4]) {
		case "VP8 ", "VP8L", "ALPH", "ANMF":
			h.Write(head)
			if err := src.copyTo(h, off+8, size); err != nil {
				return err
			}
			data = true
		}
		off += 8 + size + size%2
	}
	if !data {
		return errPixels
	}
	return nil
}
