package archive_test

import (
	"bytes"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// shelf is an archive whose clock the test turns.
type shelf struct {
	*testing.T
	*archive.Archive
	now time.Time
}

func openShelf(t *testing.T) *shelf {
	s := &shelf{T: t, Archive: open(t, t.TempDir()), now: time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)}
	s.Now = func() time.Time { return s.now }
	return s
}

// set watches folders from now on.
func (s *shelf) set(folders ...archive.WatchedFolder) {
	s.Helper()
	settings, revision, err := s.Settings(s.Context())
	if err == nil {
		settings.Folders = folders
		err = s.SetSettings(s.Context(), settings, revision, "desk")
	}
	if err != nil {
		s.Fatal(err)
	}
}

func wire(days int) archive.WatchedFolder {
	return archive.WatchedFolder{Path: "/wire", Keep: archive.KeepRule{WireDays: days}}
}

// watched adds a file that comes through the folder.
func (s *shelf) watched(folder archive.WatchedFolder, path string, data []byte, sidecars ...archive.SidecarFile) archive.Outcome {
	s.Helper()
	o, err := s.Add(s.Context(), archive.Incoming{
		Path: path, Actor: "cutline", Run: "r1", Watched: &folder, Source: bytes.NewReader(data), Sidecars: sidecars,
	})
	if err != nil {
		s.Fatal(err)
	}
	return o
}

// tend tends the shelf and returns what left.
func (s *shelf) tend() (left []archive.ID) {
	s.Helper()
	if err := s.TendShelf(s.Context(), func(p *archive.Photo) { left = append(left, p.ID) }); err != nil {
		s.Fatal(err)
	}
	return left
}

func (s *shelf) after(days int) *shelf {
	s.now = s.now.AddDate(0, 0, days)
	return s
}

func (s *shelf) wantLeaves(id archive.ID, when string) {
	s.Helper()
	got := ""
	if at := get(s.T, s.Archive, id).Shelf.Leaves; !at.IsZero() {
		got = at.Format(time.DateOnly)
	}
	if got != when {
		s.Errorf("photo %s leaves on %q, want %q", id, got, when)
	}
}

// has tells whether an original is in the store.
func (s *shelf) has(hash archive.Hash) bool {
	s.Helper()
	o, err := s.Originals.Open(s.Context(), hash)
	if errors.Is(err, archive.ErrNotFound) {
		return false
	}
	if err != nil {
		s.Fatal(err)
	}
	o.Close()
	return true
}

func TestWireShelf(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	plain := add(t, s.Archive, "/in/plain.jpg", picture(t, 1))
	o := s.watched(wire(10), "/wire/a.jpg", picture(t, 2), sidecar("Words"))
	s.wantLeaves(plain.ID, "")
	s.wantLeaves(o.ID, "2026-11-11")
	before := get(t, s.Archive, o.ID)
	if left := s.after(9).tend(); len(left) != 0 {
		t.Fatalf("%v left before their day", left)
	}
	if left := s.after(2).tend(); !slices.Equal(left, []archive.ID{o.ID}) {
		t.Fatalf("%v left, want %s", left, o.ID)
	}
	p := get(t, s.Archive, o.ID)
	if p.Shelf.Retired == nil || p.Shelf.Retired.Folder != "/wire" || p.Shelf.Retired.Days != 10 || !p.Shelf.Leaves.IsZero() {
		t.Errorf("its shelf is %+v", p.Shelf)
	}
	if p.Seq <= before.Seq {
		t.Error("that it left is no change of the feed")
	}
	if got := p.Fields()[embedded.Caption].String(); got != "Words" || p.SHA256 != before.SHA256 {
		t.Errorf("its words are %q, its hash %s", got, p.SHA256)
	}
	if s.has(p.SHA256) || s.has(p.Arrivals[0].Sidecars[0]) {
		t.Error("the original or its sidecar is still there")
	}
	if !s.has(plain.SHA256) {
		t.Error("another original went with it")
	}
	v, err := verify(t, s.Archive, func(f archive.Finding) { t.Errorf("verify found %+v", f) })
	if err != nil || v.Photos != 2 {
		t.Errorf("verify: %+v, error %v", v, err)
	}
	if left := s.after(30).tend(); len(left) != 0 {
		t.Errorf("%v left once more", left)
	}
}

