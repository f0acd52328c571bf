package jpegscale

// The inverse transforms of libjpeg, accurate to an integer (jidctint.c and
// jidctred.c): columns first, with pass1Bits more than the result needs, then
// rows. The smaller ones are the full one with neighbours averaged.
const (
	constBits = 13
	pass1Bits = 2
)

// Constants times 2^constBits.
const (
	fix0_211164243 = 1730
	fix0_298631336 = 2446
	fix0_390180644 = 3196
	fix0_509795579 = 4176
	fix0_541196100 = 4433
	fix0_601344887 = 4926
	fix0_720959822 = 5906
	fix0_765366865 = 6270
	fix0_850430095 = 6967
	fix0_899976223 = 7373
	fix1_061594337 = 8697
	fix1_175875602 = 9633
	fix1_272758580 = 10426
	fix1_451774981 = 11893
	fix1_501321110 = 12299
	fix1_847759065 = 15137
	fix1_961570560 = 16069
	fix2_053119869 = 16819
	fix2_172734803 = 17799
	fix2_562915447 = 20995
	fix3_072711026 = 25172
	fix3_624509785 = 29692
)

// transform writes a block of dequantized coefficients, of which those from
// end on in zig-zag order are 0, as side × side samples. Rows of out are stride
// apart.
func transform(b *[blockLen]int32, end int, out []byte, stride, side int) {
	if end == 1 {
		v := mean(b[0])
		for y := range side {
			row := out[y*stride:][:side]
			for x := range row {
				row[x] = v
			}
		}
		return
	}
	switch side {
	case 8:
		idct8(b, out, stride)
	case 4:
		idct4(b, out, stride)
	case 2:
		idct2(b, out, stride)
	}
}

// mean is the sample of a block with nothing but a DC coefficient.
func mean(dc int32) byte { return sample(descale(dc, 3)) }

// sample is a value, around 0, as it is stored.
func sample(v int32) byte {
	if v += 128; uint32(v) > 255 {
		return byte(^(v >> 31)) // 0 below, 255 above
	}
	return byte(v)
}

func descale(v int32, bits uint) int32 { return (v + 1<<(bits-1)) >> bits }

func idct8(b *[blockLen]int32, out []byte, stride int) {
	for x := range blockSide {
		c := (*[57]int32)(b[x:])
		if c[8]|c[16]|c[24]|c[32]|c[40]|c[48]|c[56] == 0 {
			dc := c[0] << pass1Bits
			c[0], c[8], c[16], c[24], c[32], c[40], c[48], c[56] = dc, dc, dc, dc, dc, dc, dc, dc
			continue
		}
		z1 := (c[16] + c[48]) * fix0_541196100
		t2 := z1 - c[48]*fix1_847759065
		t3 := z1 + c[16]*fix0_765366865
		t0 := (c[0] + c[32]) << constBits
		t1 := (c[0] - c[32]) << constBits
		t10, t13, t11, t12 := t0+t3, t0-t3, t1+t2, t1-t2
		t0, t1, t2, t3 = odd8(c[8], c[24], c[40], c[56])
		const down = constBits - pass1Bits
		c[0], c[56] = descale(t10+t3, down), descale(t10-t3, down)
		c[8], c[48] = descale(t11+t2, down), descale(t11-t2, down)
		c[16], c[40] = descale(t12+t1, down), descale(t12-t1, down)
		c[24], c[32] = descale(t13+t0, down), descale(t13-t0, down)
	}
	for y := range blockSide {
		r := (*[8]int32)(b[8*y:])
		o := (*[8]byte)(out[y*stride:])
		z1 := (r[2] + r[6]) * fix0_541196100
		t2 := z1 - r[6]*fix1_847759065
		t3 := z1 + r[2]*fix0_765366865
		t0 := (r[0] + r[4]) << constBits
		t1 := (r[0] - r[4]) << constBits
		t10, t13, t11, t12 := t0+t3, t0-t3, t1+t2, t1-t2
		t0, t1, t2, t3 = odd8(r[1], r[3], r[5], r[7])
		const down = constBits + pass1Bits + 3
		o[0], o[7] = sample(descale(t10+t3, down)), sample(descale(t10-t3, down))
		o[1], o[6] = sample(descale(t11+t2, down)), sample(descale(t11-t2, down))
		o[2], o[5] = sample(descale(t12+t1, down)), sample(descale(t12-t1, down))
		o[3], o[4] = sample(descale(t13+t0, down)), sample(descale(t13-t0, down))
	}
}

