package embedded

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
)

// Bounds of the XMP of a file.
const (
	maxDepth    = 32      // of nested structures
	maxElements = 200_000 // XML tokens
	maxStated   = 50_000  // statements
	maxPath     = 512     // bytes of the name of a property
)

const (
	nsRDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
	nsXML = "http://www.w3.org/XML/1998/namespace"
)

var (
	errDeep = errors.New("it is nested too deep")
	errLong = errors.New("it has too many elements")
	errRDF  = errors.New("it holds no RDF")
)

// rdfReader reads the RDF of an XMP packet (XMP part 1, section 7) into
// statements. The path of a structure's field is that of the structure, a
// slash, and the field: "plus:Licensor/plus:LicensorName".
//
// Package encoding/xml expands no entities but the five of XML itself.
type rdfReader struct {
	d        *xml.Decoder
	prefixes map[string]string // as the packet declares them, by namespace
	sts      []Statement
	nodes    map[string][]Statement // by rdf:nodeID, with paths inside the node
	refs     []reference
	block    int
	stated   int // statements so far, those of nodes included
	tokens   int
}

// reference is a property whose value is a node elsewhere in the packet.
type reference struct{ path, node string }

// resolve states the nodes that properties refer to, then those that none
// does. A node that refers to another is not followed.
func (r *rdfReader) resolve() {
	// The items of a list that has no name belong to no property.
	r.sts = slices.DeleteFunc(r.sts, func(s Statement) bool { return s.Property == "" })
	used := map[string]bool{}
	for _, ref := range r.refs {
		used[ref.node] = true
		for _, s := range r.nodes[ref.node] {
			if r.stated >= maxStated {
				return
			}
			path := ref.path
			if s.Property != "" {
				path = joinPath(path, s.Property)
			}
			r.state(path, s.Value, s.Lang)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(r.nodes)) {
		for _, s := range r.nodes[id] {
			if !used[id] && s.Property != "" {
				r.state(s.Property, s.Value, s.Lang)
			}
		}
	}
}

// nodeID is the name of a node or of the node referred to.
func nodeID(attrs []xml.Attr) string {
	for _, a := range attrs {
		if a.Name.Space == nsRDF && a.Name.Local == "nodeID" {
			return a.Value
		}
	}
	return ""
}

// read reads a packet. What was read before an error is kept.
func (r *rdfReader) read(packet []byte) error {
	r.d = xml.NewDecoder(bytes.NewReader(packetText(packet)))
	r.d.Strict = false
	r.d.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	r.prefixes = map[string]string{}
	r.nodes, r.refs = map[string][]Statement{}, nil
	defer r.resolve()
	found := false
	for {
		tok, err := r.token()
		switch {
		case err == io.EOF && found:
			return nil
		case err == io.EOF:
			return errRDF
		case err != nil:
			return err
		}
		if start, ok := tok.(xml.StartElement); ok && start.Name.Space == nsRDF && start.Name.Local == "RDF" {
			found = true
			if err := r.topNodes(); err != nil {
				return err
			}
		}
	}
}

// topNodes reads the nodes of rdf:RDF. Those with a name are kept apart.
func (r *rdfReader) topNodes() error {
	for {
		tok, err := r.token()
		if err != nil {
			return early(err)
		}
		switch tok := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			n := len(r.sts)
			if err := r.node("", tok, 0); err != nil {
				return err
			}
			if id := nodeID(tok.Attr); id != "" {
				r.nodes[id] = append(r.nodes[id], r.sts[n:]...)
				r.sts = r.sts[:n]
			}
		}
	}
}

// token returns the next token and remembers the prefixes it declares.
func (r *rdfReader) token() (xml.Token, error) {
	if r.tokens++; r.tokens > maxElements {
		return nil, errLong
	}
	tok, err := r.d.Token()
	if err != nil {
		var syntax *xml.SyntaxError
		if errors.As(err, &syntax) {
			return nil, fmt.Errorf("line %d: %s", syntax.Line, syntax.Msg)
		}
		return nil, err
	}
	if start, ok := tok.(xml.StartElement); ok {
		for _, a := range start.Attr {
			if a.Name.Space == "xmlns" && r.prefixes[a.Value] == "" {
				r.prefixes[a.Value] = a.Name.Local
			}
		}
	}
	return tok, nil
}

