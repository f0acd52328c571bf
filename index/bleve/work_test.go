package bleve

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/index/indextest"
)

// filled is an engine with generated photos.
func filled(t *testing.T, photos int) *Engine {
	t.Helper()
	e, err := Open(t.TempDir(), time.UTC, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := e.Apply(t.Context(), slices.Collect(indextest.Generated(photos, 1)), archive.Seq(photos)); err != nil {
		t.Fatal(err)
	}
	return e
}

func request(t *testing.T, text string) index.Request {
	t.Helper()
	q, err := index.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return index.Request{Query: q}
}

// impatient is a context that ends when it was asked a number of times.
type impatient struct {
	context.Context
	asked, until int
}

func (c *impatient) Err() error {
	if c.asked++; c.asked > c.until {
		return context.Canceled
	}
	return nil
}

// TestCancel holds that a search whose context has ended stops where it is: it
// looks at the context all the time, and not again once that has ended.
func TestCancel(t *testing.T) {
	e := filled(t, 4000)
	for name, r := range map[string]index.Request{
		"every photo": request(t, ""),
		"phrase":      request(t, `"in the"`),
		"prefix":      request(t, "b*"),
		"range":       request(t, "taken:2019-01-01T00:01..2019-01-05T10:01"),
		"facets":      {Facets: index.FacetNames(), Limit: -1},
		"relevance":   {Query: request(t, "in OR the").Query, Sort: index.Relevance},
		"taken":       {Sort: index.Taken},
	} {
		whole := &impatient{Context: t.Context(), until: 1 << 30}
		if _, err := e.Search(whole, r); err != nil {
			t.Fatal(err)
		}
		if whole.asked < 4 {
			t.Errorf("%s: the context is looked at %d times", name, whole.asked)
		}
		for _, until := range []int{0, whole.asked / 2, whole.asked - 1} {
			ctx := &impatient{Context: t.Context(), until: until}
			_, err := e.Search(ctx, r)
			if !errors.Is(err, context.Canceled) {
				t.Errorf("%s: ended after %d looks: %v", name, until, err)
			}
			if more := ctx.asked - until; more > 2 { // one that meets it, one that tells it from damage
				t.Errorf("%s: looked %d times at a context that had ended", name, more)
			}
		}
	}
	if e.Status().Rebuilding {
		t.Error("a search that was given up is taken for damage")
	}
}

// TestTurns holds that long searches wait for their turn, which ends with the
// search, while others go on.
func TestTurns(t *testing.T) {
	e := filled(t, 1000)
	for range cap(e.turns) { // others have all turns
		e.turns <- struct{}{}
	}
	m, err := e.live.moment()
	if err != nil {
		t.Fatal(err)
	}
	defer m.release()
	p, err := newPage(index.Request{})
	if err != nil {
		t.Fatal(err)
	}
	long := func(ctx context.Context) error {
		w := e.turns.begin(ctx)
		defer w.end()
		w.since = time.Now().Add(-time.Hour)
		_, err := m.find(w, p, p.tiers(nil))
		return err
	}
	done := make(chan error, 1)
	go func() { done <- long(t.Context()) }()
	for range 20 {
		if r, err := e.Search(t.Context(), index.Request{}); err != nil || r.Total != 1000 {
			t.Fatalf("a short search beside long ones: %v", err)
		}
	}
	select {
	case err := <-done:
		t.Fatalf("a long search did not wait for its turn: %v", err)
	default:
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := long(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("a search that is given up while it waits: %v", err)
	}
	<-e.turns // one of the others has ended
	if err := <-done; err != nil {
		t.Error(err)
	}
	if n := len(e.turns); n != cap(e.turns)-1 {
		t.Errorf("%d turns are taken afterwards, want %d", n, cap(e.turns)-1)
	}
}

// TestTooManyWords holds that a prefix of more words than are looked up is
// refused with a sentence that says which, and that a longer one is answered.
func TestTooManyWords(t *testing.T) {
	e := filled(t, 1)
	seq := archive.Seq(1)
	var photos []*archive.Photo
	for n := 0; n <= maxPrefixTerms; {
		var caption strings.Builder
		for caption.Len() < 60_000 {
			fmt.Fprintf(&caption, "q%06d ", n)
			n++
		}
		seq++
		p, err := indextest.Photo(fmt.Sprint("many", seq), seq, "caption: "+caption.String())
		if err != nil {
			t.Fatal(err)
		}
		photos = append(photos, p)
	}
	if err := e.Apply(t.Context(), photos, seq); err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"q*", "-q*"} {
		for _, sort := range []index.Sort{index.Newest, index.Relevance} {
			r := request(t, text)
			r.Sort = sort
			_, err := e.Search(t.Context(), r)
			var refused *index.RequestError
			if !errors.As(err, &refused) {
				t.Fatalf("%s by %s: %v, want a *RequestError", text, sort, err)
			}
			if refused.Reason != "too many words begin with q*; write more of its letters" {
				t.Errorf("%s: %s", text, refused.Reason)
			}
		}
	}
	if r, err := e.Search(t.Context(), request(t, "q0001*")); err != nil || r.Total != 1 {
		t.Errorf("a longer prefix: %v", err)
	}
}
