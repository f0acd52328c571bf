package archive_test

import (
	"bytes"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// stating is a JPEG that says these things.
func stating(t *testing.T, hue uint8, sts ...embedded.Statement) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := embedded.WriteJPEG(&b, picture(t, hue), sts); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func xmp(property, value string) embedded.Statement {
	return embedded.Statement{Place: embedded.XMP, Property: property, Value: value}
}

func iim(dataset, value string) embedded.Statement {
	return embedded.Statement{Place: embedded.IIM, Property: dataset, Value: value}
}

// handout are the terms of an agency that passes a picture on, with the dates
// that its fields disagree about.
const handout = "HANDOUT PHOTO; ONE TIME USE ONLY; NO ARCHIVES; THIS IMAGE MAY BE USED ONLY FOR 14 DAYS FROM THE TIME OF TRANSMISSION"

func TestEndings(t *testing.T) {
	a := open(t, t.TempDir())
	day := func(s string) time.Time {
		at, err := time.Parse(time.DateOnly, s)
		if err != nil {
			t.Fatal(err)
		}
		return at.AddDate(0, 0, 1).Add(-time.Nanosecond) // its end
	}
	for name, tt := range map[string]struct {
		says  []embedded.Statement
		grace int
		kind  terms.Kind
		first time.Time
		last  time.Time
		n     int
	}{
		"days from the date of the transmission, not of the picture": {
			[]embedded.Statement{xmp("photoshop:Instructions", handout), xmp("photoshop:DateCreated", "2023-08-19"), iim("2:55", "20230921")},
			0, terms.ForDays, day("2023-10-05"), day("2023-10-05"), 1,
		},
		"the days of no archiving, as the newsroom has set": {
			[]embedded.Statement{xmp("photoshop:Instructions", "NO ARCHIVES"), xmp("photoshop:DateCreated", "2023-08-19")},
			30, terms.NoArchive, day("2023-09-18"), day("2023-09-18"), 1,
		},
		"a date": {
			[]embedded.Statement{xmp("photoshop:Instructions", "NO USE AFTER OCTOBER 5, 2023")},
			0, terms.Until, day("2023-10-05"), day("2023-10-05"), 1,
		},
		"the sooner of two": {
			[]embedded.Statement{xmp("photoshop:Instructions", "NO USE AFTER OCTOBER 5, 2023"), xmp("xmpRights:UsageTerms", "No use after October 1, 2023")},
			0, terms.Until, day("2023-10-01"), day("2023-10-01"), 2,
		},
		"nothing tells when it was sent": {[]embedded.Statement{xmp("photoshop:Instructions", handout)}, 0, "", time.Time{}, time.Time{}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			p := get(t, a, add(t, a, "/in/"+name, stating(t, uint8(len(name)), tt.says...)).ID)
			ends := p.Endings(time.UTC, tt.grace)
			if len(ends) != tt.n {
				t.Fatalf("%d endings: %+v, want %d", len(ends), ends, tt.n)
			}
			if tt.n == 0 {
				return
			}
			if e := ends[0]; e.Term.Kind != tt.kind || !e.First.Equal(tt.first) || !e.Last.Equal(tt.last) {
				t.Errorf("%s from %v to %v, want %s from %v to %v", e.Term.Kind, e.First, e.Last, tt.kind, tt.first, tt.last)
			}
		})
	}
}

// A watched folder knows when a photo came; a bulk ingest does not.
func TestSent(t *testing.T) {
	a := open(t, t.TempDir())
	a.Now = func() time.Time { return time.Date(2026, 11, 20, 10, 0, 0, 0, time.UTC) }
	data := stating(t, 1, xmp("photoshop:Instructions", handout), xmp("photoshop:DateCreated", "2023-08-19"))
	p := get(t, a, add(t, a, "/disk/a.jpg", data).ID)
	if sent := p.Sent(time.UTC); len(sent) != 1 || !sent[0].Taken || sent[0].At.Year() != 2023 {
		t.Errorf("from a disk it was sent %+v; want the date taken, and said so", sent)
	}
	o, err := a.Add(t.Context(), archive.Incoming{Path: "/wire/a.jpg", Watched: &archive.WatchedFolder{Path: "/wire"}, Source: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	sent := get(t, a, o.ID).Sent(time.UTC)
	if len(sent) != 1 || sent[0].Taken || sent[0].Place != "arrival in /wire" || !sent[0].At.Equal(a.Now()) {
		t.Errorf("through a watched folder it was sent %+v", sent)
	}
}

func TestTermFields(t *testing.T) {
	a := open(t, t.TempDir())
	p := get(t, a, add(t, a, "/in/a.jpg", stating(t, 1, xmp("photoshop:Instructions",
		"SPAIN OUT, PORTUGAL OUT; EMBARGOED UNTIL 0001 GMT 21 NOV 2026; NO USE AFTER DECEMBER 1, 2026"))).ID)
	fields := p.Fields()
	for field, want := range map[embedded.Field][]string{
		archive.Out: {"ES", "PT"}, embedded.Release: {"2026-11-21T00:01:00Z"}, embedded.Expires: {"2026-12-01"},
	} {
		if got := fields[field].Values; len(got) != len(want) || got[0] != want[0] || got[len(got)-1] != want[len(want)-1] {
			t.Errorf("%s is %q, want %q", field, got, want)
		}
	}
	if !p.Restricted() {
		t.Error("it is not restricted")
	}
	if q := get(t, a, add(t, a, "/in/b.jpg", stating(t, 2, xmp("photoshop:Instructions", "MANDATORY CREDIT. EDITORIAL USE ONLY. NO SALES"))).ID); q.Restricted() {
		t.Error("ordinary terms of an agency count as restrictions")
	}
}
