package web

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"cutline/archive"
)

// Who changes something finds it so on the next page: the answer to a change says
// which one it was, the browser says so again, and a search waits until the index
// has come so far, but not for long.

const (
	// seqHeader tells a program the Seq of what it changed.
	seqHeader = "Cutline-Seq"
	// seqCookie tells the next pages of the browser that changed something.
	seqCookie = "cutline-seq"
	// seqAge is for how long they ask for it, in seconds.
	seqAge = 60
	// writePatience is how long a search waits for it.
	writePatience = time.Second
)

// wrote says in an answer which change was made.
func wrote(w http.ResponseWriter, seq archive.Seq) {
	text := strconv.FormatInt(int64(seq), 10)
	w.Header().Set(seqHeader, text)
	http.SetCookie(w, &http.Cookie{Name: seqCookie, Value: text, Path: "/", MaxAge: seqAge, HttpOnly: true, SameSite: http.SameSiteStrictMode})
}

// behindOwn waits until the index knows what the asker changed, and returns how
// many changes it still lacks then.
func (s *site) behindOwn(r *http.Request) int {
	cookie, err := r.Cookie(seqCookie)
	if err != nil {
		return 0
	}
	n, err := strconv.ParseInt(cookie.Value, 10, 64)
	if err != nil {
		return 0
	}
	// A catalogue that was restored may never come so far.
	stats, err := s.Archive.Catalogue.Stats(r.Context())
	if err != nil {
		return 0
	}
	want := min(archive.Seq(n), stats.Last)
	s.reached(r.Context(), want, writePatience)
	return int(max(want-s.Index.Status().Seq, 0))
}

// reached waits until the index knows a change, for a while at most.
func (s *site) reached(ctx context.Context, seq archive.Seq, patience time.Duration) {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	look := time.NewTicker(indexLook)
	defer look.Stop()
	for s.Index.Status().Seq < seq {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
	}
}
