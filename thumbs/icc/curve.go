package icc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// curve is a tone curve from 0 to 1: samples, or a formula.
type curve struct {
	samples samples
	formula int // of a parametricCurveType; without samples
	// The parameters as ICC.1:2022, table 68, names them.
	g, a, b, c, d, e, f float64
}

// samples are values from 0 to 1 as they stand in a profile.
type samples struct {
	data []byte
	wide bool // two bytes each, not one
}

func (s samples) len() int {
	if s.wide {
		return len(s.data) / 2
	}
	return len(s.data)
}

func (s samples) at(i int) float64 {
	if s.wide {
		return float64(binary.BigEndian.Uint16(s.data[2*i:])) / math.MaxUint16
	}
	return float64(s.data[i]) / math.MaxUint8
}

// cut takes n samples off the front of data.
func cut(data []byte, n int, wide bool) (samples, []byte, error) {
	size := n
	if wide {
		size *= 2
	}
	if n < 0 || size > len(data) {
		return samples{}, nil, errShort
	}
	return samples{data[:size], wide}, data[size:], nil
}

func (c *curve) at(x float64) float64 {
	x = clamp(x)
	n := c.samples.len()
	if n == 0 {
		return clamp(c.solve(x))
	}
	at := x * float64(n-1)
	i := int(at)
	if i >= n-1 {
		return c.samples.at(n - 1)
	}
	low := c.samples.at(i)
	return low + (at-float64(i))*(c.samples.at(i+1)-low)
}

func (c *curve) solve(x float64) float64 {
	power := func() float64 { return math.Pow(math.Max(c.a*x+c.b, 0), c.g) }
	switch c.formula {
	case 0:
		return math.Pow(x, c.g)
	case 1:
		if c.a*x+c.b >= 0 {
			return power()
		}
		return 0
	case 2:
		if c.a*x+c.b >= 0 {
			return power() + c.c
		}
		return c.c
	case 3:
		if x >= c.d {
			return power()
		}
		return c.c * x
	}
	if x >= c.d {
		return power() + c.e
	}
	return c.c*x + c.f
}

// parseCurve reads a curveType or parametricCurveType and how long it is.
func parseCurve(data []byte) (c curve, length int, err error) {
	if len(data) < 12 {
		return c, 0, errShort
	}
	switch kind := string(data[:4]); kind {
	case "curv":
		n := binary.BigEndian.Uint32(data[8:])
		if int64(n) > int64(len(data)) {
			return c, 0, errShort
		}
		s, _, err := cut(data[12:], int(n), true)
		if err != nil {
			return c, 0, err
		}
		switch n {
		case 0:
			c.g = 1
		case 1:
			c.g = float64(binary.BigEndian.Uint16(s.data)) / 256
		default:
			c.samples = s
		}
		return c, 12 + len(s.data), nil
	case "para":
		c.formula = int(binary.BigEndian.Uint16(data[8:]))
		of := [...][]*float64{
			{&c.g},
			{&c.g, &c.a, &c.b},
			{&c.g, &c.a, &c.b, &c.c},
			{&c.g, &c.a, &c.b, &c.c, &c.d},
			{&c.g, &c.a, &c.b, &c.c, &c.d, &c.e, &c.f},
		}
		if c.formula >= len(of) {
			return c, 0, fmt.Errorf("a curve has the unknown formula %d", c.formula)
		}
		length = 12 + 4*len(of[c.formula])
		if len(data) < length {
			return c, 0, errShort
		}
		for i, p := range of[c.formula] {
			*p = fixed(data[12+4*i:])
		}
		return c, length, nil
	}
	return c, 0, errors.New("a curve is of an unknown type")
}
