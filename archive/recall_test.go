package archive_test

import (
	"bytes"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// delivered adds a picture that a supplier delivered, with words of its own.
func delivered(t *testing.T, a *archive.Archive, path string, data []byte, supplier string, more ...embedded.Statement) archive.ID {
	t.Helper()
	words := append(embedded.Say(embedded.Credit, supplier), more...)
	var buf bytes.Buffer
	if err := embedded.WriteJPEG(&buf, data, words); err != nil {
		t.Fatal(err)
	}
	return add(t, a, path, buf.Bytes()).ID
}

func waitingNotices(t *testing.T, a *archive.Archive) []archive.Announcement {
	t.Helper()
	list, err := a.Announcements.Announced(t.Context(), archive.OpenAnnouncements, 0, 10)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// A kill is carried out on the earlier delivery of the same supplier, and not on
// another supplier's; a kill of what the archive does not hold waits.
func TestKillReachesDeliveries(t *testing.T) {
	a := open(t, t.TempDir())
	jpg := picture(t, 1)
	first := delivered(t, a, "first.jpg", jpg, "Vadim Ghirda/AP")
	twin := delivered(t, a, "twin.jpg", jpg, "Vadim Ghirda/Reuters")
	kill := delivered(t, a, "kill.jpg", jpg, "Vadim Ghirda/AP", embedded.Say(embedded.Headline, "KILL: do not use")...)

	p := get(t, a, first)
	r := p.Recalled()
	if r == nil || r.Kind != archive.Kill || r.Actor != "cutline" || r.Announced == 0 || !strings.Contains(r.Why, string(kill)) {
		t.Errorf("the first delivery: %+v", r)
	}
	if r := get(t, a, kill).Recalled(); r == nil || r.Actor != "" || r.Kind != archive.Kill {
		t.Errorf("the photo that carries it: %+v", r)
	}
	if get(t, a, twin).Withdrawn() {
		t.Error("another supplier's delivery is withdrawn")
	}
	if list := waitingNotices(t, a); len(list) > 0 {
		t.Errorf("what was carried out still waits: %+v", list)
	}
	// The next look changes nothing.
	if err := a.TendAnnouncements(t.Context()); err != nil || len(get(t, a, first).Recalls) != 1 {
		t.Errorf("again: %+v, error %v", get(t, a, first).Recalls, err)
	}

	// A copy that comes after the kill is recalled like those before; another
	// supplier's is not.
	late := delivered(t, a, "late.jpg", jpg, "Vadim Ghirda/AP", embedded.Say(embedded.City, "Kyiv")...)
	if r := get(t, a, late).Recalled(); r == nil || r.Kind != archive.Kill || !strings.Contains(r.Why, string(kill)) {
		t.Errorf("a delivery after the kill: %+v", r)
	}
	lateTwin := delivered(t, a, "latetwin.jpg", jpg, "Vadim Ghirda/Reuters", embedded.Say(embedded.City, "Kyiv")...)
	if get(t, a, lateTwin).Withdrawn() {
		t.Error("another supplier's delivery after the kill is withdrawn")
	}

	// The kill of another edit of a picture, by the supplier's number for it.
	number := embedded.Say(embedded.SupplierID, "RTR4JDW4")
	edit := delivered(t, a, "edit.jpg", bars(t, 3, 0), "Ana Costa/Reuters", number...)
	delivered(t, a, "killedit.jpg", bars(t, 3, 20), "Ana Costa/Reuters", append(number, embedded.Say(embedded.Headline, "PHOTO KILL")...)...)
	if r := get(t, a, edit).Recalled(); r == nil || r.Actor != "cutline" {
		t.Errorf("the other edit: %+v", r)
	}

	stray := delivered(t, a, "stray.jpg", picture(t, 90), "Ana Costa/AFP", embedded.Say(embedded.Instructions, "MANDATORY KILL")...)
	if list := waitingNotices(t, a); len(list) != 1 || list[0].Photo != stray || list[0].Kind != archive.Kill {
		t.Errorf("a kill of what is not here: %+v", list)
	}
}

func TestRecallAndLift(t *testing.T) {
	a := open(t, t.TempDir())
	id := add(t, a, "a.jpg", picture(t, 1)).ID
	recall := func(r archive.Recall, ids ...archive.ID) []archive.ID {
		t.Helper()
		changed, err := a.Recall(t.Context(), ids, r)
		if err != nil {
			t.Fatal(err)
		}
		return changed
	}
	kind := func() archive.Notice {
		if r := get(t, a, id).Recalled(); r != nil {
			return r.Kind
		}
		return ""
	}
	for i, step := range []struct {
		recall  archive.Recall
		changes bool
		then    archive.Notice
	}{
		{archive.Recall{Lifted: true}, false, ""},
		{archive.Recall{Kind: archive.Withdrawal}, true, archive.Withdrawal},
		{archive.Recall{Kind: archive.Withdrawal}, false, archive.Withdrawal},
		{archive.Recall{Kind: archive.Kill}, true, archive.Kill},
		{archive.Recall{Kind: archive.Withdrawal}, false, archive.Kill}, // a kill is more
		{archive.Recall{Lifted: true}, true, ""},
		{archive.Recall{Lifted: true}, false, ""},
	} {
		step.recall.Actor, step.recall.Why = "Ada", "mail"
		if changed := recall(step.recall, id, id); (len(changed) == 1) != step.changes || kind() != step.then {
			t.Errorf("step %d changes %v and leaves %q, want %v and %q", i+1, changed, kind(), step.changes, step.then)
		}
	}
	for name, r := range map[string]archive.Recall{
		"no reason": {Actor: "Ada", Kind: archive.Kill}, "no such kind": {Actor: "Ada", Kind: archive.Amendment, Why: "x"},
		"control": {Actor: "Ada", Kind: archive.Kill, Why: "\x1b[2J"},
	} {
		if _, err := a.Recall(t.Context(), []archive.ID{id}, r); err == nil {
			t.Errorf("%s: it was taken", name)
		}
	}
	gone := archive.ID("aaaaaaaaaaaaaaaaaaaa")
	changed, err := a.Recall(t.Context(), []archive.ID{gone, id}, archive.Recall{Actor: "Ada", Kind: archive.Kill, Why: "x"})
	if !errors.Is(err, archive.ErrNotFound) || !slices.Equal(changed, []archive.ID{id}) {
		t.Errorf("one that is not there: %v, error %v", changed, err)
	}
}

// What a photo's own words announce can be lifted; a kill after a withdrawal was
// lifted stands.
func TestLiftOwnWords(t *testing.T) {
	for _, c := range []struct {
		own, lifted archive.Notice
		stands      bool
	}{{archive.Kill, archive.Kill, false}, {archive.Withdrawal, archive.Kill, false}, {archive.Kill, archive.Withdrawal, true}} {
		p := archive.Photo{Recalls: []archive.Recall{{Kind: c.lifted, Lifted: true}}}
		p.Reading.Notice = c.own
		if p.Withdrawn() != c.stands {
			t.Errorf("its words say %s and a %s was lifted: withdrawn is %v", c.own, c.lifted, p.Withdrawn())
		}
	}
}

func TestReadNotice(t *testing.T) {
	for text, want := range map[string]archive.Notice{
		"PHOTO KILL\n\nPlease kill the picture of the minister.":                              archive.Kill,
		"To: picture desks\nFrom: AP\nSubject: ADVISORY PHOTO KILL (MINISTER)\n\nThe photo …": archive.Kill,
		"EDITORS: PLEASE WITHDRAW NYAG101":                                                    archive.Withdrawal,
		"CORRECTION: the date is 4 May":                                                       archive.Amendment,
		"Gunmen killed 19 people":                                                             "",
		"a\nb\nc\nd\ne\nf\nPHOTO KILL":                                                        "", // not at the head
		"":                                                                                    "",
	} {
		if got := archive.ReadNotice(text); got != want {
			t.Errorf("%q announces %q, want %q", text, got, want)
		}
	}
	a := open(t, t.TempDir())
	if _, err := a.AnnounceText(t.Context(), "Dinner is served", "Ada"); err == nil {
		t.Error("a text that announces nothing was kept")
	}
	if _, err := a.AnnounceText(t.Context(), "KILL "+strings.Repeat("x", archive.MaxNoticeText), "Ada"); err == nil {
		t.Error("a text without end was kept")
	}
	for range 2 {
		if n, err := a.AnnounceText(t.Context(), " PHOTO KILL\r\nof the minister\n", "Ada"); err != nil || n.N != 1 || n.Text != "PHOTO KILL\nof the minister" {
			t.Errorf("%+v, error %v", n, err)
		}
	}
}

// A purged photo is gone from the catalogue, the originals and the feed's
// followers; its bytes are refused from then on, and others are not.
func TestPurge(t *testing.T) {
	dir := t.TempDir()
	a := open(t, dir)
	jpg := picture(t, 1)
	id := add(t, a, "secret name.jpg", jpg, sidecar("A secret caption")).ID
	other := add(t, a, "other.jpg", withComment(jpg, "other")).ID
	if _, err := a.Purge(t.Context(), id, "Ada", ""); err == nil {
		t.Error("purged without a reason")
	}
	stone, err := a.Purge(t.Context(), id, "Ada", "court order 12/26")
	if err != nil {
		t.Fatal(err)
	}
	if want := (archive.Purged{Bytes: int64(len(jpg)), Sidecars: 1, Arrivals: 1}); stone.Purged != want {
		t.Errorf("purged %+v, want %+v", stone.Purged, want)
	}
	_, err = a.Photo(t.Context(), id)
	var purged *archive.PurgedError
	if !errors.As(err, &purged) || !errors.Is(err, archive.ErrNotFound) || purged.Why != "court order 12/26" {
		t.Errorf("the photo: %v", err)
	}
	if _, err := a.Purge(t.Context(), id, "Ada", "again"); !errors.As(err, &purged) {
		t.Errorf("purged again: %v", err)
	}
	for _, path := range files(t, dir) {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(data, []byte("secret")) || bytes.Equal(data, jpg) {
			t.Errorf("%s still holds it", path)
		}
	}
	if p := get(t, a, other); len(p.Relations) > 0 {
		t.Errorf("its twin is still related: %v", p.Relations)
	}
	if _, err := a.Add(t.Context(), archive.Incoming{Path: "again.jpg", Source: bytes.NewReader(jpg)}); err == nil {
		t.Error("its bytes were taken again")
	} else if refused := (*archive.RefusedError)(nil); !errors.As(err, &refused) || !strings.Contains(refused.Reason, "court order 12/26") {
		t.Errorf("its bytes again: %v", err)
	}
	if v, err := verify(t, a, nil); err != nil || v.Harm() != 0 {
		t.Errorf("verify: %+v, error %v", v, err)
	}
}
