package jpegscale

// lookahead is the number of bits by which a code is looked up at once. Longer
// ones are rare.
const lookahead = 10

// table is a Huffman table (T.81, annex C).
type table struct {
	defined bool
	// codes tells the code at the beginning of the next bits: its length in the
	// low byte, its symbol above; 0 if it is longer than lookahead.
	codes [1 << lookahead]uint16
	// values tells for a symbol of an AC coefficient that fits into lookahead
	// with its value: the length of both, the run of zeros, the value; 0 else.
	values [1 << lookahead]int32
	// A code of length l+1 and value up to last[l] has the symbol at its value
	// plus offset[l]; last is -1 where there is none.
	last, offset [16]int
	symbols      [256]byte
}

func (t *table) usable() bool { return t != nil && t.defined }

// define reads a table (T.81, B.2.4.2) from the counts of its codes by length
// and its symbols.
func (t *table) define(counts *[16]byte, symbols []byte) error {
	t.defined = true
	copy(t.symbols[:], symbols)
	clear(t.codes[:])
	code, at := 0, 0
	for l, count := range counts {
		t.last[l], t.offset[l] = -1, at-code
		for range count {
			if code>>(l+1) != 0 {
				return FormatError("a Huffman table has more codes than fit its lengths")
			}
			if length := l + 1; length <= lookahead {
				first := code << (lookahead - length)
				for i := range 1 << (lookahead - length) {
					t.codes[first+i] = uint16(symbols[at])<<8 | uint16(length)
				}
			}
			t.last[l] = code
			code++
			at++
		}
		code <<= 1
	}
	for bits, c := range t.codes {
		t.values[bits] = 0
		length, run, size := int(c&0xff), int(c>>12), int(c>>8&0x0f)
		if length == 0 || size == 0 || length+size > lookahead {
			continue
		}
		v := extend(bits>>(lookahead-length-size)&(1<<size-1), size)
		t.values[bits] = int32(v)<<16 | int32(run)<<8 | int32(length+size)
	}
	return nil
}

// extend gives bits of a value their sign (T.81, F.2.2.1).
func extend(v, size int) int {
	if v < 1<<size>>1 {
		return v - 1<<size + 1
	}
	return v
}

// badCode is what long answers for bits that are no code.
const badCode = -1

// long looks up a code longer than lookahead. It returns its symbol and length.
func (t *table) long(bits uint64) (symbol, length int) {
	for l := lookahead; l < 16; l++ {
		code := int(bits >> uint(63-l))
		if code <= t.last[l] {
			return int(t.symbols[(code+t.offset[l])&0xff]), l + 1
		}
	}
	return badCode, 0
}

// ErrBadCode is data that are no code of the picture's tables.
const ErrBadCode = FormatError("its data has a code that is in none of its tables")

// symbol reads the next code.
func (d *Decoder) symbol(t *table) (int, error) {
	if d.n < enough {
		d.bits, d.n = d.fill(d.bits, d.n)
	}
	if c := t.codes[d.bits>>(64-lookahead)]; c != 0 {
		length := uint(c & 0xff)
		d.bits <<= length
		d.n -= int(length)
		return int(c >> 8), nil
	}
	symbol, length := t.long(d.bits)
	if symbol == badCode {
		return 0, ErrBadCode
	}
	d.bits <<= uint(length)
	d.n -= length
	return symbol, nil
}
