package archive_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

func TestKeepRule(t *testing.T) {
	for text, want := range map[string]archive.KeepRule{
		"archive":   {},
		"wire":      {WireDays: 30},
		"wire:2":    {WireDays: 2},
		"wire:3650": {WireDays: 3650},
	} {
		got, err := archive.ParseKeepRule(text)
		if err != nil || got != want {
			t.Errorf("ParseKeepRule(%q) = %+v, error %v", text, got, err)
		}
		again, err := archive.ParseKeepRule(got.String())
		if err != nil || again != got {
			t.Errorf("%q is printed as %q, which reads as %+v, error %v", text, got, again, err)
		}
	}
	for _, text := range []string{"", "wires", "wire:", "wire:1", "wire:-3", "wire:3651", "wire:9999999999999999999", "archive:3", "Wire"} {
		if got, err := archive.ParseKeepRule(text); err == nil {
			t.Errorf("ParseKeepRule(%q) = %+v", text, got)
		}
	}
}

// Settings that were stored before folders were watched still load.
func TestSettingsOfEarlierRevisions(t *testing.T) {
	var s archive.Settings
	if err := json.Unmarshal([]byte(`{"zone":"Europe/Kyiv","style":"bracket"}`), &s); err != nil || s.Zone != "Europe/Kyiv" || len(s.Folders) != 0 {
		t.Errorf("%+v, error %v", s, err)
	}
	// What a revision does not name has its default.
	a := open(t, t.TempDir())
	old := archive.Revision{Kind: "settings", N: 1, Text: `{"zone":"Europe/Kyiv","style":"bracket","verify":7}`, Actor: "desk", At: time.Now()}
	if err := a.Revisions.Revise(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	s, _, err := a.Settings(t.Context())
	if err != nil || s.Verify != 7 || s.Grace != 30 || s.Medium != archive.Online || s.Territory != "" || s.Holds != archive.HoldsBoth {
		t.Errorf("%+v, error %v", s, err)
	}
}

func TestCheckWatchedFolders(t *testing.T) {
	a := open(t, t.TempDir())
	wire := archive.WatchedFolder{
		Path: "/wire/reuters", Supplier: "Reuters", Zone: "Europe/London", Keep: archive.KeepRule{WireDays: 30},
		Fields: []archive.FixedField{{Field: embedded.Source, Value: "Reuters"}},
	}
	for _, test := range []struct {
		name   string
		change func(*archive.WatchedFolder)
		others []archive.WatchedFolder
		want   string // part of the sentence, empty where nothing is wrong
	}{
		{name: "as it should be"},
		{name: "beside another", others: []archive.WatchedFolder{{Path: "/wire/reuters2"}}},
		{name: "a relative path", change: func(f *archive.WatchedFolder) { f.Path = "wire" }, want: "must be absolute"},
		{name: "a detour", change: func(f *archive.WatchedFolder) { f.Path = "/wire/../x" }, want: "no detours"},
		{name: "odd bytes", change: func(f *archive.WatchedFolder) { f.Path = "/wire/\xff" }, want: "not UTF-8"},
		{name: "a zone there is not", change: func(f *archive.WatchedFolder) { f.Zone = "Mars" }, want: "IANA name"},
		{name: "too few days", change: func(f *archive.WatchedFolder) { f.Keep.WireDays = 1 }, want: "from 2 to 3650"},
		{name: "a field there is not", change: func(f *archive.WatchedFolder) { f.Fields[0].Field = "foo" }, want: `"foo" is no field`},
		{name: "a field of the camera", change: func(f *archive.WatchedFolder) { f.Fields[0].Field = embedded.Camera }, want: "is no field"},
		{name: "no value", change: func(f *archive.WatchedFolder) { f.Fields[0].Value = " " }, want: "source has no value"},
		{name: "an escape", change: func(f *archive.WatchedFolder) { f.Supplier = "\x1b[1m" }, want: "control characters"},
		{name: "a long value", change: func(f *archive.WatchedFolder) { f.Supplier = strings.Repeat("x", 2001) }, want: "at most 2000"},
		{name: "twice", others: []archive.WatchedFolder{{Path: "/wire/reuters"}}, want: "watched already"},
		{name: "inside another", others: []archive.WatchedFolder{{Path: "/wire"}}, want: `lies in "/wire"`},
		{name: "inside the root", others: []archive.WatchedFolder{{Path: "/"}}, want: `lies in "/"`},
		{name: "around another", others: []archive.WatchedFolder{{Path: "/wire/reuters/in"}}, want: "beside one another"},
	} {
		folder := wire
		folder.Fields = append([]archive.FixedField(nil), wire.Fields...)
		if test.change != nil {
			test.change(&folder)
		}
		err := a.CheckSettings(t.Context(), archive.Settings{Zone: "UTC", Style: "slash", Folders: append(test.others, folder)})
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: %v, want %q", test.name, err, test.want)
		}
	}
}