// name is the property's name with the prefix its standard gives it, or the
// packet's own where we know none.
func (r *rdfReader) name(n xml.Name) string {
	prefix := xmpPrefixes[trimNamespace(n.Space)]
	if prefix == "" {
		prefix = r.prefixes[n.Space]
	}
	if prefix == "" {
		// encoding/xml leaves an undeclared prefix in place.
		prefix = n.Space
	}
	if prefix == "" {
		return n.Local
	}
	return prefix + ":" + n.Local
}

// isProperty tells the attributes that state a property.
func isProperty(a xml.Attr) bool {
	switch a.Name.Space {
	case nsRDF, nsXML, "xml", "xmlns", "rdf":
		return false
	}
	return a.Name.Space != "" && a.Name.Local != "xmlns"
}

func joinPath(path, name string) string {
	switch {
	case path == "":
		return name
	case len(path) > maxPath: // too long to be stated, and to grow
		return path
	}
	return path + "/" + name
}

func (r *rdfReader) state(path, value, lang string) {
	if strings.TrimSpace(value) == "" || len(value) > maxValue || len(path) > maxPath || r.stated >= maxStated {
		return
	}
	r.stated++
	r.sts = append(r.sts, Statement{Place: XMP, Property: path, Field: xmpFields[path], Value: value, Lang: lang, Block: r.block})
}

// attributes states the properties written as attributes of an element.
func (r *rdfReader) attributes(path string, attrs []xml.Attr) {
	for _, a := range attrs {
		if isProperty(a) {
			r.state(joinPath(path, r.name(a.Name)), a.Value, "")
		}
	}
}

// fields reads property elements up to the end of the element around them.
// Nodes (rdf:Description) among them are read through.
func (r *rdfReader) fields(path string, depth int) error {
	if depth > maxDepth {
		return errDeep
	}
	for {
		tok, err := r.token()
		if err != nil {
			return early(err)
		}
		switch tok := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if tok.Name.Space == nsRDF && tok.Name.Local == "Description" {
				r.attributes(path, tok.Attr)
				err = r.fields(path, depth+1)
			} else {
				at := path
				if tok.Name.Space != nsRDF || tok.Name.Local != "value" {
					at = joinPath(path, r.name(tok.Name))
				}
				err = r.property(at, tok.Attr, depth+1)
			}
			if err != nil {
				return err
			}
		}
	}
}

// property reads the content of a property element or of a list item: text, a
// list, or a structure.
func (r *rdfReader) property(path string, attrs []xml.Attr, depth int) error {
	if depth > maxDepth {
		return errDeep
	}
	var lang string
	for _, a := range attrs {
		switch {
		case a.Name.Local == "lang" && (a.Name.Space == nsXML || a.Name.Space == "xml"):
			lang = a.Value
		case a.Name.Space == nsRDF && a.Name.Local == "resource":
			r.state(path, a.Value, "")
		case a.Name.Space == nsRDF && a.Name.Local == "parseType" && a.Value == "Resource":
			r.attributes(path, attrs)
			return r.fields(path, depth+1)
		}
	}
	r.attributes(path, attrs)
	if id := nodeID(attrs); id != "" {
		r.refs = append(r.refs, reference{path, id})
	}
	var text strings.Builder
	for nested := false; ; {
		tok, err := r.token()
		if err != nil {
			return early(err)
		}
		switch tok := tok.(type) {
		case xml.CharData:
			if !nested {
				text.Write(tok)
			}
		case xml.EndElement:
			if !nested {
				r.state(path, text.String(), lang)
			}
			return nil
		case xml.StartElement:
			nested = true
			if err := r.node(path, tok, depth+1); err != nil {
				return err
			}
		}
	}
}

// node reads an element inside a property: a list, or a structure.
func (r *rdfReader) node(path string, start xml.StartElement, depth int) error {
	if start.Name.Space == nsRDF {
		switch start.Name.Local {
		case "Seq", "Bag", "Alt":
			return r.items(path, depth+1)
		case "li":
			return r.property(path, start.Attr, depth+1)
		}
	}
	r.attributes(path, start.Attr)
	return r.fields(path, depth+1)
}

// items reads the items of a list.
func (r *rdfReader) items(path string, depth int) error {
	for {
		tok, err := r.token()
		if err != nil {
			return early(err)
		}
		switch tok := tok.(type) {
		case xml.EndElement:
			return nil
		case xml.StartElement:
			if err := r.property(path, tok.Attr, depth+1); err != nil {
				return err
			}
		}
	}
}

// early makes the end of the packet inside an element an error.
func early(err error) error {
	if err == io.EOF {
		return errors.New("it ends early")
	}
	return err
}
