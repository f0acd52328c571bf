package embedded

import (
	"bytes"
	"crypto/md5"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
)

// xmpLists are the properties that are lists even with one item, and the kind
// of list (IPTC Photo Metadata Standard 2023.2; XMP part 1, section 8).
var xmpLists = map[string]string{
	"dc:creator":                          "Seq",
	"dc:subject":                          "Bag",
	"dc:description":                      "Alt",
	"dc:title":                            "Alt",
	"dc:rights":                           "Alt",
	"xmpRights:UsageTerms":                "Alt",
	"Iptc4xmpCore:AltTextAccessibility":   "Alt",
	"Iptc4xmpCore:ExtDescrAccessibility":  "Alt",
	"photoshop:SupplementalCategories":    "Bag",
	"Iptc4xmpCore:Scene":                  "Bag",
	"Iptc4xmpCore:SubjectCode":            "Bag",
	"Iptc4xmpExt:PersonInImage":           "Bag",
	"Iptc4xmpExt:OrganisationInImageName": "Bag",
	"Iptc4xmpExt:OrganisationInImageCode": "Bag",
	"Iptc4xmpExt:LocationCreated":         "Bag",
	"Iptc4xmpExt:LocationShown":           "Bag",
	"plus:Licensor":                       "Seq",
	"plus:ImageSupplier":                  "Seq",
	"plus:CopyrightOwner":                 "Seq",
}

// xmpBlocks are the XMP packets of a file in file order, and the extended
// packets by GUID.
type xmpBlocks struct {
	packets  [][]byte
	extended map[string]*extendedXMP
}

// noteExtended is the property that announces an extended packet.
const noteExtended = "xmpNote:HasExtendedXMP"

// edit makes every packet say what is asked: of several, some readers take the
// first and some the last, and one that has no room says nothing. room is the
// longest packet that the container takes, 0 for any; what exceeds it goes into
// an extended packet (XMP part 3, section 1.1.3.1), which is returned.
func (x *xmpBlocks) edit(list []said, room int) (extended []byte, err error) {
	ours := func(name string) bool { return takes(list, name) }
	var had []Statement // of the property, in every packet
	var edits []*packetEdit
	for _, b := range x.packets {
		e, err := openPacket(b, func(name string) bool { return ours(name) || name == noteExtended })
		if err != nil {
			return nil, err
		}
		edits = append(edits, e)
		had = append(had, e.sts...)
	}
	extended, more, err := x.editExtended(had, ours)
	if err != nil {
		return nil, err
	}
	had = append(had, more...)
	var sts []Statement
	for _, s := range list {
		sts = append(sts, s.sts...)
		if xmpLists[s.property] == "Alt" && len(s.sts) > 0 && !slices.ContainsFunc(s.sts, func(s Statement) bool { return s.Lang != "" }) {
			sts = append(sts, alternatives(had, s)...)
		}
	}
	add, err := properties(sts)
	if err != nil {
		return nil, err
	}
	if len(edits) == 0 {
		if len(add) == 0 {
			return nil, nil
		}
		edits = append(edits, &packetEdit{})
	}
	last := len(edits) - 1
	main, extended, err := fit(edits[last], add, extended, room)
	if err != nil {
		return nil, err
	}
	x.packets = nil
	for _, e := range edits[:last] {
		b := e.with(add)
		if room > 0 && len(b) > room {
			b = e.with(nil)
		}
		x.packets = append(x.packets, b)
	}
	x.packets = append(x.packets, main)
	return extended, nil
}

// takes tells whether a top-level property is among those of list.
func takes(list []said, name string) bool {
	return slices.ContainsFunc(list, func(s said) bool {
		outer, _, _ := strings.Cut(s.property, "/")
		return outer == name
	})
}

// editExtended takes the properties out of the extended packet that the packets
// announce. sts are its statements.
func (x *xmpBlocks) editExtended(had []Statement, ours func(string) bool) (extended []byte, sts []Statement, err error) {
	for _, s := range had {
		if s.Property != noteExtended || x.extended[s.Value] == nil {
			continue // what is announced and is not there
		}
		p := parts{extended: x.extended}
		data, ok := p.extendedPacket(s.Value)
		if !ok || extended != nil {
			return nil, nil, unwritable("its extended XMP is not whole, so that words cannot be put into it safely")
		}
		e, err := openPacket(data, ours)
		if err != nil {
			return nil, nil, err
		}
		extended, sts = e.with(nil), e.sts
	}
	return extended, sts, nil
}

// fit puts properties into a packet, and those for which it has no room into
// the extended packet, the longest first.
func fit(e *packetEdit, add []property, extended []byte, room int) (main, rest []byte, err error) {
	var long []property
	for {
		rest = extended
		if len(long) > 0 {
			if rest, err = extend(extended, long); err != nil {
				return nil, nil, err
			}
		}
		all := add
		if len(rest) > 0 {
			all = append(slices.Clone(add), property{name: noteExtended, xml: guidOf(rest)})
		}
		main = e.with(all)
		if room == 0 || len(main) <= room {
			return main, rest, nil
		}
		if main = tighten(main); len(main) <= room {
			return main, rest, nil
		}
		if len(add) == 0 {
			return nil, nil, unwritable("its XMP leaves no room for words")
		}
		i := longest(add)
		long = append(long, add[i])
		add = slices.Delete(slices.Clone(add), i, i+1)
	}
}

// extend puts properties into an extended packet, a new one where there is none.
func extend(extended []byte, all []property) ([]byte, error) {
	if extended == nil {
		return packet(all, false), nil
	}
	e, err := openPacket(extended, func(string) bool { return false })
	if err != nil {
		return nil, err
	}
	return e.with(all), nil
}