// odd8 is the part of the transform that odd coefficients have.
func odd8(c1, c3, c5, c7 int32) (t0, t1, t2, t3 int32) {
	z1, z2, z3, z4 := c7+c1, c5+c3, c7+c3, c5+c1
	z5 := (z3 + z4) * fix1_175875602
	z1, z2 = z1*-fix0_899976223, z2*-fix2_562915447
	z3, z4 = z3*-fix1_961570560+z5, z4*-fix0_390180644+z5
	return c7*fix0_298631336 + z1 + z3, c5*fix2_053119869 + z2 + z4,
		c3*fix3_072711026 + z2 + z3, c1*fix1_501321110 + z1 + z4
}

func idct4(b *[blockLen]int32, out []byte, stride int) {
	for x := range blockSide {
		if x == 4 {
			continue // not used below
		}
		c := (*[57]int32)(b[x:])
		if c[8]|c[16]|c[24]|c[40]|c[48]|c[56] == 0 {
			dc := c[0] << pass1Bits
			c[0], c[8], c[16], c[24] = dc, dc, dc, dc
			continue
		}
		c0 := c[0] << (constBits + 1)
		even := c[16]*fix1_847759065 - c[48]*fix0_765366865
		t0, t2 := odd4(c[8], c[24], c[40], c[56])
		const down = constBits - pass1Bits + 1
		c[0], c[24] = descale(c0+even+t2, down), descale(c0+even-t2, down)
		c[8], c[16] = descale(c0-even+t0, down), descale(c0-even-t0, down)
	}
	for y := range 4 {
		r := (*[8]int32)(b[8*y:])
		o := (*[4]byte)(out[y*stride:])
		c0 := r[0] << (constBits + 1)
		even := r[2]*fix1_847759065 - r[6]*fix0_765366865
		t0, t2 := odd4(r[1], r[3], r[5], r[7])
		const down = constBits + pass1Bits + 3 + 1
		o[0], o[3] = sample(descale(c0+even+t2, down)), sample(descale(c0+even-t2, down))
		o[1], o[2] = sample(descale(c0-even+t0, down)), sample(descale(c0-even-t0, down))
	}
}

func odd4(c1, c3, c5, c7 int32) (t0, t2 int32) {
	return c1*fix1_061594337 - c3*fix2_172734803 + c5*fix1_451774981 - c7*fix0_211164243,
		c1*fix2_562915447 + c3*fix0_899976223 - c5*fix0_601344887 - c7*fix0_509795579
}

func idct2(b *[blockLen]int32, out []byte, stride int) {
	for x := range blockSide {
		if x == 2 || x == 4 || x == 6 {
			continue // not used below
		}
		c := (*[57]int32)(b[x:])
		c0, t := c[0]<<(constBits+2), odd2(c[8], c[24], c[40], c[56])
		const down = constBits - pass1Bits + 2
		c[0], c[8] = descale(c0+t, down), descale(c0-t, down)
	}
	for y := range 2 {
		r := (*[8]int32)(b[8*y:])
		o := (*[2]byte)(out[y*stride:])
		c0, t := r[0]<<(constBits+2), odd2(r[1], r[3], r[5], r[7])
		const down = constBits + pass1Bits + 3 + 2
		o[0], o[1] = sample(descale(c0+t, down)), sample(descale(c0-t, down))
	}
}

func odd2(c1, c3, c5, c7 int32) int32 {
	return c1*fix3_624509785 - c3*fix1_272758580 + c5*fix0_850430095 - c7*fix0_720959822
}
