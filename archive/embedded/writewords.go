package embedded

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode"
)

// Writable tells the fields that [WithWords] can write.
func Writable(f Field) bool { return written[f] != nil }

// WithWords makes a copy of an image that says the words given, by field, and
// no others: every field of [Writable], in XMP and in IIM as far as these have
// it. A field without a value is taken out. The fields are those of
// [Effective], which reads exactly them from the copy; it was tried before
// WithWords returns. Otherwise the contract is that of [Rewrite].
//
// What a place says rightly already is left as it is. EXIF is not given words,
// because few look for them there; but where it has a caption, an artist or a
// copyright, it gets the words given, so that no reader sees former ones (MWG
// 2.0, section 5), and so do its date and the tags that Windows writes, which
// are else taken out. Of the languages of a text the default is replaced; others
// stay but for those that repeated the former default.
func WithWords(src io.ReaderAt, size int64, words map[Field][]string) (*Copy, error) {
	info, err := Read(src, size)
	if err != nil {
		return nil, err
	}
	wanted := make(map[Field][]string)
	for f, values := range words {
		if v := clean(f, values); len(v) > 0 && Writable(f) {
			wanted[f] = v
		}
	}
	e := wordsEdit(info, wanted)
	file := &source{r: src, size: size}
	c, err := rewrite(file, info, e)
	if errors.Is(err, errLongEXIF) {
		for i := range e.exif {
			e.exif[i].sts = nil
		}
		if c, err = rewrite(file, info, e); err == nil {
			c.Notes = append(c.Notes, "The EXIF has no room for the caption: it was taken out there, and stands in XMP and IIM.")
		}
	}
	if err != nil {
		return nil, err
	}
	if err := c.says(wanted); err != nil {
		return nil, fmt.Errorf("write words: %w", err)
	}
	return c, nil
}

// Sidecar is an XMP file with the words given, by field. Of had, the
// statements of the photo, the texts in other languages than the default stay.
// What XMP has no property for is left out.
func Sidecar(words map[Field][]string, had []Statement) ([]byte, error) {
	had = slices.DeleteFunc(slices.Clone(had), func(s Statement) bool { return s.Place != XMP })
	var sts []Statement
	for _, f := range slices.Sorted(maps.Keys(written)) {
		var list []said
		for _, s := range Say(f, clean(f, words[f])...) {
			if s.Place == XMP {
				list = say(list, s)
			}
		}
		for _, s := range list {
			sts = append(sts, s.sts...)
			if xmpLists[s.property] == "Alt" {
				sts = append(sts, alternatives(had, s)...)
			}
		}
	}
	all, err := properties(sts)
	if err != nil {
		return nil, err
	}
	return packet(all, true), nil
}

// clean are values as a file can hold them: text without control characters,
// each value of a list once.
func clean(f Field, values []string) []string {
	var out []string
	for _, v := range values {
		v = strings.Map(func(r rune) rune {
			if unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' || r == 0xFFFE || r == 0xFFFF {
				return -1
			}
			return r
		}, strings.ToValidUTF8(v, "\uFFFD"))
		if lists[f] {
			v = strings.TrimSpace(v)
		}
		if !blank(Statement{Field: f, Value: v}) && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return out
}

// echoes are properties that repeat a field and that [Effective] does not read;
// where the field says otherwise than before, they are taken out.
var echoes = map[string][]Field{
	"XMP tiff:ImageDescription": {Caption}, "XMP tiff:Artist": {By}, "XMP tiff:Copyright": {Copyright},
	"XMP MicrosoftPhoto:LastKeywordXMP": {Keyword}, "XMP MicrosoftPhoto:LastKeywordIPTC": {Keyword},
	"EXIF XPTitle": {Caption, Title}, "EXIF XPSubject": {Caption}, "EXIF XPComment": {Caption},
	"EXIF XPAuthor": {By}, "EXIF XPKeywords": {Keyword},
}

// wordsEdit is what makes a file say the words wanted.
func wordsEdit(info *Info, wanted map[Field][]string) edit {
	e := edit{settle: true}
	own := Effective(info.Statements, info.DigestStale)
	ofPlace := map[string]map[Field]Value{}
	for _, place := range []string{XMP, IIM} {
		ofPlace[place] = Effective(slices.DeleteFunc(slices.Clone(info.Statements), func(s Statement) bool { return s.Place != place }), false)
	}
	changed := func(f Field) bool { return !same(f, own[f].Values, wanted[f]) }
	for _, f := range slices.Sorted(maps.Keys(written)) {
		v := wanted[f]
		for _, place := range []string{XMP, IIM} {
			had := ofPlace[place][f].Values
			if f == Taken && !changed(f) && len(had) > 0 && len(v) > 0 && strings.Contains(v[0], "T") && strings.HasPrefix(had[0], v[0]) {
				had = v // the date of EXIF, with the zone that EXIF does not know
			}
			if list, differs := placeEdit(info, place, f, v, had); differs && place == XMP {
				e.xmp = append(e.xmp, list...)
			} else if differs {
				e.iim = append(e.iim, list...)
			}
		}
		if f != Taken {
			e.exif = append(e.exif, exifEdit(info, f, v)...)
		}
	}
	if changed(Taken) {
		e.exif = append(e.exif, shotEdit(info, wanted[Taken])...)
	}
	for _, s := range info.Statements {
		other := s.Field != "" && Writable(s.Field) && !says(s.Field, s.Place, s.Property) && changed(s.Field) && !slices.Contains(wanted[s.Field], sayable(s))
		if !other && !slices.ContainsFunc(echoes[s.String()], changed) {
			continue
		}
		switch s.Place {
		case XMP:
			e.xmp = say(e.xmp, Statement{Property: s.Property})
		case IIM:
			e.iim = say(e.iim, Statement{Property: s.Property})
		case EXIF:
			if !speaks(e.exif, s.Property) {
				e.exif = say(e.exif, Statement{Property: s.Property})
			}
		}
	}
	return e
}