// guidOf is by what a packet announces its extended packet.
func guidOf(extended []byte) string { return fmt.Sprintf("%X", md5.Sum(extended)) }

// portions are the contents of the segments of an extended packet, of full bytes
// when it is whole.
func portions(guid string, extended []byte, full int) [][]byte {
	var segments [][]byte
	const portion = maxSegment - len(headExtended) - 40
	for at := 0; at < len(extended); at += portion {
		s := append([]byte(headExtended), guid...)
		s = binary.BigEndian.AppendUint32(s, uint32(full))
		s = binary.BigEndian.AppendUint32(s, uint32(at))
		segments = append(segments, append(s, extended[at:min(at+portion, len(extended))]...))
	}
	return segments
}

// property is a top-level property as the XML inside its element.
type property struct {
	name string
	attr string // of the element
	xml  string
}

func longest(all []property) int {
	best := 0
	for i, p := range all {
		if len(p.xml) > len(all[best].xml) {
			best = i
		}
	}
	return best
}

// properties groups statements by property, in order of the first of each.
func properties(sts []Statement) ([]property, error) {
	var names []string
	grouped := map[string][]Statement{}
	for _, s := range sts {
		name, member, _ := strings.Cut(s.Property, "/")
		if prefixURI(name) == "" || member != "" && (prefixURI(member) == "" || strings.Contains(member, "/")) {
			return nil, fmt.Errorf("%s: no namespace is known for this XMP property", s)
		}
		if grouped[name] == nil {
			names = append(names, name)
		}
		grouped[name] = append(grouped[name], s)
	}
	var all []property
	for _, name := range names {
		all = append(all, render(name, grouped[name]))
	}
	return all, nil
}

// render gives the XML of a property.
func render(name string, sts []Statement) property {
	kind := xmpLists[name]
	if strings.Contains(sts[0].Property, "/") {
		return renderStructures(name, kind, sts)
	}
	if kind == "" && len(sts) == 1 {
		return property{name: name, xml: escape(sts[0].Value)}
	}
	if kind == "" {
		kind = "Bag"
	}
	var b strings.Builder
	b.WriteString("<rdf:" + kind + ">")
	for i, s := range sts {
		lang := s.Lang
		if kind == "Alt" && lang == "" && i == 0 {
			lang = defaultLang
		}
		if lang != "" {
			b.WriteString(`<rdf:li xml:lang="` + escape(lang) + `">`)
		} else {
			b.WriteString("<rdf:li>")
		}
		b.WriteString(escape(s.Value) + "</rdf:li>")
	}
	b.WriteString("</rdf:" + kind + ">")
	return property{name: name, xml: b.String()}
}

// renderStructures gives the XML of one structure or of a list of them: a
// member that comes again begins the next.
func renderStructures(name, kind string, sts []Statement) property {
	var items []string
	var members strings.Builder
	seen := map[string]bool{}
	for _, s := range sts {
		_, member, _ := strings.Cut(s.Property, "/")
		if seen[member] {
			items = append(items, members.String())
			members.Reset()
			clear(seen)
		}
		seen[member] = true
		members.WriteString("<" + member + ">" + escape(s.Value) + "</" + member + ">")
	}
	items = append(items, members.String())
	const resource = ` rdf:parseType="Resource"`
	if kind == "" && len(items) == 1 {
		return property{name: name, attr: resource, xml: items[0]}
	}
	if kind == "" {
		kind = "Bag"
	}
	list := "<rdf:li" + resource + ">" + strings.Join(items, "</rdf:li><rdf:li"+resource+">") + "</rdf:li>"
	return property{name: name, xml: "<rdf:" + kind + ">" + list + "</rdf:" + kind + ">"}
}

// packet wraps properties into RDF; whole packets have the marks that scanners
// look for.
func packet(all []property, whole bool) []byte {
	var b bytes.Buffer
	if whole {
		b.WriteString("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n")
	}
	b.WriteString(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `">`)
	b.WriteString(node(all, ""))
	b.WriteString("</rdf:RDF></x:xmpmeta>\n")
	if whole {
		b.WriteString(`<?xpacket end="w"?>`)
	}
	return b.Bytes()
}

// node is a node of RDF with properties, and all namespaces that it needs: those
// of the packet around it may have other prefixes.
func node(all []property, about string) string {
	var b strings.Builder
	b.WriteString(`<rdf:Description xmlns:rdf="` + nsRDF + `" rdf:about="` + escape(about) + `"`)
	for i, n := range namespaces {
		if slices.ContainsFunc(namespaces[:i], func(m struct{ prefix, uri string }) bool { return m.prefix == n.prefix }) {
			continue
		}
		if slices.ContainsFunc(all, func(p property) bool {
			return strings.HasPrefix(p.name, n.prefix+":") || strings.Contains(p.xml, "<"+n.prefix+":")
		}) {
			b.WriteString("\n xmlns:" + n.prefix + `="` + n.uri + `"`)
		}
	}
	b.WriteString(">\n")
	for _, p := range all {
		b.WriteString("<" + p.name + p.attr + ">" + p.xml + "</" + p.name + ">\n")
	}
	b.WriteString("</rdf:Description>")
	return b.String()
}

// prefixURI is the namespace of a property's prefix, empty where the name is
// none that XML takes or the prefix is unknown.
func prefixURI(name string) string {
	prefix, local, ok := strings.Cut(name, ":")
	if !ok || local == "" || strings.ContainsFunc(local, func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '_' || r == '-' || r == '.')
	}) {
		return ""
	}
	for _, n := range namespaces {
		if n.prefix == prefix {
			return n.uri
		}
	}
	return ""
}

func escape(s string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(s)) // a strings.Builder takes everything
	return b.String()
}
