package archive_test

import (
	"bytes"
	"encoding/csv"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
)

// now is the clock of what is recorded in these tests.
var now = time.Date(2026, 11, 26, 9, 30, 0, 0, time.UTC)

// recording opens an archive with photos of AP, of Bridge Wire, and two of Ana
// Silva, and returns their IDs.
func recording(t *testing.T) (*archive.Archive, []archive.ID) {
	t.Helper()
	a := open(t, t.TempDir())
	a.Now = func() time.Time { return now }
	var ids []archive.ID
	for n, xmp := range []string{
		`photoshop:Credit="AP" photoshop:Source="AP"`,
		`photoshop:Credit="Bridge Wire" photoshop:Source="=cmd|' /C calc'!A0"`,
		`photoshop:Credit="Ana Silva"`,
		`photoshop:Credit="Ana Silva" photoshop:Instructions="NO USE AFTER DECEMBER 15, 2026"`,
	} {
		name := []string{"kyiv.jpg", "=lviv.jpg", "oslo.jpg", "rome.jpg"}[n]
		sidecar := archive.SidecarFile{Path: name + ".xmp", Data: []byte(sidecarXMP(xmp))}
		ids = append(ids, add(t, a, "/in/"+name, picture(t, uint8(60*n)), sidecar).ID)
	}
	return a, ids
}

func sidecarXMP(attributes string) string {
	return `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">` +
		`<rdf:Description rdf:about="" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" ` + attributes + `/></rdf:RDF></x:xmpmeta>`
}

func usage() archive.Usage {
	return archive.Usage{Day: "2026-11-25", Medium: archive.Print, Where: "The Post, A3", Actor: "desk", Way: archive.ByHand}
}

