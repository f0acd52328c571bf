package archivetest

import (
	"slices"
	"testing"
	"time"

	"cutline/archive"
)

// PictureCatalogue is a catalogue that tells what its photos look like, too.
type PictureCatalogue interface {
	archive.Catalogue
	archive.Fingerprints
}

// Fingerprints runs the suite of archive.Fingerprints.
func Fingerprints(t *testing.T, newCatalogue func(t *testing.T) PictureCatalogue) {
	t.Run("fingerprints come in the order of changes", func(t *testing.T) {
		c := newCatalogue(t)
		for n := 1; n <= 3; n++ {
			commit(t, c, archive.Write{Photo: Photo(n)})
		}
		all := looks(t, c, 0, 10)
		if len(all) != 3 {
			t.Fatalf("%d fingerprints of 3 photos", len(all))
		}
		for i, f := range all {
			want := Photo(i + 1)
			if f.ID != want.ID || f.Seq != archive.Seq(i+1) || f.Fingerprint != want.Fingerprint || f.N < 1 {
				t.Errorf("photo %d: %+v, want ID %s, Seq %d, fingerprint %x", i+1, f, want.ID, i+1, want.Fingerprint)
			}
		}
		if got := looks(t, c, 1, 1); !slices.Equal(got, all[1:2]) {
			t.Errorf("one after the first: %+v, want %+v", got, all[1:2])
		}
		if got := looks(t, c, 3, 10); len(got) != 0 {
			t.Errorf("after the last: %+v", got)
		}
		again := Photo(1)
		again.Fingerprint = 5
		commit(t, c, archive.Write{Photo: again, Seen: 1})
		want := archive.Fingerprinted{ID: again.ID, Seq: 4, N: all[0].N, Fingerprint: 5}
		if got := looks(t, c, 3, 10); !slices.Equal(got, []archive.Fingerprinted{want}) {
			t.Errorf("after a change: %+v, want %+v", got, want)
		}
	})
	t.Run("a photo that has left has none", func(t *testing.T) {
		c := newCatalogue(t)
		commit(t, c, archive.Write{Photo: Photo(1)})
		left := Photo(1)
		left.Shelf.Retired = &archive.Retirement{At: time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC), Folder: "/wire", Days: 30}
		commit(t, c, archive.Write{Photo: left, Seen: 1})
		if got := looks(t, c, 0, 10); len(got) != 1 || got[0].Fingerprint != 0 {
			t.Errorf("after it left: %+v, want its ID without a fingerprint", got)
		}
	})
}

func looks(t *testing.T, c archive.Fingerprints, after archive.Seq, limit int) []archive.Fingerprinted {
	t.Helper()
	list, err := c.Fingerprints(t.Context(), after, limit)
	if err != nil {
		t.Fatal(err)
	}
	return list
}
