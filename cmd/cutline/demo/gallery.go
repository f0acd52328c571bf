package demo

// gallery is every picture with its files.
func gallery() []picture {
	return []picture{
		{warehouse, 1600, 1067, []string{"wire/ap/kyiv.jpg"}},
		{lectern, 1600, 1067, []string{"wire/ap/blinken.jpg"}},
		{derby, 1600, 1067, []string{"wire/reuters/derby.jpg"}},
		{downhill, 1067, 1600, []string{"wire/epa/downhill.jpg"}},
		{peloton, 1600, 1067, []string{"wire/afp/peloton.jpg"}},
		{lanes, 1280, 1280, []string{"wire/getty/lanes.jpg"}},
		{acropolis, 1600, 1067, []string{"wire/ap/acropolis.jpg"}},
		{fuji, 1280, 1280, []string{"wire/kyodo/fuji.jpg"}},
		{wheat, 1600, 1067, []string{"wire/ap/wheat.jpg"}},
		{eruption, 1600, 1067, []string{"wire/epa/eruption.jpg"}},
		{aurora, 1600, 1067, []string{"staff/aurora.jpg"}},
		{rain, 1067, 1600, []string{"staff/rain.jpg"}},
		{harbour, 2000, 640, []string{"staff/harbour.jpg"}},
		{vigil, 1600, 1067, []string{"wire/afp/vigil.jpg"}},
		{chamber, 1600, 1067, []string{"wire/dpa/chamber.jpg"}},
	}
}
