package embedded

// measureJXL reads the size of the picture from the head of a JPEG XL
// codestream (ISO/IEC 18181-1, B.2).
func (p *parts) measureJXL(src *source, off, end int64) {
	head, ok := src.bytes(off, min(2+16, end-off))
	if !ok || len(head) < 4 || head[0] != 0xFF || head[1] != 0x0A {
		return
	}
	bits := bitReader{data: head[2:]}
	dimension := func() int {
		n := [...]int{9, 13, 18, 30}[bits.read(2)]
		return bits.read(n) + 1
	}
	small := bits.read(1) == 1
	var height, width int
	if small {
		height = (bits.read(5) + 1) * 8
	} else {
		height = dimension()
	}
	switch ratio := bits.read(3); {
	case ratio == 0 && small:
		width = (bits.read(5) + 1) * 8
	case ratio == 0:
		width = dimension()
	default:
		// The ratios that need no width of their own.
		r := [...][2]int{{1, 1}, {12, 10}, {4, 3}, {3, 2}, {16, 9}, {5, 4}, {2, 1}}[ratio-1]
		width = height * r[0] / r[1]
	}
	if bits.past {
		return
	}
	p.info.Width, p.info.Height = width, height
}

// bitReader reads bits from the lowest up.
type bitReader struct {
	data []byte
	at   int
	past bool // more was read than there is
}

func (b *bitReader) read(n int) int {
	v := 0
	for i := range n {
		if b.at/8 >= len(b.data) {
			b.past = true
			return 0
		}
		v |= int(b.data[b.at/8]>>(b.at%8)&1) << i
		b.at++
	}
	return v
}
