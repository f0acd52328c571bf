package embedded

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/unicode"
)

// stateXMP states every property of every packet, extended ones after the
// packet that announces them.
func (p *parts) stateXMP() []Statement {
	var sts []Statement
	r := &rdfReader{} // its bounds are those of the file, not of a packet
	for i, packet := range p.xmp {
		r.block, r.sts = i, nil
		if err := r.read(packet); err != nil {
			p.warn("the XMP could not be read to its end: %v", err)
		}
		sts = append(sts, r.sts...)
		for _, s := range r.sts {
			if s.Property != "xmpNote:HasExtendedXMP" || p.extended[s.Value] == nil {
				continue
			}
			data, ok := p.extendedPacket(s.Value)
			delete(p.extended, s.Value) // read once, however often it is announced
			if !ok {
				p.warn("the extended XMP is not whole: the words in it could not be read")
				continue
			}
			x := &rdfReader{block: i, stated: r.stated, tokens: r.tokens}
			if err := x.read(data); err != nil {
				p.warn("the extended XMP could not be read to its end: %v", err)
			}
			sts = append(sts, x.sts...)
			r.stated, r.tokens = x.stated, x.tokens
		}
	}
	if r.stated >= maxStated {
		p.warn("the XMP states more than %d properties: the rest was not read", maxStated)
	}
	return sts
}

// ReadSidecar reads an XMP file that lies beside a photo. The statements say
// [XMP]; warnings are sentences. The error is an [*UnreadableError] where the
// data is no XMP at all.
func ReadSidecar(data []byte) ([]Statement, []string, error) {
	if len(data) > maxBlock {
		return nil, nil, unreadable("the sidecar has %d bytes, more than the limit of %d: check that it is XMP", len(data), maxBlock)
	}
	r := &rdfReader{}
	err := r.read(data)
	p := parts{}
	sts := p.keep(r.sts)
	switch {
	case err != nil && len(sts) == 0:
		return nil, nil, unreadable("the sidecar is not XMP that can be read (%v): write it again or take it away", err)
	case err != nil:
		p.warn("the sidecar could not be read to its end: %v", err)
	}
	return sts, p.info.Warnings, nil
}

// packetText gives a packet as UTF-8 that encoding/xml takes: other Unicode
// encodings are told by their first bytes, padding is cut off, and bytes that
// XML forbids are replaced.
func packetText(b []byte) []byte {
	switch {
	case bytes.HasPrefix(b, []byte{0xFE, 0xFF}), bytes.HasPrefix(b, []byte{0, '<'}):
		b = decodeUTF16(b, unicode.BigEndian)
	case bytes.HasPrefix(b, []byte{0xFF, 0xFE}), bytes.HasPrefix(b, []byte{'<', 0}):
		b = decodeUTF16(b, unicode.LittleEndian)
	}
	b = bytes.TrimPrefix(b, []byte("\xEF\xBB\xBF"))
	b = bytes.TrimRight(b, "\x00 \r\n\t")
	if !utf8.Valid(b) {
		b = repairUTF8(b)
	}
	// Control characters, which XML forbids even as references.
	for i, c := range b {
		if c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
			b = bytes.Clone(b)
			for j := i; j < len(b); j++ {
				if c := b[j]; c < 0x20 && c != '\t' && c != '\n' && c != '\r' {
					b[j] = ' '
				}
			}
			break
		}
	}
	return b
}

func decodeUTF16(b []byte, order unicode.Endianness) []byte {
	out, err := unicode.UTF16(order, unicode.UseBOM).NewDecoder().Bytes(b)
	if err != nil {
		return b
	}
	return out
}

// repairUTF8 reads the bytes that are not UTF-8 as Windows-1252.
func repairUTF8(b []byte) []byte {
	out := make([]byte, 0, len(b)+16)
	for len(b) > 0 {
		c, n := utf8.DecodeRune(b)
		if c == utf8.RuneError && n == 1 {
			out = append(out, windows1252(b[:1])...)
		} else {
			out = append(out, b[:n]...)
		}
		b = b[n:]
	}
	return out
}
