package folder_test

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive"
	"cutline/archive/folder"
)

// files are the paths below dir with their content, but the catalogue, which
// keeps the rehearsal's report.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := make(map[string]string)
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || strings.HasPrefix(entry.Name(), "catalogue.db") {
			return err
		}
		data, err := os.ReadFile(path)
		all[path] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// A rehearsal says what the run then does, and stores nothing.
func TestRehearsal(t *testing.T) {
	a, data := openIn(t)
	there := picture(t, 1)
	run(t, a, tree(t, map[string][]byte{"there.jpg": there}))
	dir := tree(t, map[string][]byte{
		"there.jpg": there, "words/there.jpg": there, "words/there.xmp": sidecar("New words"),
		"new.jpg": picture(t, 2), "new-copy.jpg": picture(t, 2), "twin.jpg": withComment(picture(t, 1), "twin"),
		"bad.jpg": there[:100], "half.jpg": there[:len(there)-100], "notes.txt": []byte("Notes."), "words.csv": []byte("file,credit\ntwin.jpg,AP\n"),
	})
	before := files(t, data)
	outcomes := func(rehearse bool) (map[string]archive.RunFile, archive.Summary) {
		reports := make(map[string]archive.RunFile)
		in := folder.Ingest{Archive: a, ID: runID(), Rehearse: rehearse, Quarantine: filepath.Join(data, "quarantine"), QuarantineBytes: 1 << 20}
		in.Report = func(r archive.RunFile) { reports[r.Path] = r }
		summary, err := in.Run(t.Context(), dir)
		if err != nil {
			t.Fatal(err)
		}
		return reports, summary
	}
	rehearsed, summary := outcomes(true)
	if diff := cmp.Diff(before, files(t, data)); diff != "" {
		t.Errorf("the rehearsal left files (-before +after):\n%s", diff)
	}
	stats, err := a.Catalogue.Stats(t.Context())
	if refused, _, _ := a.Refusals.QuarantineSize(t.Context()); err != nil || stats.Photos != 1 || refused != 0 {
		t.Errorf("the rehearsal stored: %+v, %d refused, error %v", stats, refused, err)
	}
	runs, err := a.Runs.Runs(t.Context(), "", 1)
	if err != nil || !runs[0].Rehearsal || runs[0].Summary.Added != summary.Added {
		t.Errorf("the rehearsal is remembered as %+v, error %v", runs, err)
	}
	done, summaryDone := outcomes(false)
	// Which of two copies is first is for the workers to decide.
	if diff := cmp.Diff(summary, summaryDone); diff != "" {
		t.Errorf("the run did not do what was rehearsed (-rehearsed +done):\n%s", diff)
	}
	for path, was := range rehearsed {
		if strings.Contains(path, "new") || strings.Contains(path, "there") {
			continue
		}
		if diff := cmp.Diff(was, done[path]); diff != "" {
			t.Errorf("%s (-rehearsed +done):\n%s", path, diff)
		}
	}
	if summary.Added != 2 || summary.Words != 1 || summary.Duplicates != 1 || summary.Refused != 2 {
		t.Errorf("summary %+v", summary)
	}
}

// withComment is the same picture in a file with a comment: other bytes, same
// pixels.
func withComment(jpeg []byte, comment string) []byte {
	segment := append([]byte{0xff, 0xfe, 0, byte(len(comment) + 2)}, comment...)
	return slices.Concat(jpeg[:2], segment, jpeg[2:])
}

