package embedded

import (
	"bytes"
	"slices"
)

// metadata are the blocks of a file that words go into.
type metadata struct {
	exif      [][]byte
	iim       [][]byte
	xmp       xmpBlocks
	resources []resource // of Photoshop, but IIM and its digest
	rest      []byte     // what follows resources and is none
	held      int        // bytes, as they stand in the file

	block    []byte // the one IIM block after edit, nil where there is none
	extended []byte // the extended XMP packet after edit
}

// hold counts what is held of a file's metadata. What [Read] would not read is not
// copied either: of many blocks each would get all the words.
func (m *metadata) hold(data []byte) error {
	if m.held += len(data); m.held > maxHeld {
		return unwritable("it holds more than %d bytes of metadata", maxHeld)
	}
	if max(len(m.exif), len(m.iim), len(m.xmp.packets)) > maxBlocks {
		return unwritable("it holds more than %d blocks of metadata of one kind", maxBlocks)
	}
	return nil
}

// addRun takes a run of Photoshop resources apart.
func (m *metadata) addRun(run []byte) {
	all, rest := resources(run)
	for _, r := range all {
		switch r.id {
		case resourceIIM:
			if len(r.data) > 0 {
				m.iim = append(m.iim, r.data)
			}
		case resourceDigest:
		default:
			m.resources = append(m.resources, r)
		}
	}
	// One that is cut off is of no use to anyone, nor is padding.
	if !bytes.HasPrefix(rest, []byte("8BIM")) && len(bytes.Trim(rest, "\x00")) > 0 {
		m.rest = append(m.rest, rest...)
	}
}

// run are the Photoshop resources after edit: the digest of the IIM block,
// in front of it the block itself where it is to stand here, and all others.
func (m *metadata) run(withIIM bool) []byte {
	var out []byte
	if m.block != nil {
		ours := iimResources(m.block)
		if !withIIM {
			ours = ours[1:]
		}
		out = appendResources(out, ours...)
	}
	return append(appendResources(out, m.resources...), m.rest...)
}

// edit makes the blocks say what is asked. room is the longest XMP packet that
// the container takes, 0 for any.
func (m *metadata) edit(c *Copy, e edit, room int) error {
	if len(e.xmp) > 0 {
		if err := m.editXMP(e.xmp, room); err != nil {
			return err
		}
	}
	if err := m.settleIIM(c, e); err != nil {
		return err
	}
	if len(e.exif) == 0 {
		return nil
	}
	if len(m.exif) == 0 && len(stated(e.exif)) > 0 {
		block, err := buildEXIF(e.exif)
		if err != nil {
			return err
		}
		m.exif = append(m.exif, block)
		return nil
	}
	change := func(block []byte) ([]byte, error) {
		b := tiffBlock{r: bytes.NewReader(block), size: int64(len(block))}
		if _, _, ok := openTIFF(b); !ok {
			return block, nil // which no one reads
		}
		d, err := editEXIF(b, e.exif, nil)
		if err != nil {
			return nil, err
		}
		return d.apply(block), nil
	}
	for i, block := range m.exif {
		var err error
		if m.exif[i], err = change(block); err != nil {
			return err
		}
	}
	for i, r := range m.resources {
		if r.id == resourceEXIF {
			var err error
			if m.resources[i].data, err = change(r.data); err != nil {
				return err
			}
		}
	}
	return nil
}

// editXMP edits the packets. One among the Photoshop resources says the words
// only where there is no other, and then moves to where readers look.
func (m *metadata) editXMP(list []said, room int) (err error) {
	isXMP := func(r resource) bool { return r.id == resourceXMP }
	if i := slices.IndexFunc(m.resources, isXMP); i >= 0 && len(m.xmp.packets) == 0 {
		m.xmp.packets = append(m.xmp.packets, m.resources[i].data)
		m.resources = slices.Delete(m.resources, i, i+1)
	}
	if m.extended, err = m.xmp.edit(list, room); err != nil {
		return err
	}
	for i, r := range m.resources {
		if isXMP(r) {
			e, err := openPacket(r.data, func(name string) bool { return takes(list, name) })
			if err != nil {
				return err
			}
			m.resources[i].data = e.with(nil)
		}
	}
	return nil
}

// settleIIM makes the one IIM block, where there is any or is anything to say.
func (m *metadata) settleIIM(c *Copy, e edit) error {
	switch {
	case len(m.iim) == 0 && len(stated(e.iim)) == 0:
		return nil
	case len(m.iim) == 1 && len(e.iim) == 0 && !e.settle:
		m.block = m.iim[0]
		return nil
	}
	block, cut, whole, err := editIIM(m.iim, e.iim)
	if err != nil {
		return err
	}
	m.block, c.Cut = block, cut
	if !whole {
		c.Notes = append(c.Notes, "The IPTC block of the original is damaged: what can be read of it stands in the copy.")
	}
	return nil
}
