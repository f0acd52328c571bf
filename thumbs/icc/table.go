package icc

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// table is a lut8Type, lut16Type or lutAToBType: curves, a grid of colours,
// curves, a matrix and curves again, of which all but the last may be missing.
type table struct {
	input, middle, output []curve
	grid                  *grid
	matrix                *matrix
	offset                [3]float64
	channels              int
	// The connection space, and the scale of its values.
	lab        bool
	old        bool // Lab of 16 bits as version 2 has it (ICC.1:2022, 10.10)
	beforehand bool // the matrix comes first
}

func parseTable(data []byte, channels int, lab bool) (device, error) {
	if len(data) < 32 {
		return nil, errShort
	}
	if in, out := int(data[8]), data[9]; in != channels || out != 3 {
		return nil, fmt.Errorf("a table turns %d values into %d", in, out)
	}
	t := &table{channels: channels, lab: lab}
	switch kind := string(data[:4]); kind {
	case "mft1", "mft2":
		return t, t.parseOld(data, kind == "mft2")
	case "mAB ":
		return t, t.parseNew(data)
	}
	return nil, errors.New("a table is of an unknown type")
}

// parseOld reads a lut8Type or lut16Type (ICC.1:2022, 10.10 and 10.11).
func (t *table) parseOld(data []byte, wide bool) error {
	const atMatrix, atTables = 12, 48
	inputs, outputs, at := 256, 256, atTables
	if wide {
		at += 4
	}
	if len(data) < at {
		return errShort
	}
	if wide {
		inputs, outputs = int(binary.BigEndian.Uint16(data[atTables:])), int(binary.BigEndian.Uint16(data[atTables+2:]))
	}
	if inputs < 2 || outputs < 2 {
		return errors.New("a table has curves of one point")
	}
	t.old = wide && t.lab
	if t.channels == 3 {
		t.beforehand = true
		t.matrix = new(matrix)
		for i := range 9 {
			t.matrix[i/3][i%3] = fixed(data[atMatrix+4*i:])
		}
	}
	rest := data[at:]
	curves := func(count, points int) (all []curve, err error) {
		for range count {
			var c curve
			if c.samples, rest, err = cut(rest, points, wide); err != nil {
				return nil, err
			}
			all = append(all, c)
		}
		return all, nil
	}
	var err error
	if t.input, err = curves(t.channels, inputs); err != nil {
		return err
	}
	points := make([]int, t.channels)
	for i := range points {
		points[i] = int(data[10])
	}
	if t.grid, rest, err = newGrid(points, rest, wide); err != nil {
		return err
	}
	t.output, err = curves(3, outputs)
	return err
}

// parseNew reads a lutAToBType (ICC.1:2022, 10.12).
func (t *table) parseNew(data []byte) error {
	// part is the data of a part, nil for none.
	part := func(at int) ([]byte, error) {
		offset := binary.BigEndian.Uint32(data[at:])
		if int64(offset) > int64(len(data)) {
			return nil, errShort
		}
		if offset == 0 {
			return nil, nil
		}
		return data[offset:], nil
	}
	curves := func(at, count int) (all []curve, err error) {
		rest, err := part(at)
		if rest == nil || err != nil {
			return nil, err
		}
		for range count {
			c, n, err := parseCurve(rest)
			if err != nil {
				return nil, err
			}
			all = append(all, c)
			rest = rest[min((n+3)&^3, len(rest)):]
		}
		return all, nil
	}
	var err error
	if t.output, err = curves(12, 3); err != nil {
		return err
	}
	m, err := part(16)
	if err != nil {
		return err
	}
	if m != nil {
		if len(m) < 12*4 {
			return errShort
		}
		t.matrix = new(matrix)
		for i := range 9 {
			t.matrix[i/3][i%3] = fixed(m[4*i:])
		}
		for i := range t.offset {
			t.offset[i] = fixed(m[4*(9+i):])
		}
	}
	if t.middle, err = curves(20, 3); err != nil {
		return err
	}
	colours, err := part(24)
	if err != nil {
		return err
	}
	if t.input, err = curves(28, t.channels); err != nil {
		return err
	}
	if colours == nil {
		if t.channels != 3 {
			return errors.New("a table has no colours")
		}
		return nil
	}
	const head = 20
	if len(colours) < head {
		return errShort
	}
	points := make([]int, t.channels)
	for i := range points {
		points[i] = int(colours[i])
	}
	width := colours[16]
	if width != 1 && width != 2 {
		return fmt.Errorf("a table has colours of %d bytes", width)
	}
	t.grid, _, err = newGrid(points, colours[head:], width == 2)
	return err
}