// Each of these keeps a photo that the rule would let go.
func TestWhatKeepsAPhoto(t *testing.T) {
	for name, keep := range map[string]func(s *shelf, o archive.Outcome, data []byte){
		"it also comes by hand": func(s *shelf, _ archive.Outcome, data []byte) { add(s.T, s.Archive, "/in/a.jpg", data) },
		"the same file is ingested by hand": func(s *shelf, _ archive.Outcome, data []byte) {
			add(s.T, s.Archive, "/wire/a.jpg", data)
		},
		"an editor keeps it": func(s *shelf, o archive.Outcome, _ []byte) {
			if err := s.PinPhotos(s.Context(), []archive.ID{o.ID}, &archive.Pin{By: "desk", At: s.now, Why: "cover"}); err != nil {
				s.Fatal(err)
			}
		},
		"an editor corrects it": func(s *shelf, o archive.Outcome, _ []byte) {
			c := archive.Correction{Actor: "desk", Field: embedded.City, To: []string{"Kyiv"}}
			if _, err := s.Correct(s.Context(), o.ID, c, nil); err != nil {
				s.Fatal(err)
			}
		},
		"it also comes through a folder that keeps": func(s *shelf, _ archive.Outcome, data []byte) {
			s.watched(archive.WatchedFolder{Path: "/staff"}, "/staff/a.jpg", data)
		},
		"the folder keeps from now on":  func(s *shelf, _ archive.Outcome, _ []byte) { s.set(wire(0)) },
		"the folder is watched no more": func(s *shelf, _ archive.Outcome, _ []byte) { s.set() },
	} {
		t.Run(name, func(t *testing.T) {
			s := openShelf(t)
			s.set(wire(10))
			data := picture(t, 2)
			o := s.watched(wire(10), "/wire/a.jpg", data)
			s.after(9)
			keep(s, o, data)
			s.tend()
			s.wantLeaves(o.ID, "")
			if left := s.after(100).tend(); len(left) != 0 || !s.has(o.SHA256) {
				t.Errorf("it left: %v", left)
			}
		})
	}
}

// Whatever is set, nothing leaves that was not announced two days before.
func TestNoticeOfAChangedRule(t *testing.T) {
	s := openShelf(t)
	s.set(wire(100))
	o := s.watched(wire(100), "/wire/a.jpg", picture(t, 2))
	s.after(50).set(wire(10))
	if left := s.tend(); len(left) != 0 {
		t.Fatalf("%v left without notice", left)
	}
	s.wantLeaves(o.ID, "2026-12-23")
	if left := s.after(1).tend(); len(left) != 0 {
		t.Fatalf("%v left after a day", left)
	}
	s.wantLeaves(o.ID, "2026-12-23") // looking again does not put it off
	s.set(wire(11))                  // nor does another rule that is over long since
	s.tend()
	s.wantLeaves(o.ID, "2026-12-23")
	if left := s.after(1).tend(); !slices.Equal(left, []archive.ID{o.ID}) {
		t.Errorf("%v left after two days", left)
	}
}

// A rule that came into force while nobody tended the shelf is seen at the last
// moment, and then the new date counts.
func TestRuleChangedAtTheLastMoment(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	o := s.watched(wire(10), "/wire/a.jpg", picture(t, 2))
	s.tend()
	s.after(20).set(wire(30))
	if left := s.tend(); len(left) != 0 {
		t.Fatalf("%v left by a rule that is not in force", left)
	}
	s.wantLeaves(o.ID, "2026-12-01")
}

