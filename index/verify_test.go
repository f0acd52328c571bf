package index_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/archivetest"
	"cutline/archive/sqlite"
	"cutline/index"
	"cutline/index/bleve"
)

// An index that lacks a photo, or has one too many, is found out; one that is
// only behind is not blamed.
func TestVerify(t *testing.T) {
	catalogue, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "catalogue.db"))
	if err != nil {
		t.Fatal(err)
	}
	defer catalogue.Close()
	engine, err := bleve.Open(t.TempDir(), time.UTC, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer engine.Close()
	verify := func(what string, want index.Verified) {
		t.Helper()
		got, err := index.Verify(t.Context(), catalogue, engine)
		if err != nil {
			t.Fatal(err)
		}
		if got.Missing != want.Missing || got.Extra != want.Extra || got.Behind != want.Behind || len(got.Some) != got.Harm() {
			t.Errorf("%s: %+v, want %+v", what, got, want)
		}
	}
	commit := func(n int) *archive.Photo {
		t.Helper()
		if _, err := catalogue.Commit(t.Context(), []archive.Write{{Photo: archivetest.Photo(n)}}); err != nil {
			t.Fatal(err)
		}
		photos, err := catalogue.Photos(t.Context(), []archive.ID{archivetest.Photo(n).ID})
		if err != nil {
			t.Fatal(err)
		}
		return photos[0]
	}
	apply := func(upTo archive.Seq, photos ...*archive.Photo) {
		t.Helper()
		if err := engine.Apply(t.Context(), photos, upTo); err != nil {
			t.Fatal(err)
		}
	}
	verify("nothing at all", index.Verified{})
	one := commit(1)
	verify("not followed yet", index.Verified{Behind: 1})
	apply(one.Seq, one)
	verify("followed", index.Verified{})
	two := commit(2)
	apply(two.Seq)
	verify("a photo left out", index.Verified{Missing: 1})
	apply(two.Seq, two, archivetest.Photo(3))
	verify("a photo too many", index.Verified{Extra: 1})
	four := commit(4)
	verify("a photo too many, and one to come", index.Verified{Extra: 1, Behind: 1})
	apply(four.Seq, four)
	verify("as many photos as documents but one too many", index.Verified{Extra: 1})
	stone := archive.Tombstone{ID: one.ID, SHA256: one.SHA256, Actor: "Ada", Why: "court"}
	if err := catalogue.Purge(t.Context(), stone, one.Seq); err != nil {
		t.Fatal(err)
	}
	verify("a photo that was purged a moment ago", index.Verified{Extra: 2, Behind: 1})
	if err := engine.Forget(t.Context(), []archive.ID{one.ID}); err != nil {
		t.Fatal(err)
	}
	apply(four.Seq + 1)
	verify("forgotten, and the index is built anew", index.Verified{})
}
