package archivetest

import (
	"errors"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
)

// Usages runs the suite on catalogues that keep usages, permissions and the log
// of checks too.
func Usages(t *testing.T, newCatalogue func(t *testing.T) UsageCatalogue) {
	for name, test := range map[string]func(t *testing.T, c UsageCatalogue){
		"what is recorded comes back as it was written":     recordedRoundTrip,
		"what is recorded is only added to":                 recordedOnlyAdded,
		"it is withdrawn once and stays":                    withdrawnOnce,
		"a photo lists its latest usages":                   latestUsages,
		"usages of a month":                                 usagesBetween,
		"photos of which something is recorded":             recordedPhotos,
		"the log of checks":                                 checkLog,
		"a usage takes a new Seq, and a late one conflicts": usageSeq,
	} {
		t.Run(name, func(t *testing.T) { test(t, newCatalogue(t)) })
	}
}

// UsageCatalogue is what the suite needs.
type UsageCatalogue interface {
	archive.Catalogue
	archive.Usages
	archive.CheckLog
}

func usage(on archive.Day) archive.Usage {
	return archive.Usage{
		Day: on, Medium: archive.Online, Where: "Пошта ☂, A3", URL: "https://post.example/a?b=c&d",
		Credit: "Vadim Ghirda/AP", Number: "22076", Actor: "desk", At: day(3), Way: archive.ByAPI,
	}
}

func permission() archive.Permission {
	return archive.Permission{
		Period: archive.Period{From: "2022-03-01", Until: "2022-12-31"}, Territories: []archive.Territory{"DE", "AT"},
		Media: []archive.Medium{archive.Print}, Terms: "one edition\nonly", Note: "invoice 12", Actor: "desk", At: day(2),
	}
}

func recordedRoundTrip(t *testing.T, c UsageCatalogue) {
	p, other := Photo(1), Photo(2)
	p.Usages = []archive.Usage{usage("2022-03-18"), {Day: "2022-03-19", Medium: archive.Print, Actor: "desk", At: day(3), Way: archive.ByHand}}
	p.Permissions = []archive.Permission{permission(), {Note: "by phone", Actor: "desk", At: day(4)}}
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: other})
	got := read(t, c, p.ID)
	p.Seq, p.Came = 1, 1
	for i := range p.Usages {
		if p.Usages[i].N = got.Usages[i].N; p.Usages[i].N == 0 {
			t.Error("a usage came back without a number")
		}
	}
	for i := range p.Permissions {
		if p.Permissions[i].N = got.Permissions[i].N; p.Permissions[i].N == 0 {
			t.Error("a permission came back without a number")
		}
	}
	if diff := cmp.Diff(p, got); diff != "" {
		t.Errorf("photo changed on the way (-written +read):\n%s", diff)
	}
	if got := read(t, c, other.ID); got.Usages != nil || got.Permissions != nil {
		t.Errorf("another photo has %v and %v", got.Usages, got.Permissions)
	}
	one, err := c.Usage(t.Context(), got.Usages[0].N)
	if err != nil || one.Photo != p.ID || one.Usage != got.Usages[0] {
		t.Errorf("Usage %d: %+v, error %v", got.Usages[0].N, one, err)
	}
	if _, err := c.Usage(t.Context(), 999); !errors.Is(err, archive.ErrNotFound) {
		t.Errorf("a usage that is not there: %v, want ErrNotFound", err)
	}
}

func recordedOnlyAdded(t *testing.T, c UsageCatalogue) {
	p := Photo(1)
	p.Usages, p.Permissions = []archive.Usage{usage("2022-03-18")}, []archive.Permission{permission()}
	commit(t, c, archive.Write{Photo: p})
	p = read(t, c, p.ID)
	want := p.Usages[0]
	p.Usages[0].Where = "elsewhere"
	p.Usages = append(p.Usages, usage("2022-03-20"))
	p.Permissions = nil
	commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
	got := read(t, c, p.ID)
	if len(got.Usages) != 2 || got.Usages[0] != want || len(got.Permissions) != 1 {
		t.Errorf("usages %+v and permissions %+v; want the first as it was, one more, and the permission", got.Usages, got.Permissions)
	}
}

func withdrawnOnce(t *testing.T, c UsageCatalogue) {
	p := Photo(1)
	p.Usages, p.Permissions = []archive.Usage{usage("2022-03-18")}, []archive.Permission{permission()}
	commit(t, c, archive.Write{Photo: p})
	first := archive.Withdrawn{By: "desk", At: day(5), Why: "the page was pulled"}
	for _, w := range []archive.Withdrawn{first, {By: "other", At: day(6)}} {
		p = read(t, c, p.ID)
		p.Usages[0].Withdrawn, p.Permissions[0].Withdrawn = &w, &w
		commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
	}
	p = read(t, c, p.ID)
	if u, m := p.Usages[0].Withdrawn, p.Permissions[0].Withdrawn; u == nil || *u != first || m == nil || *m != first {
		t.Errorf("withdrawn: usage %v, permission %v; want both as the first time", u, m)
	}
	if len(p.Uses()) != 0 {
		t.Errorf("uses that were withdrawn: %v", p.Uses())
	}
	days := archive.Period{From: "2022-01-01", Until: "2022-12-31"}
	if list, err := c.UsedBetween(t.Context(), days, archive.Used{}, 10); err != nil || len(list) != 0 {
		t.Errorf("UsedBetween: %v, error %v; want none", list, err)
	}
	if list, err := c.UsagesOf(t.Context(), p.ID, 0, 10); err != nil || len(list) != 1 {
		t.Errorf("UsagesOf: %v, error %v; want the one withdrawn", list, err)
	}
}

