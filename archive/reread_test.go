package archive_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
)

// credited is a JPEG whose Credit Line is the one given.
func credited(t *testing.T, hue uint8, line string) []byte {
	t.Helper()
	var b bytes.Buffer
	err := embedded.WriteJPEG(&b, picture(t, hue), []embedded.Statement{{Place: embedded.XMP, Property: "photoshop:Credit", Value: line}})
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const showForm = "[form]\n{name} zeigt {house} => by {name}; agency {house}\n"

func TestRulesRevisions(t *testing.T) {
	dir := t.TempDir()
	a, other := open(t, dir), open(t, dir) // as two processes
	ctx := t.Context()
	if n, err := a.SetRules(ctx, showForm, 0, "desk"); err != nil || n != 1 {
		t.Fatalf("SetRules = %d, %v", n, err)
	}
	for name, one := range map[string]*archive.Archive{"the process that set them": a, "another": other} {
		rules, err := one.Rules(ctx)
		if err != nil || rules.Revision != 1 || rules.Parse("Ana Silva zeigt Qwertz").Agency != "Qwertz" {
			t.Errorf("%s: revision %d, error %v", name, rules.Revision, err)
		}
	}
	if _, err := other.SetRules(ctx, "", 0, "desk"); !errors.Is(err, archive.ErrConflict) {
		t.Errorf("rules made from an older revision: %v, want ErrConflict", err)
	}
	var mistake *credit.SyntaxError
	if _, err := a.SetRules(ctx, "[form]\nnonsense", 1, "desk"); !errors.As(err, &mistake) || mistake.Line != 2 {
		t.Errorf("rules with a mistake: %v, want its line", err)
	}
	if _, err := a.SetRules(ctx, strings.Repeat("#\n", 1<<20), 1, "desk"); err == nil {
		t.Error("rules without bound are set")
	}
	if rules, err := a.Rules(ctx); err != nil || rules.Revision != 1 {
		t.Errorf("after a mistake revision %d is in force, error %v; want 1", rules.Revision, err)
	}
	if n, err := a.UndoRules(ctx, 1, "desk"); err != nil || n != 2 {
		t.Errorf("UndoRules = %d, %v", n, err)
	}
	if rules, err := other.Rules(ctx); err != nil || rules.Revision != 2 || rules.Parse("Ana Silva zeigt Qwertz").Agency != "" {
		t.Errorf("the form is still in force after it was undone: revision %d, %v", rules.Revision, err)
	}
	history, err := a.RulesHistory(ctx)
	if err != nil || len(history) != 2 || history[1].Text != showForm || history[0].Actor != "desk" {
		t.Errorf("history %+v, %v", history, err)
	}
}

// What another Cutline wrote may be a mistake to this one.
func TestLastGoodRules(t *testing.T) {
	a := open(t, t.TempDir())
	ctx := t.Context()
	if _, err := a.SetRules(ctx, showForm, 0, "desk"); err != nil {
		t.Fatal(err)
	}
	if err := a.Revisions.Revise(ctx, archive.Revision{Kind: "rules", N: 2, Text: "[a section of next year]\n"}); err != nil {
		t.Fatal(err)
	}
	rules, err := a.Rules(ctx)
	if err != nil || rules.Revision != 1 || rules.Parse("Ana Silva zeigt Qwertz").Agency != "Qwertz" {
		t.Errorf("revision %d is in force, %v; want 1", rules.Revision, err)
	}
	if rules.Broken == nil || !strings.Contains(rules.Broken.Error(), "revision 2") || !strings.Contains(rules.Broken.Error(), "line 1") {
		t.Errorf("it says %v", rules.Broken)
	}
}

func TestRulesKeepTheHouseStyle(t *testing.T) {
	a := open(t, t.TempDir())
	ctx := t.Context()
	if _, err := a.SetRules(ctx, "[style ours]\n{credit}!\n", 0, "desk"); err != nil {
		t.Fatal(err)
	}
	if err := a.SetSettings(ctx, archive.Settings{Zone: "UTC", Style: "ours"}, 0, "desk"); err != nil {
		t.Fatal(err)
	}
	if _, err := a.SetRules(ctx, "", 1, "desk"); err == nil || !strings.Contains(err.Error(), `"ours"`) {
		t.Errorf("rules without the style in force: %v", err)
	}
}

func TestReread(t *testing.T) {
	a := open(t, t.TempDir())
	ctx := t.Context()
	var unread []archive.ID
	for i := range 3 {
		unread = append(unread, add(t, a, fmt.Sprintf("/in/%d.jpg", i), credited(t, uint8(i), fmt.Sprintf("Ana Silva zeigt Qwertz, Nr. %d", i))).ID)
	}
	plain := add(t, a, "/in/plain.jpg", credited(t, 9, "Ana Silva/AP")).ID
	plainSeq := get(t, a, plain).Seq

	shapes, err := a.Readings.Unread(ctx, 10)
	if err != nil || len(shapes) != 1 || shapes[0].Photos != 3 || shapes[0].Lines != 3 {
		t.Fatalf("unread shapes %+v, %v; want one of 3 photos", shapes, err)
	}
	form := "[form]\n{name} zeigt {house}, Nr. {number} => by {name}; agency {house}; picture {number}\n"
	rules, err := credit.Load(form)
	if err != nil {
		t.Fatal(err)
	}
	var rehearsed []archive.Changed
	counts, err := a.RehearseRules(ctx, rules, archive.Reread{Changed: func(c archive.Changed) { rehearsed = append(rehearsed, c) }})
	if want := (archive.Rereading{Photos: 4, Changed: 3, Read: 3, Sure: 3}); err != nil || counts != want {
		t.Errorf("rehearsal: %+v, %v; want %+v", counts, err, want)
	}
	if len(rehearsed) != 3 || rehearsed[0].Line != "Ana Silva zeigt Qwertz, Nr. 0" || rehearsed[0].After.Agency != "Qwertz" || len(rehearsed[0].Before.Unread) == 0 {
		t.Errorf("rehearsed %+v", rehearsed)
	}
	if p := get(t, a, unread[0]); p.Reading.Credit.Agency != "" {
		t.Errorf("the rehearsal changed photo %+v", p.Reading.Credit)
	}

	if _, err := a.SetRules(ctx, form, 0, "desk"); err != nil {
		t.Fatal(err)
	}
	// Ended after the first step it goes on.
	ended, end := context.WithCancel(ctx)
	end()
	if _, err := a.Reread(ended, archive.Reread{}); !errors.Is(err, context.Canceled) {
		t.Errorf("ended: %v", err)
	}
	counts, err = a.Reread(ctx, archive.Reread{})
	if want := (archive.Rereading{Photos: 4, Changed: 3, Read: 3, Sure: 3}); err != nil || counts != want {
		t.Errorf("reread: %+v, %v; want %+v", counts, err, want)
	}
	p := get(t, a, unread[1])
	if c := p.Reading.Credit; c.Agency != "Qwertz" || c.Picture != "1" || !c.Sure || p.Reading.Revision != 1 {
		t.Errorf("reread credit %+v of revision %d", c.Credit, p.Reading.Revision)
	}
	if p := get(t, a, plain); p.Seq != plainSeq || p.Reading.Revision != 1 {
		t.Errorf("the photo that reads the same: Seq %d, revision %d; want Seq %d, revision 1", p.Seq, p.Reading.Revision, plainSeq)
	}
	if shapes, err := a.Readings.Unread(ctx, 10); err != nil || len(shapes) != 0 {
		t.Errorf("unread shapes %+v, %v; want none", shapes, err)
	}
	if counts, err := a.Reread(ctx, archive.Reread{}); err != nil || counts.Photos != 0 {
		t.Errorf("once more: %+v, %v; want nothing to do", counts, err)
	}
	if _, err := a.UndoRules(ctx, 1, "desk"); err != nil {
		t.Fatal(err)
	}
	counts, err = a.Reread(ctx, archive.Reread{})
	if err != nil || counts.Unread != 3 {
		t.Errorf("undone: %+v, %v; want 3 unread again", counts, err)
	}
}

func TestRereadFromOriginals(t *testing.T) {
	a := open(t, t.TempDir())
	ctx := t.Context()
	whole := add(t, a, "/in/a.jpg", credited(t, 1, "Ana Silva/AP"))
	gone := add(t, a, "/in/b.jpg", credited(t, 2, "Jan Novak/AP"))
	for _, id := range []archive.ID{whole.ID, gone.ID} {
		p := get(t, a, id) // as an older reader left it
		seen := p.Seq
		p.Statements, p.Reading.Reader = nil, 0
		p.Reading.Credit = credit.Reading{}
		if conflicts, err := a.Catalogue.Commit(ctx, []archive.Write{{Photo: p, Seen: seen}}); err != nil || len(conflicts) > 0 {
			t.Fatalf("%v, %v", conflicts, err)
		}
	}
	removeOriginal(t, a, gone.SHA256)

	if counts, err := a.RehearseReread(ctx, archive.Reread{FromOriginals: true}); err != nil || counts.Changed != 1 || counts.Failed != 1 {
		t.Errorf("rehearsal: %+v, %v", counts, err)
	}
	failed := map[archive.ID]error{}
	counts, err := a.Reread(ctx, archive.Reread{FromOriginals: true, Failed: func(id archive.ID, err error) { failed[id] = err }})
	if want := (archive.Rereading{Photos: 2, Changed: 1, Sure: 1, Failed: 1}); err != nil || counts != want {
		t.Errorf("reread: %+v, %v; want %+v", counts, err, want)
	}
	if p := get(t, a, whole.ID); p.Reading.Credit.Agency != "AP" || p.Reading.Reader != embedded.Version || len(p.Statements) == 0 {
		t.Errorf("photo %+v", p.Reading)
	}
	if !errors.Is(failed[gone.ID], archive.ErrNotFound) {
		t.Errorf("failed %v", failed)
	}
}

// removeOriginal takes an original out of the store, as a broken disk would.
func removeOriginal(t *testing.T, a *archive.Archive, hash archive.Hash) {
	t.Helper()
	original, err := a.Originals.Open(t.Context(), hash)
	if err != nil {
		t.Fatal(err)
	}
	original.Close()
	if err := os.Remove(original.(interface{ Name() string }).Name()); err != nil {
		t.Fatal(err)
	}
}