// Refused files are copied as long as there is room, listed once, and go when
// they are stored after all.
func TestQuarantine(t *testing.T) {
	a, data := openIn(t)
	good := picture(t, 1)
	half := good[:len(good)/2]
	dir := tree(t, map[string][]byte{"a.jpg": half, "b.JPG": append(half[:len(half):len(half)], 1), "c.jpg": append(half[:len(half):len(half)], 2, 2), "empty.jpg": nil})
	quarantine := filepath.Join(data, "quarantine")
	ingest := func(room int64) {
		t.Helper()
		in := folder.Ingest{Archive: a, ID: runID(), Again: true, Quarantine: quarantine, QuarantineBytes: room}
		if _, err := in.Run(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
	}
	check := func(listed, copied int) []archive.Refusal {
		t.Helper()
		list, err := a.Refusals.Refusals(t.Context(), 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		copies := files(t, quarantine)
		for _, f := range list {
			if f.Copy != "" {
				if want, err := os.ReadFile(f.Path); err != nil || copies[filepath.Join(quarantine, f.Copy)] != string(want) || filepath.Ext(f.Copy) == "" {
					t.Errorf("the copy of %s is %q: not the file (%v)", f.Path, f.Copy, err)
				}
			}
			if f.Reason == "" || f.At.IsZero() || f.Run == "" {
				t.Errorf("%+v does not say why, when and by which run", f)
			}
		}
		if len(list) != listed || len(copies) != copied {
			t.Errorf("%d are listed and %d copied, want %d and %d: %+v", len(list), len(copies), listed, copied, list)
		}
		return list
	}
	ingest(int64(2*len(half) + 2)) // two fit
	check(4, 2)
	ingest(int64(2*len(half) + 2))
	check(4, 2)
	ingest(1 << 20)
	check(4, 3)
	write(t, filepath.Join(dir, "a.jpg"), good)
	ingest(1 << 20)
	for _, f := range check(3, 2) {
		if filepath.Base(f.Path) == "a.jpg" {
			t.Errorf("a.jpg is stored and still listed: %+v", f)
		}
	}
}

// What is in the archive is moved with its words, never over another file, and
// what is not stays.
func TestMove(t *testing.T) {
	a, to := open(t), filepath.Join(t.TempDir(), "done")
	good := picture(t, 1)
	dir := tree(t, map[string][]byte{
		"a.jpg": good, "sub/b.jpg": picture(t, 2), "sub/b.xmp": sidecar("Words"), "sub/b.txt": []byte("Caption"),
		"bad.jpg": good[:len(good)/2], "notes.md": []byte("Notes."), "words.csv": []byte("file,credit\na.jpg,AP\n"),
	})
	if err := os.Symlink("a.jpg", filepath.Join(dir, "z-link.jpg")); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		in := folder.Ingest{Archive: a, ID: runID(), MoveTo: to}
		if _, err := in.Run(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, "a.jpg"), good) // it comes again
	}
	var left, moved []string
	for path := range files(t, dir) {
		left = append(left, strings.TrimPrefix(path, dir))
	}
	for path := range files(t, to) {
		moved = append(moved, strings.TrimPrefix(path, to))
	}
	slices.Sort(left)
	slices.Sort(moved)
	if want := []string{"/a (2).jpg", "/a.jpg", "/sub/b.jpg", "/sub/b.txt", "/sub/b.xmp"}; !slices.Equal(moved, want) {
		t.Errorf("moved %q, want %q", moved, want)
	}
	if want := []string{"/a.jpg", "/bad.jpg", "/notes.md", "/words.csv", "/z-link.jpg"}; !slices.Equal(left, want) {
		t.Errorf("left %q, want %q", left, want)
	}
	in := folder.Ingest{Archive: a, ID: runID(), MoveTo: filepath.Join(dir, "done")}
	if _, err := in.Run(t.Context(), dir); err == nil || !strings.Contains(err.Error(), "outside it") {
		t.Errorf("moving into what is ingested: %v", err)
	}
}

func TestReceipt(t *testing.T) {
	a := open(t)
	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1), "b\n\xff.jpg": nil, "words.csv": []byte("file,credit\na.jpg,AP\n")})
	in := folder.Ingest{Archive: a, ID: runID(), Actor: "desk"}
	var photo archive.RunFile
	in.Report = func(r archive.RunFile) {
		if r.Outcome == archive.Added {
			photo = r
		}
	}
	if _, err := in.Run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := folder.WriteReceipt(t.Context(), &out, a.Runs, in.ID); err != nil {
		t.Fatal(err)
	}
	text := out.String()
	at := -1
	for _, want := range []string{
		in.ID + " by desk\n", "3 files: 1 added, 0 known, 1 refused, 1 skipped", "New, by supplier\n       1\tAP\n", "To look at\n", "\tno caption\n",
		"outcome\tID\tSHA-256\tfile\treason\n",
	} {
		next := strings.Index(text, want)
		if next <= at {
			t.Errorf("%q does not follow what is before it in\n%s", want, text)
		}
		at = next
	}
	for _, want := range []string{
		"added\t" + string(photo.ID) + "\t" + photo.SHA256.String() + "\t" + filepath.Join(dir, "a.jpg") + "\t\n",
		"refused\t\t\t\"" + dir + `/b\n\xff.jpg"` + "\tthe file is empty",
	} {
		if !strings.Contains(text[at:], want) {
			t.Errorf("no line %q in\n%s", want, text[at:])
		}
	}
}

// A file whose bytes were purged is refused with the reason, and no copy of it
// is kept.
func TestPurgedIsNotQuarantined(t *testing.T) {
	a, data := openIn(t)
	quarantine := filepath.Join(data, "quarantine")
	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1)})
	var outcome archive.RunFile
	ingest := func() {
		t.Helper()
		in := folder.Ingest{
			Archive: a, ID: runID(), Quarantine: quarantine, QuarantineBytes: 1 << 20,
			Report: func(file archive.RunFile) { outcome = file },
		}
		if _, err := in.Run(t.Context(), dir); err != nil {
			t.Fatal(err)
		}
	}
	ingest()
	if _, err := a.Purge(t.Context(), outcome.ID, "Ada", "court order 12/26"); err != nil {
		t.Fatal(err)
	}
	ingest()
	if outcome.Outcome != archive.Refused || !strings.Contains(outcome.Reason, "court order 12/26") {
		t.Errorf("the same file again: %+v", outcome)
	}
	if copies := files(t, quarantine); len(copies) > 0 {
		t.Errorf("it is kept in quarantine: %d files", len(copies))
	}
	if list, err := a.Refusals.Refusals(t.Context(), 0, 10); err != nil || len(list) != 1 || list[0].Copy != "" {
		t.Errorf("the list of refused files: %+v, error %v", list, err)
	}
}
