package folder_test

import (
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/folder"
)

// A text among pictures that announces something is taken in as a notice, once;
// other texts, and the caption of a picture, are not.
func TestNoticeAmongPictures(t *testing.T) {
	a, _ := openIn(t)
	dir := tree(t, map[string][]byte{
		"advisory.txt": []byte("MANDATORY KILL\r\nPlease kill NYAG101"),
		"menu.txt":     []byte("Dinner is served"),
		"control.txt":  []byte("KILL \x1b[2J"),
		"long.txt":     []byte("KILL " + strings.Repeat("x", archive.MaxNoticeText)),
		"a.jpg":        picture(t, 1),
		"a.txt":        []byte("KILL Bill actors arrive"), // the caption of a.jpg
	})
	waiting := func() []archive.Announcement {
		t.Helper()
		list, err := a.Announcements.Announced(t.Context(), archive.OpenAnnouncements, 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	reasons := map[string]string{}
	for _, in := range []folder.Ingest{{Rehearse: true}, {}, {Again: true}} {
		in.Archive, in.ID, in.Actor = a, runID(), "wire"
		in.Report = func(file archive.RunFile) { reasons[file.Path[len(dir)+1:]] = file.Reason }
		if _, err := in.Run(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		if in.Rehearse && len(waiting()) > 0 {
			t.Error("a rehearsal took in a notice")
		}
		if got := reasons["advisory.txt"]; !strings.Contains(got, "announces a kill") {
			t.Errorf("advisory.txt was skipped: %q", got)
		}
	}
	for _, name := range []string{"menu.txt", "control.txt", "long.txt"} {
		if strings.Contains(reasons[name], "announces") {
			t.Errorf("%s was taken for a notice: %q", name, reasons[name])
		}
	}
	list := waiting()
	texts := map[string]bool{}
	for _, n := range list {
		texts[n.Text] = n.Photo == "" && n.Kind == archive.Kill && n.Actor == "wire"
	}
	if !texts["MANDATORY KILL\nPlease kill NYAG101"] {
		t.Errorf("the notices: %+v", list)
	}
}
