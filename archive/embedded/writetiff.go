package embedded

import (
	"bytes"
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// patch are bytes that stand in place of those at an offset of a TIFF structure,
// or after its end.
type patch struct {
	off  int64
	data []byte
}

// change is a tag with its new value; nil takes it out.
type change struct {
	id    uint16
	value *tagValue
}

// directoryEdit changes directories of a TIFF structure and moves nothing: new
// values stand at its end, and so does a directory that grew; the entries of all
// other tags keep their bytes. What was referred to before stays where it was.
type directoryEdit struct {
	t       *tiffReader
	size    int64 // of the structure with what was added
	patches []patch
}

// place adds bytes at the end of the structure, at an even offset.
func (e *directoryEdit) place(data []byte) int64 {
	if e.size%2 == 1 {
		e.patches = append(e.patches, patch{e.size, []byte{0}})
		e.size++
	}
	at := e.size
	e.patches = append(e.patches, patch{at, data})
	e.size += int64(len(data))
	return at
}

// directory changes tags of the directory at off, or makes a new one where off is
// 0, and returns where it stands then.
func (e *directoryEdit) directory(off int64, changes []change) (int64, error) {
	if len(changes) == 0 {
		return off, nil
	}
	table, next, had := [][]byte(nil), make([]byte, 4), -1
	if off != 0 {
		var err error
		if table, next, err = e.table(off); err != nil {
			return 0, err
		}
		had = len(table)
	}
	for _, c := range changes {
		of := func(entry []byte) bool { return e.t.order.Uint16(entry) == c.id }
		i := slices.IndexFunc(table, of)
		if c.value == nil {
			table = slices.DeleteFunc(table, of)
			continue
		}
		if i < 0 {
			i = len(table)
			for i > 0 && e.t.order.Uint16(table[i-1]) > c.id {
				i--
			}
			table = slices.Insert(table, i, nil)
		}
		table[i] = e.entry(*c.value)
	}
	var b []byte
	b = e.t.order.AppendUint16(b, uint16(len(table)))
	for _, entry := range table {
		b = append(b, entry...)
	}
	b = append(b, next...)
	if len(table) <= had {
		e.patches = append(e.patches, patch{off, b})
		return off, nil
	}
	return e.place(b), nil
}

// table are the entries of the directory at off, as they stand, and the offset
// of the next one.
func (e *directoryEdit) table(off int64) (entries [][]byte, next []byte, err error) {
	head, ok := e.t.bytes(off, 2)
	if !ok {
		return nil, nil, errDirectory
	}
	n := int64(e.t.order.Uint16(head))
	b, ok := e.t.bytes(off+2, n*12+4)
	if !ok || n > maxEntries {
		return nil, nil, errDirectory
	}
	for i := range n {
		entries = append(entries, b[i*12:i*12+12])
	}
	return entries, b[n*12:], nil
}

var errDirectory = unwritable("its directory of tags is damaged, so that words cannot be put into it safely")

// entry is the entry of a value, which is put at the end where it is long.
func (e *directoryEdit) entry(v tagValue) []byte {
	b := e.t.order.AppendUint16(nil, v.id)
	b = e.t.order.AppendUint16(b, v.typ)
	b = e.t.order.AppendUint32(b, v.count)
	if len(v.value) > 4 {
		return e.t.order.AppendUint32(b, uint32(e.place(v.value)))
	}
	b = append(b, v.value...)
	return append(b, make([]byte, 4-len(v.value))...)
}

// camera changes tags of the EXIF directory that the first directory points at,
// and returns the change of that pointer.
func (e *directoryEdit) camera(first []entry, changes []change) ([]change, error) {
	if len(changes) == 0 {
		return nil, nil
	}
	var off int64
	if at, ok := find(first, tagExifIFD); ok {
		if off, ok = e.t.number(at); !ok || off == 0 {
			return nil, errDirectory
		}
	} else if changes = slices.DeleteFunc(changes, func(c change) bool { return c.value == nil }); len(changes) == 0 {
		return nil, nil
	}
	moved, err := e.directory(off, changes)
	if err != nil || moved == off {
		return nil, err
	}
	pointer := e.t.order.AppendUint32(nil, uint32(moved))
	return []change{{tagExifIFD, &tagValue{id: tagExifIFD, typ: typeLong, count: 1, value: pointer}}}, nil
}

// editEXIF makes the tags of a TIFF structure, and of its EXIF directory, say
// what is asked; others are changes of its first directory.
func editEXIF(b tiffBlock, list []said, others []change) (*directoryEdit, error) {
	t, off, ok := openTIFF(b)
	if !ok {
		return nil, errDirectory
	}
	first, _, ok := t.directory(off)
	if !ok {
		return nil, errDirectory
	}
	e := &directoryEdit{t: t, size: b.size}
	in, camera, err := exifChanges(list, t.order)
	if err != nil {
		return nil, err
	}
	pointer, err := e.camera(first, camera)
	if err != nil {
		return nil, err
	}
	moved, err := e.directory(off, slices.Concat(in, pointer, others))
	if err != nil {
		return nil, err
	}
	if moved != off {
		e.patches = append(e.patches, patch{4, t.order.AppendUint32(nil, uint32(moved))})
	}
	if e.size > math.MaxUint32 {
		return nil, unwritable("with other words it would be longer than a TIFF can be, which is 4 GB")
	}
	slices.SortStableFunc(e.patches, func(a, b patch) int { return cmp.Compare(a.off, b.off) })
	// Directories that share bytes would shift everything behind them.
	for i := 1; i < len(e.patches); i++ {
		if before := e.patches[i-1]; e.patches[i].off < before.off+int64(len(before.data)) {
			return nil, errDirectory
		}
	}
	return e, nil
}

// exifChanges are the changes of the first directory and of the EXIF directory.
func exifChanges(list []said, order byteOrder) (first, camera []change, err error) {
	for _, s := range list {
		tag, ok := exifTagNamed(s.property)
		if !ok && len(s.sts) > 0 {
			return nil, nil, fmt.Errorf("write words: %s: this EXIF tag cannot be written", s.sts[0])
		}
		c := change{id: tag.id}
		if text := exifJoin(tag.id, s.sts); text != "" {
			value := entryOf(tag.id, text, order)
			c.value = &value
		}
		if tag.id < tagExifIFD || tag.id >= 0x9C9B && tag.id <= 0x9C9F { // the tags of Windows
			first = append(first, c)
		} else {
			camera = append(camera, c)
		}
	}
	return first, camera, nil
}

// exifJoin is the one value of several: artists are joined (MWG 2.0, section
// 5.5); the second part of Copyright is the editor's.
func exifJoin(id uint16, sts []Statement) string {
	var texts []string
	for _, s := range sts {
		texts = append(texts, s.Value)
	}
	if id == tagCopyright {
		return strings.Join(texts, "\x00")
	}
	return strings.Join(texts, "; ")
}

// apply is a small structure with its patches.
func (e *directoryEdit) apply(b []byte) []byte {
	out := append(bytes.Clone(b), make([]byte, e.size-int64(len(b)))...)
	for _, p := range e.patches {
		copy(out[p.off:], p.data)
	}
	return out
}

// rewriteTIFF makes the copy of a TIFF: its bytes with patches.
func (c *Copy) rewriteTIFF(src *source, e edit) error {
	b := tiffBlock{r: src, size: src.size}
	t, off, ok := openTIFF(b)
	if !ok {
		return errDirectory
	}
	first, _, ok := t.directory(off)
	if !ok {
		return errDirectory
	}
	m := &metadata{}
	block := func(tag uint16) ([]byte, error) {
		at, ok := find(first, tag)
		if !ok {
			return nil, nil
		}
		data, ok := t.value(at, maxBlock)
		if !ok {
			return nil, unwritable("its tag %d holds %d bytes, more than the limit of %d", tag, at.size, maxBlock)
		}
		return data, nil
	}
	packet, err := block(tagXMP)
	if err != nil {
		return err
	}
	iim, err := block(tagIIM)
	if err != nil {
		return err
	}
	run, err := block(tagPhotoshop)
	if err != nil {
		return err
	}
	if packet != nil {
		m.xmp.packets = append(m.xmp.packets, packet)
	}
	if iim != nil {
		m.iim = append(m.iim, trimIIM(iim, t.order))
	}
	m.addRun(run)
	if err := m.edit(c, e, 0); err != nil {
		return err
	}
	var others []change
	set := func(tag, typ uint16, had, now []byte) {
		switch {
		case bytes.Equal(had, now):
		case len(now) == 0:
			others = append(others, change{id: tag})
		default:
			others = append(others, change{tag, &tagValue{id: tag, typ: typ, count: uint32(len(now)), value: now}})
		}
	}
	set(tagXMP, 1, packet, bytes.Join(m.xmp.packets, nil))
	set(tagIIM, 7, iim, m.block)
	set(tagPhotoshop, 1, run, m.run(false)) // IIM has a tag of its own, the digest stands here
	d, err := editEXIF(b, e.exif, others)
	if err != nil {
		return err
	}
	c.patched(src, d)
	return nil
}

// patched appends the source with patches, which are in order and do not
// overlap.
func (c *Copy) patched(src *source, d *directoryEdit) {
	at := int64(0)
	for _, p := range d.patches {
		c.keep(src, at, min(p.off, src.size)-at)
		c.add(p.data)
		at = p.off + int64(len(p.data))
	}
	c.keep(src, at, src.size-at)
}
