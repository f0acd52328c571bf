package embedded

import (
	"strconv"
	"strings"
)

// facts chooses what the camera states: its own words rule over copies in XMP.
func (c choice) facts(sts []Statement, values map[Field]Value) {
	set := func(f Field, text string, from Statement) {
		if text != "" {
			values[f] = Value{Values: []string{text}, From: from}
		}
	}
	if model, ok := named(sts, EXIF, "Model"); ok {
		maker, _ := named(sts, EXIF, "Make")
		set(Camera, camera(maker.Value, model.Value), model)
	} else if model, ok := named(sts, XMP, "tiff:Model"); ok {
		maker, _ := named(sts, XMP, "tiff:Make")
		set(Camera, camera(maker.Value, model.Value), model)
	}
	if at, ok := named(sts, EXIF, "GPSPosition"); ok {
		set(GPS, at.Value, at)
	} else if lat, ok := named(sts, XMP, "exif:GPSLatitude"); ok {
		long, _ := named(sts, XMP, "exif:GPSLongitude")
		set(GPS, xmpPosition(lat.Value, long.Value), lat)
	}
	space, ok := named(sts, EXIF, "ColorSpace")
	if !ok {
		space, _ = named(sts, XMP, "exif:ColorSpace")
	}
	set(ColorSpace, colorSpaces[strings.TrimSpace(space.Value)], space)
}

// named finds a property of a place that says something.
func named(sts []Statement, place, property string) (Statement, bool) {
	for _, s := range sts {
		if s.Place == place && s.Property == property && !blank(s) {
			return s, true
		}
	}
	return Statement{}, false
}

// lastNamed finds a property in the last XMP packet that states it.
func lastNamed(sts []Statement, place, property string) (Statement, bool) {
	best, ok := named(sts, place, property)
	for _, s := range sts {
		if s.Place == place && s.Property == property && s.Block > best.Block && !blank(s) {
			best = s
		}
	}
	return best, ok
}

// colorSpaces are the values of EXIF's ColorSpace (Exif 2.32, 4.6.5; 2 is of
// no standard but common).
var colorSpaces = map[string]string{"1": "sRGB", "2": "Adobe RGB", "65535": "uncalibrated"}

// camera joins maker and model, which often repeats the maker.
func camera(maker, model string) string {
	maker, model = strings.TrimSpace(maker), strings.TrimSpace(model)
	brand, _, _ := strings.Cut(maker, " ")
	if brand == "" || strings.Contains(strings.ToLower(model), strings.ToLower(brand)) {
		return model
	}
	return maker + " " + model
}

// xmpPosition reads "48,51.508N" and "48,51,30.5N" (XMP part 2, 1.2.7.4).
func xmpPosition(lat, long string) string {
	a, ok := xmpDegrees(lat, 'N', 'S', 90)
	if !ok {
		return ""
	}
	b, ok := xmpDegrees(long, 'E', 'W', 180)
	if !ok || a == 0 && b == 0 {
		return ""
	}
	return position(a, b)
}

func xmpDegrees(s string, plus, minus byte, limit float64) (float64, bool) {
	s = strings.TrimSpace(s)
	if s == "" {
		return 0, false
	}
	side := s[len(s)-1]
	if side != plus && side != minus {
		return 0, false
	}
	var degrees, unit float64 = 0, 1
	for part := range strings.SplitSeq(s[:len(s)-1], ",") {
		n, err := strconv.ParseFloat(part, 64)
		if err != nil || n < 0 || unit > 3600 {
			return 0, false
		}
		degrees += n / unit
		unit *= 60
	}
	if !(degrees <= limit) { // not a number, too
		return 0, false
	}
	if side == minus {
		degrees = -degrees
	}
	return degrees, true
}
