package icc

import "math"

// lattice holds the colours of a profile in sRGB at points evenly spaced along
// each channel, of which the last varies fastest. Between points, colours are
// mixed as the profile mixes them: by their light where its tables hold light,
// else by their values, which are as even to the eye as L*a*b*.
type lattice struct {
	light    bool
	channels int
	points   int // along each channel
	steps    [4]int
	colours  [][3]uint16
}

// latticePoints are as many as little CMS takes, by the number of channels.
var latticePoints = [...]int{3: 33, 4: 17}

func newLattice(p *Profile) *lattice {
	l := &lattice{channels: p.Channels, points: latticePoints[p.Channels]}
	if t, ok := p.device.(*table); ok {
		l.light = !t.lab
	}
	size := 1
	for c := p.Channels - 1; c >= 0; c-- {
		l.steps[c] = size
		size *= l.points
	}
	l.colours = make([][3]uint16, size)
	for i := range l.colours {
		var in [4]float64
		for c := range p.Channels {
			in[c] = float64(i/l.steps[c]%l.points) / float64(l.points-1)
		}
		colour := p.light(in)
		for c, v := range colour {
			if !l.light {
				v = encode(v)
			}
			l.colours[i][c] = wide(v)
		}
	}
	return l
}

// at interpolates as [grid.at] does, in whole numbers.
func (l *lattice) at(in [4]uint16) (r, g, b uint8) {
	type axis struct{ rest, step uint32 }
	var way [4]axis
	at := 0
	for c := range l.channels {
		v := uint32(in[c]) * uint32(l.points-1)
		whole := min(v/math.MaxUint16, uint32(l.points-2))
		a := axis{v - whole*math.MaxUint16, uint32(l.steps[c])}
		at += int(whole) * l.steps[c]
		j := c
		for ; j > 0 && way[j-1].rest < a.rest; j-- {
			way[j] = way[j-1]
		}
		way[j] = a
	}
	// Each corner on the way weighs what its axis goes farther than the next.
	weight := math.MaxUint16 - way[0].rest
	colour := &l.colours[at]
	sum := [3]uint32{weight * uint32(colour[0]), weight * uint32(colour[1]), weight * uint32(colour[2])}
	for j := range l.channels {
		weight = way[j].rest
		if j+1 < l.channels {
			weight -= way[j+1].rest
		}
		at += int(way[j].step)
		colour = &l.colours[at]
		for c := range sum {
			sum[c] += weight * uint32(colour[c])
		}
	}
	var out [3]uint8
	for c, v := range sum {
		v = uint32((uint64(v) + math.MaxUint16/2) / math.MaxUint16)
		if l.light {
			out[c] = encodedLight[(v<<encodedBits+math.MaxUint16/2)/math.MaxUint16]
		} else {
			out[c] = narrow(uint16(v))
		}
	}
	return out[0], out[1], out[2]
}
