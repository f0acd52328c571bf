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

// buildXMP makes the contents of the APP1 segments of an XMP packet: one, or
// more where the packet is too long for a segment and its longest properties
// go into an extended packet (XMP part 3, section 1.1.3.1).
func buildXMP(sts []Statement) ([][]byte, error) {
	properties, err := properties(sts)
	if err != nil {
		return nil, err
	}
	const most = maxSegment - len(headXMP)
	main := packet(properties, true)
	if len(main) <= most {
		return [][]byte{append([]byte(headXMP), main...)}, nil
	}
	var long []property
	for len(packet(properties, true))+200 > most {
		i := longest(properties)
		long = append(long, properties[i])
		properties = slices.Delete(slices.Clone(properties), i, i+1)
	}
	extended := packet(long, false)
	guid := fmt.Sprintf("%X", md5.Sum(extended))
	properties = append(properties, property{name: "xmpNote:HasExtendedXMP", xml: guid})
	segments := [][]byte{append([]byte(headXMP), packet(properties, true)...)}
	const portion = maxSegment - len(headExtended) - 40
	for at := 0; at < len(extended); at += portion {
		s := append([]byte(headExtended), guid...)
		s = binary.BigEndian.AppendUint32(s, uint32(len(extended)))
		s = binary.BigEndian.AppendUint32(s, uint32(at))
		segments = append(segments, append(s, extended[at:min(at+portion, len(extended))]...))
	}
	return segments, nil
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
	b.WriteString(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="` + nsRDF + `"><rdf:Description rdf:about=""`)
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
	b.WriteString("</rdf:Description></rdf:RDF></x:xmpmeta>\n")
	if whole {
		b.WriteString(`<?xpacket end="w"?>`)
	}
	return b.Bytes()
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