// says tells whether a property is among those that a field is written to.
func says(f Field, place, property string) bool {
	return slices.ContainsFunc(written[f], func(s Statement) bool { return s.Place == place && s.Property == property }) ||
		f == Category && (property == "photoshop:SupplementalCategories" || property == "2:20")
}

// sayable is the value of a statement as a field has it.
func sayable(s Statement) string {
	if s.Field == Taken {
		return isoDate(s.Value, "")
	}
	return strings.TrimSpace(s.Value)
}

// placeEdit is what makes a place say a field, whose value there is had; differs
// is false where it does.
func placeEdit(info *Info, place string, f Field, v, had []string) (list []said, differs bool) {
	for _, s := range Say(f, v...) {
		if s.Place == place {
			list = say(list, s)
		}
	}
	differs = len(list) > 0 && !same(f, v, had)
	there := map[string][]string{}
	for _, s := range info.Statements {
		if s.Place != place || !says(f, place, s.Property) {
			continue
		}
		if !speaks(list, s.Property) {
			list = append(list, said{property: s.Property})
			differs = differs || !same(f, v, had)
		}
		if s.Lang == "" || s.Lang == defaultLang {
			there[s.Property] = append(there[s.Property], s.Value)
		}
		differs = differs || s.Block > 0 // every block is to say the same
	}
	// Dates have several forms; of several licensors the first is the one.
	if isDate(f) || f == Licensor {
		return list, differs
	}
	for _, s := range list {
		var want []string
		for _, one := range s.sts {
			if place == IIM {
				one.Value = cutAt(one.Value, iimLimit(s.property))
			}
			want = append(want, one.Value)
		}
		differs = differs || !slices.Equal(want, there[s.property])
	}
	return list, differs
}

// exifEdit gives the words to the tags of EXIF that are there.
func exifEdit(info *Info, f Field, v []string) []said {
	for _, s := range written[f] {
		if s.Place != EXIF {
			continue
		}
		var had []string
		for _, stated := range info.Statements {
			if stated.Place == EXIF && stated.Property == s.Property {
				had = append(had, stated.Value)
			}
		}
		list := said{property: s.Property}
		for _, value := range v {
			one := s
			one.Field, one.Value = f, value
			list.sts = append(list.sts, one)
		}
		if len(had) > 0 && !slices.Equal(had, v) && strings.Join(had, "; ") != strings.Join(v, "; ") {
			return []said{list}
		}
	}
	return nil
}

// shotEdit corrects the date of EXIF where it is there.
func shotEdit(info *Info, v []string) []said {
	s, ok := named(info.Statements, EXIF, "DateTimeOriginal")
	if !ok {
		return nil
	}
	offset, _ := named(info.Statements, EXIF, "OffsetTimeOriginal")
	if len(v) > 0 && same(Taken, []string{isoDate(s.Value, offset.Value)}, v[:1]) {
		return nil
	}
	list := []said{{property: "DateTimeOriginal"}, {property: "OffsetTimeOriginal"}, {property: "SubSecTimeOriginal"}}
	for _, s := range Say(Taken, v...) {
		if s.Place == EXIF {
			list = say(list, s)
		}
	}
	return list
}

// says checks that the copy reads as the words wanted.
func (c *Copy) says(wanted map[Field][]string) error {
	info, err := Read(c, c.size)
	if err != nil {
		return unwritable("the copy could not be read (%v)", err)
	}
	got := Effective(info.Statements, info.DigestStale)
	for f := range written {
		have := slices.Clone(got[f].Values)
		if same(f, have, wanted[f]) || onlyIIM(f) && (info.Format == "webp" || c.cut(f)) {
			continue
		}
		if onlyIIM(f) && zoneless(wanted[f]) && slices.Equal(have, []string{wanted[f][0][:len(time.DateOnly)]}) {
			c.Notes = append(c.Notes, fmt.Sprintf("The %s %s has no time zone, which IPTC-IIM asks for: the copy says the day alone.", f, wanted[f][0]))
			continue
		}
		return unwritable("its %s would read %q, not %q", f, have, wanted[f])
	}
	if info.DigestStale {
		return unwritable("the digest of its IPTC block would be wrong")
	}
	return nil
}

func onlyIIM(f Field) bool {
	return !slices.ContainsFunc(written[f], func(s Statement) bool { return s.Place != IIM })
}

func (c *Copy) cut(f Field) bool {
	return slices.ContainsFunc(c.Cut, func(s Statement) bool { return s.Field == f })
}
