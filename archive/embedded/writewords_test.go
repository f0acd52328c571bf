package embedded_test

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/embedded"
)

// besideThem are the photos of the corpus that words are not written into, and
// why.
var besideThem = map[string]string{
	"exiftool__exiftool__ExifTool.jpg": "several pictures",
	"exiftool__exiftool__XMP.jpg":      "XMP is damaged",
}

// delivered is a copy of a corpus photo, with what it is to say.
type delivered struct {
	name, format  string
	src, out      []byte
	words         map[embedded.Field][]string
	before, after *embedded.Info
}

// deliver makes two copies of every photo that can be read: with its own
// effective words, and with others.
func deliver(t *testing.T) []delivered {
	t.Helper()
	var all []delivered
	for name, src := range corpusFiles(t) {
		info, err := tryRead(src)
		if err != nil {
			continue
		}
		own := map[embedded.Field][]string{}
		for f, v := range embedded.Effective(info.Statements, info.DigestStale) {
			if embedded.Writable(f) {
				own[f] = v.Values
			}
		}
		for i, words := range []map[embedded.Field][]string{own, corrected(own)} {
			c, err := embedded.WithWords(bytes.NewReader(src), int64(len(src)), words)
			var bad *embedded.UnwritableError
			if errors.As(err, &bad) {
				why, known := besideThem[name]
				if !slices.Contains([]string{"jpeg", "png", "tiff", "webp"}, info.Format) {
					why, known = "format "+info.Format, true
				}
				if !known || !strings.Contains(bad.Reason, why) {
					t.Errorf("%s: %v", name, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			var out bytes.Buffer
			if n, err := c.WriteTo(&out); err != nil || n != c.Size() || int(n) != out.Len() {
				t.Fatalf("%s: wrote %d bytes of %d: %v", name, n, c.Size(), err)
			}
			all = append(all, delivered{
				name: fmt.Sprintf("%d-%s", i, name), format: info.Format, src: src, out: out.Bytes(),
				words: words, before: info, after: read(t, out.Bytes()),
			})
		}
	}
	if len(all) < 180 {
		t.Errorf("only %d copies were made of the corpus", len(all))
	}
	return all
}

// corrected are words that an editor changed: longer than IIM takes, in other
// scripts, a list made shorter, a field emptied.
func corrected(own map[embedded.Field][]string) map[embedded.Field][]string {
	words := map[embedded.Field][]string{}
	for f, v := range own {
		words[f] = v
	}
	delete(words, embedded.Source)
	words[embedded.Caption] = []string{strings.Repeat("Пожежники у Києві — ", 150) + "& <end>"}
	words[embedded.Headline] = []string{"Zoë's “headline”"}
	words[embedded.Credit] = []string{"Zoë Example-Éxample of Somewhere/Agency via Distributor"}
	words[embedded.By] = []string{"Zoë Example", "José Núñez"}
	words[embedded.Keyword] = []string{"one"}
	words[embedded.Taken] = []string{"2021-05-06T07:08:09+02:00"}
	return words
}

// TestCorpusWords: of every photo of the corpus the copy reads as the words, with
// the same picture, and with everything in it that is not ours.
func TestCorpusWords(t *testing.T) {
	for _, d := range deliver(t) {
		got := map[embedded.Field][]string{}
		for f, v := range embedded.Effective(d.after.Statements, d.after.DigestStale) {
			if embedded.Writable(f) {
				got[f] = v.Values
			}
		}
		want := d.words
		if d.format == "webp" { // has no IIM
			for _, f := range []embedded.Field{embedded.Moved, embedded.Release, embedded.Expires, embedded.EditStatus} {
				delete(got, f)
				delete(want, f)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: words (-want +got):\n%s", d.name, diff)
		}
		h, err := embedded.PixelHash(bytes.NewReader(d.src), int64(len(d.src)), d.format)
		if err == nil && h != pixelHash(t, d.out, d.format) {
			t.Errorf("%s: the picture data changed", d.name)
		}
		if a, b := foreign(d.format, d.src), foreign(d.format, d.out); !slices.EqualFunc(a, b, bytes.Equal) {
			t.Errorf("%s: what is not ours changed: %d parts, %d before", d.name, len(b), len(a))
		}
		if a, b := others(d.before), others(d.after); !slices.Equal(a, b) {
			t.Errorf("%s: statements that are not ours changed (-before +after):\n%s", d.name, cmp.Diff(a, b))
		}
	}
}

// foreign are the parts of a file that are not metadata of ours, in order; of a
// TIFF all of its bytes but its header and its directories.
func foreign(format string, b []byte) [][]byte {
	var all [][]byte
	switch format {
	case "jpeg":
		off := 2
		for off+4 <= len(b) && b[off] == 0xFF && b[off+1] != 0xDA {
			end := off + 2 + int(binary.BigEndian.Uint16(b[off+2:]))
			data := b[off+4 : end]
			ours := b[off+1] == 0xE1 && (bytes.HasPrefix(data, []byte("Exif\x00")) || bytes.Contains(data[:min(60, len(data))], []byte("ns.adobe.com"))) ||
				b[off+1] == 0xED && (bytes.HasPrefix(data, []byte("Photoshop 3.0\x00")) || bytes.HasPrefix(data, []byte{0x1C}))
			if !ours {
				all = append(all, b[off:end])
			}
			off = end
		}
		return append(all, b[off:])
	case "png":
		for off := 8; off+12 <= len(b); {
			end := min(len(b), off+12+int(binary.BigEndian.Uint32(b[off:])))
			kind, data := string(b[off+4:off+8]), b[off+8:end]
			text := kind == "iTXt" || kind == "zTXt" || kind == "tEXt"
			if kind != "eXIf" && !(text && (bytes.HasPrefix(data, []byte("XML:com.adobe.xmp")) || bytes.HasPrefix(data, []byte("Raw profile type ")))) {
				all = append(all, b[off:end])
			}
			off = end
		}
	case "webp":
		for off := 12; off+8 <= len(b); {
			size := int(binary.LittleEndian.Uint32(b[off+4:]))
			if kind := string(b[off : off+4]); kind != "VP8X" && kind != "EXIF" && kind != "XMP " {
				all = append(all, b[off:min(len(b), off+8+size)])
			}
			off += 8 + size + size%2
		}
	}
	return all
}

// others are the statements that bear on no field that is written, of a file
// with one block of each place.
func others(info *embedded.Info) []string {
	var all []string
	for _, s := range info.Statements {
		switch {
		case s.Field != "" && embedded.Writable(s.Field), s.Block > 0:
		case s.Property == "2:00", strings.HasPrefix(s.Property, "XP"), strings.HasPrefix(s.Property, "tiff:"):
		case strings.HasPrefix(s.Property, "MicrosoftPhoto:LastKeyword"), strings.HasPrefix(s.Property, "xmpNote:"):
		case strings.HasSuffix(s.Property, "TimeOriginal"), strings.HasPrefix(s.Property, "Iptc4xmpExt:PersonInImageWDetails"):
		case strings.HasPrefix(s.Property, "plus:Licensor/"):
		default:
			all = append(all, s.String()+" = "+strings.ToValidUTF8(s.Value, "?"))
		}
	}
	slices.Sort(all)
	return all
}

// byReaders are the names under which two independent readers have a field.
var byReaders = map[embedded.Field][4]string{
	embedded.Headline:     {"XMP-photoshop:Headline", "IPTC:Headline", "Xmp.photoshop.Headline", "Iptc.Application2.Headline"},
	embedded.Caption:      {"XMP-dc:Description", "IPTC:Caption-Abstract", "Xmp.dc.description", "Iptc.Application2.Caption"},
	embedded.By:           {"XMP-dc:Creator", "IPTC:By-line", "Xmp.dc.creator", "Iptc.Application2.Byline"},
	embedded.JobTitle:     {"XMP-photoshop:AuthorsPosition", "IPTC:By-lineTitle", "Xmp.photoshop.AuthorsPosition", "Iptc.Application2.BylineTitle"},
	embedded.Credit:       {"XMP-photoshop:Credit", "IPTC:Credit", "Xmp.photoshop.Credit", "Iptc.Application2.Credit"},
	embedded.Source:       {"XMP-photoshop:Source", "IPTC:Source", "Xmp.photoshop.Source", "Iptc.Application2.Source"},
	embedded.Copyright:    {"XMP-dc:Rights", "IPTC:CopyrightNotice", "Xmp.dc.rights", "Iptc.Application2.Copyright"},
	embedded.Instructions: {"XMP-photoshop:Instructions", "IPTC:SpecialInstructions", "Xmp.photoshop.Instructions", "Iptc.Application2.SpecialInstructions"},
	embedded.Usage:        {"XMP-xmpRights:UsageTerms", "", "Xmp.xmpRights.UsageTerms", ""},
	embedded.Keyword:      {"XMP-dc:Subject", "IPTC:Keywords", "Xmp.dc.subject", "Iptc.Application2.Keywords"},
	embedded.Person:       {"XMP-iptcExt:PersonInImage", "", "Xmp.iptcExt.PersonInImage", ""},
	embedded.Place:        {"XMP-iptcCore:Location", "IPTC:Sub-location", "Xmp.iptc.Location", "Iptc.Application2.SubLocation"},
	embedded.City:         {"XMP-photoshop:City", "IPTC:City", "Xmp.photoshop.City", "Iptc.Application2.City"},
	embedded.State:        {"XMP-photoshop:State", "IPTC:Province-State", "Xmp.photoshop.State", "Iptc.Application2.ProvinceState"},
	embedded.Country:      {"XMP-photoshop:Country", "IPTC:Country-PrimaryLocationName", "Xmp.photoshop.Country", "Iptc.Application2.CountryName"},
	embedded.CountryCode:  {"XMP-iptcCore:CountryCode", "IPTC:Country-PrimaryLocationCode", "Xmp.iptc.CountryCode", "Iptc.Application2.CountryCode"},
	embedded.Ref:          {"XMP-photoshop:TransmissionReference", "IPTC:OriginalTransmissionReference", "Xmp.photoshop.TransmissionReference", "Iptc.Application2.TransmissionReference"},
	embedded.Title:        {"XMP-dc:Title", "IPTC:ObjectName", "Xmp.dc.title", "Iptc.Application2.ObjectName"},
	embedded.Writer:       {"XMP-photoshop:CaptionWriter", "IPTC:Writer-Editor", "Xmp.photoshop.CaptionWriter", "Iptc.Application2.Writer"},
}

// limits are those of IIM for these fields, in bytes.
var limits = map[embedded.Field]int{
	embedded.Headline: 256, embedded.Caption: 2000, embedded.By: 32, embedded.JobTitle: 32, embedded.Credit: 32, embedded.Source: 32,
	embedded.Copyright: 128, embedded.Instructions: 256, embedded.Keyword: 64, embedded.Place: 32, embedded.City: 32, embedded.State: 32,
	embedded.Country: 64, embedded.CountryCode: 3, embedded.Ref: 32, embedded.Title: 64, embedded.Writer: 32,
}

// inIIM are values as IIM holds them.
func inIIM(f embedded.Field, values []string) []string {
	var all []string
	for _, v := range values {
		for len(v) > limits[f] {
			r := []rune(v)
			v = string(r[:len(r)-1])
		}
		all = append(all, v)
	}
	return all
}

// TestCorpusWordsByOthers: exiftool and exiv2 read exactly the words from XMP and
// from IIM of every copy, and find its digest right.
func TestCorpusWordsByOthers(t *testing.T) {
	for _, tool := range []string{"exiftool", "exiv2"} {
		if _, err := exec.LookPath(tool); err != nil {
			skip(t, tool+" is not installed")
		}
	}
	dir, all := t.TempDir(), deliver(t)
	for _, d := range all {
		if err := os.WriteFile(filepath.Join(dir, d.name), d.out, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	phil, andreas := byExiftool(t, dir), byExiv2(t, dir)
	for _, d := range all {
		for f, names := range byReaders {
			for i, name := range names {
				want := d.words[f]
				if i%2 == 1 {
					want = inIIM(f, want)
				}
				if name == "" || i%2 == 1 && d.format == "webp" {
					continue
				}
				if i < 2 {
					if got := texts(phil[d.name][name]); !slices.Equal(squeezed(got), squeezed(want)) {
						t.Errorf("%s: exiftool reads %s as %q, want %q", d.name, name, got, want)
					}
				} else if i == 2 && strings.HasSuffix(d.name, duplicate) {
					continue
				} else if got := andreas[d.name][name]; got != strings.Join(squeezed(want), ", ") {
					t.Errorf("%s: exiv2 reads %s as %q, want %q", d.name, name, got, want)
				}
			}
		}
		digest, current := texts(phil[d.name]["Photoshop:IPTCDigest"]), texts(phil[d.name]["File:CurrentIPTCDigest"])
		if len(current) > 0 && !slices.Equal(digest, current) { // which exiftool does not tell of a PNG
			t.Errorf("%s: IPTCDigest %s of a block whose digest is %s", d.name, digest, current)
		}
		if set := texts(phil[d.name]["IPTC:CodedCharacterSet"]); len(current) > 0 && !slices.Equal(set, []string{"\x1b%G"}) && !slices.Equal(set, []string{"UTF8"}) {
			t.Errorf("%s: character set %q", d.name, set)
		}
	}
}

// duplicate is a photo whose XMP states properties twice that are not ours, so
// that exiv2 takes nothing of it, in the original too.
const duplicate = "agency-usnavy__exiv2__ReaganLargeJpg.jpg"

// squeezed are values without the blanks and line ends that readers print
// otherwise.
func squeezed(values []string) []string {
	var all []string
	for _, v := range values {
		if v = strings.Join(strings.Fields(v), " "); v != "" {
			all = append(all, v)
		}
	}
	return all
}

func byExiftool(t *testing.T, dir string) map[string]map[string]any {
	t.Helper()
	// It exits with 1 where a file of the corpus has errors of its own.
	out, err := exec.Command("exiftool", "-json", "-G1", "-n", dir).Output()
	if len(out) == 0 {
		t.Fatal(err)
	}
	var files []map[string]any
	d := json.NewDecoder(bytes.NewReader(out))
	d.UseNumber()
	if err := d.Decode(&files); err != nil {
		t.Fatal(err)
	}
	byName := map[string]map[string]any{}
	for _, f := range files {
		byName[filepath.Base(f["SourceFile"].(string))] = f
	}
	return byName
}

// exiv2Line begins a value: path, key, value.
var exiv2Line = regexp.MustCompile(`^(\S+)\s+((?:Iptc|Xmp)\.\S+) *(.*)$`)

// byExiv2 are the values by key, those of a list joined.
func byExiv2(t *testing.T, dir string) map[string]map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("exiv2", append([]string{"-q", "-PIXkv"}, paths...)...).Output()
	if len(out) == 0 {
		t.Fatal(err)
	}
	byName := map[string]map[string]string{}
	var at map[string]string
	var key string
	for line := range strings.Lines(string(out)) {
		m := exiv2Line.FindStringSubmatch(strings.TrimRight(line, "\n"))
		if m == nil {
			if at != nil {
				at[key] += " " + line
			}
			continue
		}
		name := filepath.Base(m[1])
		if byName[name] == nil {
			byName[name] = map[string]string{}
		}
		at, key = byName[name], m[2]
		if at[key] != "" {
			at[key] += ", "
		}
		value := m[3]
		if rest, ok := strings.CutPrefix(value, `lang="x-default" `); ok {
			value, _, _ = strings.Cut(rest, `, lang="`)
		}
		at[key] += value
	}
	for _, values := range byName {
		for k, v := range values {
			values[k] = strings.Join(strings.Fields(v), " ")
		}
	}
	return byName
}