func photo(t *testing.T, a *archive.Archive, id archive.ID) *archive.Photo {
	t.Helper()
	p, err := a.Photo(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestRecordUsage(t *testing.T) {
	a, ids := recording(t)
	before := photo(t, a, ids[0]).Seq
	added, err := a.RecordUsage(t.Context(), ids[:2], usage())
	if err != nil || !slices.Equal(added, ids[:2]) {
		t.Fatalf("added %v, error %v", added, err)
	}
	p := photo(t, a, ids[0])
	if len(p.Usages) != 1 || p.Usages[0].At != now || p.Seq <= before {
		t.Errorf("usages %+v at Seq %d; want one of now, and a later Seq than %d", p.Usages, p.Seq, before)
	}
	// The same publication told again is one use, and no change.
	again := usage()
	again.Actor, again.Way = "cms", archive.ByAPI
	if added, err := a.RecordUsage(t.Context(), ids[:3], again); err != nil || !slices.Equal(added, ids[2:3]) {
		t.Errorf("told again: added %v, error %v; want the third alone", added, err)
	}
	if got := photo(t, a, ids[0]).Seq; got != p.Seq {
		t.Errorf("told again: Seq %d, was %d", got, p.Seq)
	}
	missing := archive.ID("aaaaaaaaaaaaaaaaaaaa")
	another := usage()
	another.Day = "2026-11-24"
	added, err = a.RecordUsage(t.Context(), []archive.ID{missing, ids[0]}, another)
	if !errors.Is(err, archive.ErrNotFound) || !slices.Equal(added, ids[:1]) {
		t.Errorf("one that is not there: added %v, error %v; want the other recorded", added, err)
	}
}

func TestWithdrawUsage(t *testing.T) {
	a, ids := recording(t)
	if _, err := a.RecordUsage(t.Context(), ids[:1], usage()); err != nil {
		t.Fatal(err)
	}
	n := photo(t, a, ids[0]).Usages[0].N
	if err := a.WithdrawUsage(t.Context(), n, archive.Withdrawn{By: "desk", Why: "the other picture ran"}); err != nil {
		t.Fatal(err)
	}
	p := photo(t, a, ids[0])
	if w := p.Usages[0].Withdrawn; w == nil || w.By != "desk" || w.At != now || len(p.Uses()) != 0 {
		t.Errorf("withdrawn %+v, uses %v", w, p.Uses())
	}
	// It can be recorded again: that is another use.
	if added, err := a.RecordUsage(t.Context(), ids[:1], usage()); err != nil || len(added) != 1 {
		t.Errorf("recorded again: %v, error %v", added, err)
	}
	if err := a.WithdrawUsage(t.Context(), 99, archive.Withdrawn{}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a use that is not there: %v, want ErrNotFound", err)
	}
}

// A use beyond those that a photo lists is withdrawn all the same.
func TestWithdrawEarlyUsage(t *testing.T) {
	a, ids := recording(t)
	p := photo(t, a, ids[0])
	for n := range archive.MaxUsages + 1 {
		u := usage()
		u.Day, u.At = u.Day.Add(-n), now
		p.Usages = append(p.Usages, u)
	}
	if _, err := a.Catalogue.Commit(t.Context(), []archive.Write{{Photo: p, Seen: p.Seq}}); err != nil {
		t.Fatal(err)
	}
	all, err := a.Usages.UsagesOf(t.Context(), p.ID, 0, 1)
	if err != nil {
		t.Fatal(err)
	}
	if slices.Contains(photo(t, a, p.ID).Usages, all[0]) {
		t.Fatal("the first use is among those listed")
	}
	if err := a.WithdrawUsage(t.Context(), all[0].N, archive.Withdrawn{By: "desk"}); err != nil {
		t.Fatal(err)
	}
	if u, err := a.Usages.Usage(t.Context(), all[0].N); err != nil || u.Withdrawn == nil {
		t.Errorf("%+v, error %v; want it withdrawn", u, err)
	}
}

func TestRecordInvalid(t *testing.T) {
	a, ids := recording(t)
	for name, change := range map[string]func(*archive.Usage){
		"not a day of the calendar":     func(u *archive.Usage) { u.Day = "2026-02-30" },
		"there are print, magazine":     func(u *archive.Usage) { u.Medium = "papyrus" },
		"begins with https://":          func(u *archive.Usage) { u.URL = "javascript:alert(1)" },
		"begins with https:// or http":  func(u *archive.Usage) { u.URL = "https://" },
		"the address has":               func(u *archive.Usage) { u.URL = "https://a.example/" + strings.Repeat("x", 9000) },
		"where it was used: 102400":     func(u *archive.Usage) { u.Where = strings.Repeat("x", 100<<10) },
		"the credit: not UTF-8":         func(u *archive.Usage) { u.Credit = "\xff" },
		"the number: it holds a contro": func(u *archive.Usage) { u.Number = "1\x1b[31m" },
	} {
		u := usage()
		change(&u)
		_, err := a.RecordUsage(t.Context(), ids, u)
		if _, ok := errors.AsType[*archive.InvalidError](err); !ok || !strings.Contains(err.Error(), name) {
			t.Errorf("%v; want …%s…", err, name)
		}
	}
	for name, m := range map[string]archive.Permission{
		"before it begins":      {Period: archive.Period{From: "2026-02-02", Until: "2026-02-01"}},
		"says nothing":          {Media: []archive.Medium{archive.Print}},
		"the code of a country": {Note: "x", Territories: []archive.Territory{"XX"}},
		"the note: 102400":      {Note: strings.Repeat("x", 100<<10)},
	} {
		err := a.RecordPermission(t.Context(), ids, m)
		if _, ok := errors.AsType[*archive.InvalidError](err); !ok || !strings.Contains(err.Error(), name) {
			t.Errorf("%v; want …%s…", err, name)
		}
	}
	for _, id := range ids {
		if p := photo(t, a, id); len(p.Usages)+len(p.Permissions) > 0 {
			t.Errorf("recorded: %v, %v", p.Usages, p.Permissions)
		}
	}
}

func TestPermission(t *testing.T) {
	a, ids := recording(t)
	m := archive.Permission{Period: archive.Period{Until: "2026-12-10"}, Note: "by mail", Actor: "desk"}
	if err := a.RecordPermission(t.Context(), []archive.ID{ids[0], ids[0]}, m); err != nil { // named twice
		t.Fatal(err)
	}
	got := photo(t, a, ids[0]).Permissions
	if len(got) != 1 || got[0].Note != "by mail" || !got[0].InForce("2026-12-10") || got[0].InForce("2026-12-11") {
		t.Fatalf("permissions %+v", got)
	}
	if err := a.WithdrawPermission(t.Context(), ids[1], got[0].N, archive.Withdrawn{}); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("of another photo: %v, want ErrNotFound", err)
	}
	if err := a.WithdrawPermission(t.Context(), ids[0], got[0].N, archive.Withdrawn{By: "desk"}); err != nil {
		t.Fatal(err)
	}
	for range 99 {
		if err := a.RecordPermission(t.Context(), ids[:1], m); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.RecordPermission(t.Context(), []archive.ID{ids[0], ids[2]}, m); err == nil || !strings.Contains(err.Error(), "at most 100") {
		t.Errorf("one permission more: %v", err)
	}
	if got := photo(t, a, ids[0]).Permissions; got[0].InForce("2026-12-01") {
		t.Errorf("a permission that was withdrawn holds: %+v", got[0])
	}
}

// A photo that was used stays, whatever keep rules say, and leaves again when
// the use was a mistake.
func TestUsedPhotosStay(t *testing.T) {
	a := open(t, t.TempDir())
	a.Now = func() time.Time { return now }
	s, seen, err := a.Settings(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	s.Folders = []archive.WatchedFolder{{Path: "/wire", Keep: archive.KeepRule{WireDays: 30}}}
	if err := a.SetSettings(t.Context(), s, seen, "desk"); err != nil {
		t.Fatal(err)
	}
	o, err := a.Add(t.Context(), archive.Incoming{Path: "/wire/a.jpg", Watched: &s.Folders[0], Source: bytes.NewReader(picture(t, 9))})
	if err != nil {
		t.Fatal(err)
	}
	if photo(t, a, o.ID).Shelf.Leaves.IsZero() {
		t.Fatal("the photo does not leave in the first place")
	}
	if _, err := a.RecordUsage(t.Context(), []archive.ID{o.ID}, usage()); err != nil {
		t.Fatal(err)
	}
	p := photo(t, a, o.ID)
	if !p.Shelf.Leaves.IsZero() {
		t.Errorf("it was used and leaves on %s", p.Shelf.Leaves)
	}
	if err := a.WithdrawUsage(t.Context(), p.Usages[0].N, archive.Withdrawn{By: "desk"}); err != nil {
		t.Fatal(err)
	}
	if photo(t, a, o.ID).Shelf.Leaves.IsZero() {
		t.Error("it was not used after all and stays")
	}
}

func TestReport(t *testing.T) {
	a, ids := recording(t)
	for i, day := range []archive.Day{"2026-10-31", "2026-11-30", "2026-11-01", "2026-12-01"} {
		u := usage()
		u.Day, u.Credit, u.Number = day, "=1+1", "-22076"
		if _, err := a.RecordUsage(t.Context(), ids[:1+i%2], u); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := archive.Month("2026-13"); err == nil {
		t.Error("a month 13 was taken")
	}
	days, err := archive.Month("2026-11")
	if err != nil {
		t.Fatal(err)
	}
	table := func(supplier string) [][]string {
		var buf bytes.Buffer
		if err := archive.WriteReport(&buf, a.Report(t.Context(), days, supplier)); err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(&buf).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows[1:]
	}
	all := table("")
	if len(all) != 3 || all[0][2] != "2026-11-01" || all[2][2] != "2026-11-30" {
		t.Fatalf("uses of November: %q", all)
	}
	ap := table("Associated Press")
	if len(ap) != 2 || ap[0][0] != "AP" || ap[0][8] != "kyiv.jpg" {
		t.Errorf("uses of AP: %q", ap)
	}
	for _, row := range all {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+-@", rune(cell[0])) {
				t.Errorf("a spreadsheet takes %q for a formula", cell)
			}
		}
	}
}

func TestLapses(t *testing.T) {
	a, ids := recording(t)
	rights := "[agreement]\nsupplier = AP\nuntil = 2026-12-20\n\n[agreement]\nsupplier = Bridge Wire\nuntil = 2026-12-01\n\n[agreement]\nsupplier = Bridge Wire\nfrom = 2026-12-02\n"
	if _, err := a.SetRights(t.Context(), rights, 0, "desk"); err != nil {
		t.Fatal(err)
	}
	for _, m := range []archive.Permission{
		{Period: archive.Period{Until: "2026-11-30"}},                    // followed by the next
		{Period: archive.Period{Until: "2026-12-10"}, Note: "by mail"},   //
		{Period: archive.Period{Until: "2027-12-10"}, Note: "a mistake"}, // withdrawn below
	} {
		if err := a.RecordPermission(t.Context(), ids[2:3], m); err != nil {
			t.Fatal(err)
		}
	}
	if err := a.WithdrawPermission(t.Context(), ids[2], photo(t, a, ids[2]).Permissions[2].N, archive.Withdrawn{}); err != nil {
		t.Fatal(err)
	}
	if _, err := a.RecordUsage(t.Context(), []archive.ID{ids[0], ids[1], ids[3]}, usage()); err != nil {
		t.Fatal(err)
	}
	want := []archive.Lapse{
		{Day: "2026-12-10", Kind: archive.PermissionEnds, Text: "the permission (by mail)", ID: ids[2], Photos: 1},
		{Day: "2026-12-15", Kind: archive.TermsEnd, Text: "the photo's own terms: NO USE AFTER DECEMBER 15, 2026", ID: ids[3], Photos: 1},
		{Day: "2026-12-20", Kind: archive.AgreementEnds, Text: "the agreement with AP", Supplier: "AP", Photos: 1},
	}
	for _, tt := range []struct {
		within, limit int
		want          []archive.Lapse
		total         int
	}{
		{30, 10, want, 3},
		{30, 2, want[:2], 3},
		{14, 10, want[:1], 1},
		{13, 10, nil, 0},
	} {
		got, total, err := a.Lapses(t.Context(), tt.within, tt.limit)
		if err != nil || total != tt.total || !slices.Equal(got, tt.want) {
			t.Errorf("within %d days: %+v, %d in all, error %v; want %+v, %d in all", tt.within, got, total, err, tt.want, tt.total)
		}
	}
}
