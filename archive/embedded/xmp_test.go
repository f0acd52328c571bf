package embedded_test

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/embedded"
)

func TestXMPForms(t *testing.T) {
	for name, tt := range map[string]struct {
		properties string
		want       []embedded.Statement
	}{
		"element": {`<photoshop:Credit>AP</photoshop:Credit>`, []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "AP"}}},
		"list":    {`<dc:creator><rdf:Seq><rdf:li>Ann</rdf:li><rdf:li>Bo</rdf:li></rdf:Seq></dc:creator>`, []embedded.Statement{{Property: "dc:creator", Field: "by", Value: "Ann"}, {Property: "dc:creator", Field: "by", Value: "Bo"}}},
		"languages": {`<dc:description><rdf:Alt><rdf:li xml:lang="x-default">A blaze</rdf:li><rdf:li xml:lang="de">Ein Brand</rdf:li></rdf:Alt></dc:description>`, []embedded.Statement{
			{Property: "dc:description", Field: "caption", Value: "A blaze", Lang: "x-default"},
			{Property: "dc:description", Field: "caption", Value: "Ein Brand", Lang: "de"},
		}},
		"structure": {`<plus:Licensor><rdf:Seq><rdf:li rdf:parseType="Resource"><plus:LicensorName>AP</plus:LicensorName><plus:LicensorURL>https://ap.org</plus:LicensorURL></rdf:li></rdf:Seq></plus:Licensor>`, []embedded.Statement{
			{Property: "plus:Licensor/plus:LicensorName", Field: "licensor", Value: "AP"},
			{Property: "plus:Licensor/plus:LicensorURL", Value: "https://ap.org"},
		}},
		"structure as a node": {`<Iptc4xmpExt:LocationCreated><rdf:Bag><rdf:li><rdf:Description Iptc4xmpExt:City="Kyiv"><Iptc4xmpExt:CountryName>Ukraine</Iptc4xmpExt:CountryName></rdf:Description></rdf:li></rdf:Bag></Iptc4xmpExt:LocationCreated>`, []embedded.Statement{
			{Property: "Iptc4xmpExt:LocationCreated/Iptc4xmpExt:City", Value: "Kyiv"},
			{Property: "Iptc4xmpExt:LocationCreated/Iptc4xmpExt:CountryName", Value: "Ukraine"},
		}},
		"structure as attributes": {`<plus:Licensor plus:LicensorName="AP"/>`, []embedded.Statement{{Property: "plus:Licensor/plus:LicensorName", Field: "licensor", Value: "AP"}}},
		"resource":                {`<plus:DataMining rdf:resource="http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"/>`, []embedded.Statement{{Property: "plus:DataMining", Field: "datamining", Value: "http://ns.useplus.org/ldf/vocab/DMI-PROHIBITED"}}},
		"qualified value":         {`<photoshop:Credit rdf:parseType="Resource"><rdf:value>AP</rdf:value><plus:x>q</plus:x></photoshop:Credit>`, []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "AP"}, {Property: "photoshop:Credit/plus:x", Value: "q"}}},
		"other prefix":            {`<ps:Credit xmlns:ps="http://ns.adobe.com/photoshop/1.0/">AP</ps:Credit>`, []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "AP"}}},
		"namespace without slash": {`<ps:Credit xmlns:ps="http://ns.adobe.com/photoshop/1.0">AP</ps:Credit>`, []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "AP"}}},
		"unknown namespace":       {`<acme:Shelf xmlns:acme="https://acme.example/1.0/">7</acme:Shelf>`, []embedded.Statement{{Property: "acme:Shelf", Value: "7"}}},
		"undeclared prefix":       {`<acme:Shelf>7</acme:Shelf>`, []embedded.Statement{{Property: "acme:Shelf", Value: "7"}}},
		"entities of XML":         {`<photoshop:Credit>A&amp;B &#8212; &lt;C&gt;</photoshop:Credit>`, []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "A&B — <C>"}}},
		"CDATA":                   {`<photoshop:Credit><![CDATA[A&B]]></photoshop:Credit>`, []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "A&B"}}},
		"blank":                   {`<photoshop:Credit>  </photoshop:Credit>`, nil},
		"not UTF-8":               {"<photoshop:Credit>Jos\xe9</photoshop:Credit>", []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "José"}}},
		"control character":       {"<photoshop:Credit>A\x02P</photoshop:Credit>", []embedded.Statement{{Property: "photoshop:Credit", Field: "credit", Value: "A P"}}},
	} {
		t.Run(name, func(t *testing.T) {
			for i := range tt.want {
				tt.want[i].Place = "XMP"
			}
			got, warnings, err := embedded.ReadSidecar([]byte(rdf(tt.properties)))
			if len(tt.want) == 0 {
				if len(got) != 0 {
					t.Errorf("got %v", got)
				}
				return
			}
			if err != nil || len(warnings) > 0 {
				t.Errorf("error %v, warnings %q", err, warnings)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestXMPEncodings(t *testing.T) {
	text := strings.TrimPrefix(rdf(`<photoshop:Credit>José</photoshop:Credit>`), "\uFEFF")
	units := utf16.Encode([]rune("\uFEFF" + text))
	var big, little []byte
	for _, u := range units {
		big, little = binary.BigEndian.AppendUint16(big, u), binary.LittleEndian.AppendUint16(little, u)
	}
	for name, data := range map[string][]byte{
		"UTF-8 with mark": []byte("\uFEFF" + text),
		"UTF-16BE":        big,
		"UTF-16LE":        little,
		"no mark":         little[2:],
		"declared":        []byte(`<?xml version="1.0" encoding="windows-1252"?>` + text),
		"padded":          []byte(text + strings.Repeat(" \n", 1000) + "\x00\x00"),
	} {
		t.Run(name, func(t *testing.T) {
			sts, _, err := embedded.ReadSidecar(data)
			if err != nil || len(sts) != 1 || sts[0].Value != "José" {
				t.Errorf("%v, %v", sts, err)
			}
		})
	}
}

// TestXMPHostile: no packet takes long or much.
func TestXMPHostile(t *testing.T) {
	deep := strings.Repeat(`<dc:a rdf:parseType="Resource">`, 100_000)
	lists := strings.Repeat(`<rdf:Bag><rdf:li>`, 100_000)
	name := strings.Repeat("n", 100_000)
	entities := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + rdf(`<photoshop:Credit>&b;</photoshop:Credit><photoshop:Source>AP</photoshop:Source>`)
	for what, packet := range map[string]string{
		"deep":       rdf(deep),
		"deep lists": rdf(`<dc:creator>` + lists),
		"long names": rdf(strings.Repeat("<dc:"+name+` rdf:parseType="Resource">`, 30)),
		"entities":   entities,
		"many":       rdf(strings.Repeat(`<dc:x>1</dc:x>`, 300_000)),
		"a node referred to often": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Bag rdf:nodeID="a">` +
			strings.Repeat("<rdf:li>x</rdf:li>", 20_000) + `</rdf:Bag><rdf:Description>` + strings.Repeat(`<dc:subject rdf:nodeID="a"/>`, 20_000) + `</rdf:Description></rdf:RDF>`,
		"a list of no property": `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Bag><rdf:li>x</rdf:li></rdf:Bag></rdf:RDF>`,
		"attributes":            rdf(`<dc:x ` + strings.Repeat(`dc:y="1" `, 200_000) + `/>`),
		"unclosed":              rdf("")[:300],
		"no RDF":                `<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>`,
		"no XML":                "this is not XML",
		"empty":                 "",
	} {
		t.Run(what, func(t *testing.T) {
			sts, _, err := embedded.ReadSidecar([]byte(packet))
			var refused *embedded.UnreadableError
			if err != nil && !errors.As(err, &refused) {
				t.Errorf("error %v", err)
			}
			if len(sts) > 50_000 {
				t.Errorf("%d statements", len(sts))
			}
			for _, s := range sts {
				if s.Property == "" || len(s.Property) > 600 || strings.Contains(s.Value, "aaaaaaaaaaaaaaaaaaaa") {
					t.Fatalf("statement %.100q: %.100q", s.Property, s.Value)
				}
			}
			info := read(t, withSegments(drawJPEG(t), xmpSegment(packet[:min(len(packet), 65_000)])))
			if info.Width != 48 {
				t.Errorf("width %d", info.Width)
			}
		})
	}
}

// TestXMPPackets: all packets state; the last one rules.
func TestXMPPackets(t *testing.T) {
	info := read(t, withSegments(drawJPEG(t),
		xmpSegment(rdf(`<photoshop:Credit>AP</photoshop:Credit><photoshop:Source>AP</photoshop:Source>`)),
		xmpSegment(rdf(`<photoshop:Credit>Getty Images</photoshop:Credit>`))))
	if got, want := values(info, "XMP", "photoshop:Credit"), []string{"AP", "Getty Images"}; !slices.Equal(got, want) {
		t.Errorf("credits %q, want %q", got, want)
	}
	effective := embedded.Effective(info.Statements, info.DigestStale)
	if c, s := effective[embedded.Credit].Values, effective[embedded.Source].Values; !slices.Equal(c, []string{"Getty Images"}) || !slices.Equal(s, []string{"AP"}) {
		t.Errorf("credit %q, source %q", c, s)
	}
}

// TestExtendedXMPDamaged: an extended packet that is not whole is not read.
func TestExtendedXMPDamaged(t *testing.T) {
	guid := strings.Repeat("A", 32)
	main := xmpSegment(rdf(`<xmpNote:HasExtendedXMP xmlns:xmpNote="http://ns.adobe.com/xmp/note/">` + guid + `</xmpNote:HasExtendedXMP>`))
	portion := func(full, at uint32, data string) []byte {
		head := append([]byte("http://ns.adobe.com/xmp/extension/\x00"), guid...)
		head = binary.BigEndian.AppendUint32(head, full)
		head = binary.BigEndian.AppendUint32(head, at)
		return segment(0xE1, head, []byte(data))
	}
	packet := rdf(`<photoshop:Credit>AP</photoshop:Credit>`)
	for name, segments := range map[string][][]byte{
		"part missing": {main, portion(100_000, 0, packet)},
		"wrong MD5":    {main, portion(uint32(len(packet)), 0, packet)},
		"4 GB claimed": {main, portion(0xFFFFFFFF, 0, packet)},
		"out of order": {main, portion(uint32(len(packet)), 50, packet[50:]), portion(uint32(len(packet)), 0, packet[:50])},
	} {
		t.Run(name, func(t *testing.T) {
			info := read(t, withSegments(drawJPEG(t), segments...))
			if len(values(info, "XMP", "photoshop:Credit")) > 0 || len(info.Warnings) == 0 {
				t.Errorf("statements %v, warnings %q", info.Statements, info.Warnings)
			}
		})
	}
}

// TestSidecarCorpus reads the sidecars of the corpus.
func TestSidecarCorpus(t *testing.T) {
	files := oracle(t, "exiftool.json")
	for name, n := range map[string]int{"exiftool__exiftool__XMP.xmp": 65, "exiftool__exiftool__XMP2.xmp": 9} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join(corpus(t), "photos", name))
			if err != nil {
				t.Fatal(err)
			}
			sts, warnings, err := embedded.ReadSidecar(data)
			if err != nil || len(warnings) > 0 || len(sts) != n {
				t.Fatalf("%d statements, want %d; warnings %q, error %v", len(sts), n, warnings, err)
			}
			info := &embedded.Info{Statements: sts}
			for key, property := range map[string]string{"XMP-dc:Title": "dc:title", "XMP-dc:Subject": "dc:subject", "XMP-aux:Lens": "aux:Lens", "XMP-xmp:Rating": "xmp:Rating"} {
				if want, got := texts(files[name][key]), values(info, "XMP", property); !slices.Equal(want, got) {
					t.Errorf("%s: %q, exiftool says %q", property, got, want)
				}
			}
		})
	}
}