func TestReleasedPhotoLeaves(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	o := s.watched(wire(10), "/wire/a.jpg", picture(t, 2))
	pin := func(p *archive.Pin) {
		t.Helper()
		if err := s.PinPhotos(t.Context(), []archive.ID{o.ID}, p); err != nil {
			t.Fatal(err)
		}
	}
	pin(&archive.Pin{By: "desk", At: s.now})
	s.after(50)
	pin(nil)
	s.wantLeaves(o.ID, "2026-12-23")
	if left := s.after(2).tend(); len(left) != 1 {
		t.Fatalf("%v left", left)
	}
	err := s.PinPhotos(t.Context(), []archive.ID{o.ID, "aaaaaaaaaaaaaaaaaaaa"}, &archive.Pin{By: "desk", At: s.now})
	if !errors.Is(err, archive.ErrNotFound) || !strings.Contains(err.Error(), "has left the wire shelf") {
		t.Errorf("keeping what has left, and what never was: %v", err)
	}
}

func TestBackOnTheShelf(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	data := picture(t, 2)
	o := s.watched(wire(10), "/wire/a.jpg", data, sidecar("Words"))
	if left := s.after(11).tend(); len(left) != 1 {
		t.Fatal("it did not leave")
	}

	// The file still lies in the folder: coming upon it is no news.
	again := s.watched(wire(10), "/wire/a.jpg", data, sidecar("Words"))
	if again.Result != archive.Known || s.has(o.SHA256) || get(t, s.Archive, o.ID).Shelf.Retired == nil {
		t.Errorf("the very file that left: %+v, its original is back: %v", again, s.has(o.SHA256))
	}
	if got := strings.Join(again.Warnings, " "); !strings.Contains(got, "left the wire shelf on 2026-11-11") && !strings.Contains(got, "2026-11-12") {
		t.Errorf("it is said: %q", got)
	}

	// The supplier sends it again: it is on the shelf again.
	sent := s.watched(wire(10), "/wire/resent.jpg", data)
	if sent.Result != archive.Known || !s.has(o.SHA256) || !strings.Contains(strings.Join(sent.Warnings, " "), "is back") {
		t.Errorf("sent again: %+v", sent)
	}
	s.wantLeaves(o.ID, "2026-11-22")
	if left := s.after(11).tend(); len(left) != 1 || s.has(o.SHA256) {
		t.Fatalf("%v left", left)
	}

	// By hand it is back for good.
	hand := add(t, s.Archive, "/wire/a.jpg", data)
	if hand.Result != archive.Known || !s.has(o.SHA256) || !strings.Contains(strings.Join(hand.Warnings, " "), "is back") {
		t.Errorf("by hand: %+v", hand)
	}
	if p := get(t, s.Archive, o.ID); p.Shelf != (archive.Shelf{}) || p.Fields()[embedded.Caption].String() != "Words" {
		t.Errorf("its shelf is %+v, its caption %q", p.Shelf, p.Fields()[embedded.Caption])
	}
	if left := s.after(100).tend(); len(left) != 0 {
		t.Errorf("%v left", left)
	}
}

// What comes back between its retirement and the removal of its bytes stays.
func TestBackBeforeItsBytesWent(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	data := picture(t, 2)
	o := s.watched(wire(10), "/wire/a.jpg", data)
	s.after(11)
	coming, err := s.Prepare(t.Context(), archive.Incoming{Path: "/in/a.jpg", Source: bytes.NewReader(data)})
	if err != nil {
		t.Fatal(err)
	}
	s.tend()
	if s.has(o.SHA256) {
		t.Fatal("its original did not go")
	}
	outcomes, err := s.Commit(t.Context(), []*archive.Prepared{coming})
	if err != nil || outcomes[0].Result != archive.Known {
		t.Fatalf("%+v, error %v", outcomes, err)
	}
	if !s.has(o.SHA256) || get(t, s.Archive, o.ID).Shelf.Retired != nil {
		t.Error("what was on its way in when the photo left is lost")
	}
	s.tend()
	if !s.has(o.SHA256) {
		t.Error("the original of a photo that is back was removed")
	}
}