func (t *table) xyz(in [4]float64) [3]float64 {
	if t.beforehand {
		rgb := t.matrix.times([3]float64{in[0], in[1], in[2]})
		in = [4]float64{rgb[0], rgb[1], rgb[2]}
	}
	for i := range t.input {
		in[i] = t.input[i].at(in[i])
	}
	v := [3]float64{in[0], in[1], in[2]}
	if t.grid != nil {
		v = t.grid.at(in)
	}
	for i := range t.middle {
		v[i] = t.middle[i].at(v[i])
	}
	if t.matrix != nil && !t.beforehand {
		v = t.matrix.times(v)
		for i := range v {
			v[i] += t.offset[i]
		}
	}
	for i := range t.output {
		v[i] = t.output[i].at(v[i])
	}
	const most = 1 + 32767.0/32768 // of an encoded X, Y or Z
	switch {
	case t.lab && t.old:
		const scale = 65535.0 / 65280
		return fromLab(100*scale*v[0], 255*scale*v[1]-128, 255*scale*v[2]-128)
	case t.lab:
		return fromLab(100*v[0], 255*v[1]-128, 255*v[2]-128)
	}
	return [3]float64{most * v[0], most * v[1], most * v[2]}
}

// grid is a lattice of colours over the values of each channel, of which the
// last varies fastest.
type grid struct {
	points  []int
	samples samples
}

func newGrid(points []int, data []byte, wide bool) (*grid, []byte, error) {
	n := 3
	for _, p := range points {
		if p < 2 {
			return nil, nil, errors.New("a table has fewer than two points along a side")
		}
		if n *= p; n > MaxProfile {
			return nil, nil, errShort
		}
	}
	s, rest, err := cut(data, n, wide)
	return &grid{points, s}, rest, err
}

// at interpolates between four corners of the tetrahedron that holds a colour:
// from the lower corner of its cell along the axes, the farthest first. Of
// four channels the first is the distance between two such colours, as little
// CMS has it.
func (g *grid) at(in [4]float64) [3]float64 {
	if len(g.points) == 1 {
		in, one := [4]float64{0, 0, in[0]}, grid{[]int{1, 1, g.points[0]}, g.samples}
		return one.cell(0, in[:3])
	}
	if len(g.points) == 3 {
		return g.cell(0, in[:3])
	}
	space := &grid{g.points[1:], g.samples}
	size := 3 * g.points[1] * g.points[2] * g.points[3]
	whole, rest := place(in[0], g.points[0])
	low, high := space.cell(whole*size, in[1:]), space.cell((whole+1)*size, in[1:])
	for c := range low {
		low[c] += rest * (high[c] - low[c])
	}
	return low
}

// place is the point of an axis below a value, never the last, and how far the
// value is on the way to the next.
func place(v float64, points int) (whole int, rest float64) {
	at := clamp(v) * float64(points-1)
	whole = max(0, min(int(at), points-2))
	return whole, at - float64(whole)
}

func (g *grid) cell(base int, in []float64) (out [3]float64) {
	var way [3]struct {
		rest float64
		step int
	}
	step := 3
	for i := range way {
		axis := len(way) - 1 - i
		whole, rest := place(in[axis], g.points[axis])
		base += step * whole
		j := i
		for ; j > 0 && way[j-1].rest < rest; j-- {
			way[j] = way[j-1]
		}
		way[j].rest, way[j].step = rest, step
		step *= g.points[axis]
	}
	for c := range out {
		i := base + c
		last := g.samples.at(i)
		out[c] = last
		for _, w := range way {
			if w.rest == 0 {
				break // an axis of one point has no next
			}
			i += w.step
			v := g.samples.at(i)
			out[c] += w.rest * (v - last)
			last = v
		}
	}
	return out
}