func latestUsages(t *testing.T, c UsageCatalogue) {
	p := Photo(1)
	const more = 3
	for n := range archive.MaxUsages + more {
		p.Usages = append(p.Usages, usage(archive.Day("2022-01-01").Add(n)))
	}
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: Photo(2)})
	got := read(t, c, p.ID).Usages
	if len(got) != archive.MaxUsages || got[0].Day != archive.Day("2022-01-01").Add(more) {
		t.Fatalf("%d usages from %s; want the latest %d", len(got), got[0].Day, archive.MaxUsages)
	}
	var all []archive.Usage
	for after := int64(0); ; {
		page, err := c.UsagesOf(t.Context(), p.ID, after, 200)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		all, after = append(all, page...), page[len(page)-1].N
	}
	if len(all) != archive.MaxUsages+more || !slices.Equal(all[more:], got) {
		t.Errorf("page by page there are %d usages; want all %d in order", len(all), archive.MaxUsages+more)
	}
}

func usagesBetween(t *testing.T, c UsageCatalogue) {
	days := []archive.Day{"2022-03-31", "2022-04-30", "2022-04-01", "2022-05-01", "2022-04-01", "2022-04-15"}
	for n, on := range days {
		p := Photo(n)
		p.Usages = []archive.Usage{usage(on)}
		commit(t, c, archive.Write{Photo: p})
	}
	want := []archive.ID{Photo(2).ID, Photo(4).ID, Photo(5).ID, Photo(1).ID}
	var got []archive.ID
	for after := (archive.Used{}); ; {
		page, err := c.UsedBetween(t.Context(), archive.Period{From: "2022-04-01", Until: "2022-04-30"}, after, 1)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		got, after = append(got, page[0].Photo), page[0]
	}
	if !slices.Equal(got, want) {
		t.Errorf("used in April: %v, want %v", got, want)
	}
}

func recordedPhotos(t *testing.T, c UsageCatalogue) {
	var want []archive.ID
	for n := range 6 {
		p := Photo(n)
		switch n {
		case 1:
			p.Usages = []archive.Usage{usage("2022-03-18")}
		case 2:
			p.Permissions = []archive.Permission{permission()}
		case 3:
			p.Shelf.Pin = &archive.Pin{By: "desk", At: day(1)}
		}
		if n >= 1 && n <= 3 {
			want = append(want, p.ID)
		}
		commit(t, c, archive.Write{Photo: p})
	}
	// What is recorded later counts too.
	p := read(t, c, Photo(4).ID)
	p.Usages = []archive.Usage{usage("2022-03-18")}
	commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
	want = append(want, p.ID)
	slices.Sort(want)
	var got []archive.ID
	for after := archive.ID(""); ; {
		page, err := c.Recorded(t.Context(), after, 2)
		if err != nil {
			t.Fatal(err)
		}
		if len(page) == 0 {
			break
		}
		got, after = append(got, page...), page[len(page)-1]
	}
	if !slices.Equal(got, want) {
		t.Errorf("recorded of %v, want %v", got, want)
	}
}

func checkLog(t *testing.T, c UsageCatalogue) {
	p := Photo(1)
	commit(t, c, archive.Write{Photo: p}, archive.Write{Photo: Photo(2)})
	first := archive.Checked{Photo: p.ID, At: day(4), Actor: "desk", Verdict: "clear", Asked: "[Vadim Ghirda/AP] ☂"}
	second := archive.Checked{Photo: p.ID, At: day(5), Verdict: "stop"}
	err := c.LogChecks(t.Context(), []archive.Checked{first, {Photo: Photo(9).ID, At: day(4), Verdict: "clear"}, second})
	if err != nil {
		t.Fatal(err)
	}
	got, err := c.ChecksOf(t.Context(), p.ID, 10)
	if err != nil || len(got) != 2 {
		t.Fatalf("ChecksOf: %v, error %v; want two", got, err)
	}
	second.N, first.N = got[0].N, got[1].N
	if diff := cmp.Diff([]archive.Checked{second, first}, got); diff != "" {
		t.Errorf("checks, the latest first (-want +got):\n%s", diff)
	}
	if got, err := c.ChecksOf(t.Context(), p.ID, 1); err != nil || len(got) != 1 || got[0].N != second.N {
		t.Errorf("the latest one: %v, error %v", got, err)
	}
	if got, err := c.ChecksOf(t.Context(), Photo(2).ID, 10); err != nil || len(got) != 0 {
		t.Errorf("of another photo: %v, error %v", got, err)
	}
	if changes := feed(t, c, 0); len(changes) != 2 {
		t.Errorf("%d changes; a check is none", len(changes))
	}
}

func usageSeq(t *testing.T, c UsageCatalogue) {
	commit(t, c, archive.Write{Photo: Photo(1)}, archive.Write{Photo: Photo(2)})
	p, late := read(t, c, Photo(1).ID), read(t, c, Photo(1).ID)
	p.Usages = append(p.Usages, usage("2022-03-18"))
	late.Usages = append(late.Usages, usage("2022-03-19"))
	commit(t, c, archive.Write{Photo: p, Seen: p.Seq})
	if conflicts, err := c.Commit(t.Context(), []archive.Write{{Photo: late, Seen: late.Seq}}); err != nil || len(conflicts) != 1 {
		t.Errorf("a usage beside another: conflicts %v, error %v; want one", conflicts, err)
	}
	want := []archive.Change{{ID: p.ID, Seq: 3}}
	if got := feed(t, c, 2); !slices.Equal(got, want) {
		t.Errorf("changes %v, want %v", got, want)
	}
	if got := read(t, c, p.ID).Usages; len(got) != 1 || got[0].Day != "2022-03-18" {
		t.Errorf("usages %v, want the first alone", got)
	}
}