// A sidecar goes with its photo, unless another photo has the same.
func TestSharedSidecarStays(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	o := s.watched(wire(10), "/wire/a.jpg", picture(t, 2), sidecar("Both"))
	add(t, s.Archive, "/in/b.jpg", picture(t, 3), sidecar("Both"))
	xmp := get(t, s.Archive, o.ID).Arrivals[0].Sidecars[0]
	s.after(11).tend()
	if s.has(o.SHA256) || !s.has(xmp) {
		t.Errorf("original there: %v, shared sidecar there: %v", s.has(o.SHA256), s.has(xmp))
	}
	if _, err := verify(t, s.Archive, func(f archive.Finding) { t.Errorf("verify found %+v", f) }); err != nil {
		t.Fatal(err)
	}
}

// The folder's words fill what the file does not say; its supplier rules.
func TestWordsOfAWatchedFolder(t *testing.T) {
	s := openShelf(t)
	folder := wire(10)
	folder.Supplier, folder.Zone = "Reuters", "Europe/Kyiv"
	folder.Fields = []archive.FixedField{{Field: embedded.City, Value: "Kyiv"}, {Field: embedded.Caption, Value: "From the wire"}}
	s.set(folder)
	o := s.watched(folder, "/wire/a.jpg", picture(t, 2), sidecar("Its own [Vadim Ghirda/AP]"))
	fields := get(t, s.Archive, o.ID).Fields()
	for name, want := range map[embedded.Field]string{
		archive.Supplier: "Reuters", archive.Agency: "AP", embedded.City: "Kyiv", embedded.Caption: "Its own",
	} {
		if got := fields[name]; got.String() != want {
			t.Errorf("%s is %q by %s, want %q", name, got, got.Place, want)
		}
	}
	if got := fields[embedded.City].Place; got != "watched folder city" {
		t.Errorf("the city is by %q", got)
	}
	// The same words again are no news; others are.
	if again := s.watched(folder, "/wire/b.jpg", picture(t, 2)); again.Result != archive.Known {
		t.Errorf("the same words under another name: %s", again.Result)
	}
	folder.Fields[0].Value = "Lviv"
	if again := s.watched(folder, "/wire/b.jpg", picture(t, 2)); again.Result != archive.Words {
		t.Errorf("another city: %s", again.Result)
	}
	if got := get(t, s.Archive, o.ID).Fields()[embedded.City].String(); got != "Lviv" {
		t.Errorf("the city is %q after it was set anew", got)
	}
}

// A backup that is looked at loses nothing to a keep rule.
func TestWireShelfOfABackup(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	o := s.watched(wire(10), "/wire/a.jpg", picture(t, 3))
	s.IsBackup = true
	if left := s.after(30).tend(); len(left) != 0 || !s.has(o.SHA256) {
		t.Errorf("%v left a backup", left)
	}
	s.IsBackup = false
	if left := s.tend(); !slices.Equal(left, []archive.ID{o.ID}) {
		t.Errorf("%v left the archive that it became, want %s", left, o.ID)
	}
}

// A rehearsal foretells that a photo comes back, and brings nothing.
func TestRehearsalOfWhatLeft(t *testing.T) {
	s := openShelf(t)
	s.set(wire(10))
	data := picture(t, 2)
	o := s.watched(wire(10), "/wire/a.jpg", data)
	s.after(11).tend()
	p, err := s.Prepare(t.Context(), archive.Incoming{Path: "/in/a.jpg", Source: bytes.NewReader(data), Rehearsed: true})
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := s.Rehearse().Commit(t.Context(), []*archive.Prepared{p})
	if err != nil || outcomes[0].Result != archive.Known || !strings.Contains(strings.Join(outcomes[0].Warnings, " "), "is back") {
		t.Errorf("%+v, error %v", outcomes, err)
	}
	if s.has(o.SHA256) || get(t, s.Archive, o.ID).Shelf.Retired == nil {
		t.Error("the rehearsal brought it back")
	}
}
