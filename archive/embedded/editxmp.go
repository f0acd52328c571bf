package embedded

import (
	"bytes"
	"encoding/xml"
	"io"
	"slices"
	"strings"
)

// packetEdit takes properties out of an XMP packet and puts others in, and
// leaves every other byte of it where it is.
type packetEdit struct {
	text  []byte
	cuts  []span // of properties to be taken out, in order
	start int    // behind the tag of rdf:RDF; 0 where it holds no node
	about string // of the first node
	sts   []Statement
}

// span is a range of bytes.
type span struct{ from, to int }

// errPacket: the packet cannot be edited.
var errPacket = unwritable("its XMP is damaged, so that words cannot be put into it safely")

// openPacket finds the top-level properties of a packet that take names.
func openPacket(packet []byte, take func(property string) bool) (*packetEdit, error) {
	e := &packetEdit{text: packetText(packet)}
	reader := &rdfReader{}
	if err := reader.read(packet); err != nil {
		return nil, errPacket
	}
	e.sts = reader.sts
	r := &rdfReader{prefixes: map[string]string{}}
	r.d = xml.NewDecoder(bytes.NewReader(e.text))
	r.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	depth, rdf := 0, -1 // of elements, and of rdf:RDF among them
	from, start, taking := 0, 0, false
	for {
		at := int(r.d.InputOffset())
		tok, err := r.token()
		if err == io.EOF {
			return e, nil
		}
		if err != nil {
			return nil, errPacket
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			depth++
			switch {
			case rdf < 0 && tok.Name.Space == nsRDF && tok.Name.Local == "RDF":
				rdf, start = depth, int(r.d.InputOffset())
			case rdf > 0 && depth == rdf+1:
				if e.start == 0 {
					e.start, e.about = start, about(tok.Attr)
				}
				if err := e.cutAttributes(r, at, tok.Attr, take); err != nil {
					return nil, err
				}
			case rdf > 0 && depth == rdf+2 && take(r.name(tok.Name)):
				from, taking = at, true
			}
		case xml.EndElement:
			if rdf > 0 && depth == rdf+2 && taking {
				e.cuts, taking = append(e.cuts, span{from, int(r.d.InputOffset())}), false
			}
			if depth == rdf {
				rdf = -1
			}
			depth--
		}
	}
}

func about(attrs []xml.Attr) string {
	for _, a := range attrs {
		if a.Name.Space == nsRDF && a.Name.Local == "about" {
			return a.Value
		}
	}
	return ""
}

// cutAttributes finds the properties that are attributes of the node that
// begins at a byte: its name, then pairs with quotes around their values.
func (e *packetEdit) cutAttributes(r *rdfReader, at int, attrs []xml.Attr, take func(string) bool) error {
	if !slices.ContainsFunc(attrs, func(a xml.Attr) bool { return isProperty(a) && take(r.name(a.Name)) }) {
		return nil
	}
	const blanks = " \t\r\n"
	i := at + bytes.IndexAny(e.text[at:], blanks)
	for _, a := range attrs {
		// The decoder accepted it, so that every attribute stands here in turn.
		from := i
		for i < len(e.text) && strings.IndexByte(blanks, e.text[i]) >= 0 {
			i++
		}
		equals := bytes.IndexByte(e.text[i:], '=')
		if equals < 0 {
			return errPacket
		}
		name := strings.Trim(string(e.text[i:i+equals]), blanks)
		if _, local, ok := strings.Cut(name, ":"); ok && local != a.Name.Local || !ok && name != a.Name.Local {
			return errPacket
		}
		i += equals + 1
		quote := bytes.IndexAny(e.text[i:], `"'`)
		if quote < 0 {
			return errPacket
		}
		i += quote + 1
		end := bytes.IndexByte(e.text[i:], e.text[i-1])
		if end < 0 {
			return errPacket
		}
		i += end + 1
		if isProperty(a) && take(r.name(a.Name)) {
			e.cuts = append(e.cuts, span{from, i})
		}
	}
	return nil
}

// with is the packet with properties, in front of all others, for those taken
// out. A packet without a node is replaced by a new one.
func (e *packetEdit) with(all []property) []byte {
	if len(all) > 0 && e.start == 0 {
		return packet(all, true)
	}
	var out []byte
	at := 0
	if len(all) > 0 {
		out = append(bytes.Clone(e.text[:e.start]), node(all, e.about)...)
		at = e.start
	}
	for _, cut := range e.cuts {
		out = append(out, e.text[at:cut.from]...)
		at = cut.to
	}
	return append(out, e.text[at:]...)
}

// tighten cuts the blanks that writers leave at the end of a packet.
func tighten(packet []byte) []byte {
	end := bytes.LastIndex(packet, []byte("<?xpacket end"))
	if end < 0 {
		return packet
	}
	body := bytes.TrimRight(packet[:end], " \t\r\n")
	return slices.Concat(body, []byte("\n"), packet[end:])
}

// alternatives are the statements of a property in other languages that stay
// when the default is replaced: those that are no copy of the former default.
func alternatives(had []Statement, s said) []Statement {
	var stay []Statement
	var former string
	for _, old := range had {
		if old.Property == s.property && (old.Lang == defaultLang || old.Lang == "") {
			former = old.Value
			break
		}
	}
	for _, old := range had {
		if old.Property == s.property && old.Lang != "" && old.Lang != defaultLang && old.Value != former {
			stay = append(stay, old)
		}
	}
	return stay
}
