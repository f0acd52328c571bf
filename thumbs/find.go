package thumbs

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"io/fs"
	"slices"
	"time"

	"cutline/archive"
)

// Finder finds the photos of an archive that show a given picture: the same
// file, the same picture data with other words, or the same picture saved
// again, scaled, or cut a little at its edges. It may be used at once by many.
type Finder struct {
	// Patience is how long Find waits, at most, to learn what photos look like
	// that it does not know yet. 0 is until it knows all.
	Patience time.Duration

	archive *archive.Archive
	store   *Store
	prints  prints
}

// NewFinder makes a finder for the photos of an archive, whose renditions are
// in the store. It knows no photo yet; [Finder.Learn] and Find see to that.
func NewFinder(a *archive.Archive, s *Store) *Finder {
	return &Finder{archive: a, store: s, prints: prints{learning: make(chan struct{}, 1)}}
}

// Learn reads what photos look like that came or changed since the last time. Of
// a million photos that takes about a second and 28 MB of memory.
func (f *Finder) Learn(ctx context.Context) error { return f.prints.learn(ctx, f.archive.Fingerprints) }

// learnEvery is how often Follow learns. Find learns by itself, so this only
// keeps its work short.
const learnEvery = time.Second

// Follow learns until ctx ends or the catalogue fails.
func (f *Finder) Follow(ctx context.Context) error {
	tick := time.NewTicker(learnEvery)
	defer tick.Stop()
	for {
		if err := f.Learn(ctx); err != nil {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-tick.C:
		}
	}
}

const (
	// maxMatches is how many photos are found by one picture, at most.
	maxMatches = 20
	// maxCompared is how many are compared with it.
	maxCompared = 12
	// reach is the number of bits in which the fingerprints of a picture and a
	// photo that are compared may differ.
	reach = 10
)

// Find returns the photos that show the picture. Photos that have left
// (Photo.Shelf) are found by bytes and pixels only: what they looked like is
// gone. Those that were killed are found as any other.
func (f *Finder) Find(ctx context.Context, look *archive.Look) (archive.Found, error) {
	matches, err := f.byData(ctx, look.Photo)
	if err != nil {
		return archive.Found{}, fmt.Errorf("thumbs: find a picture: %w", err)
	}
	whole, err := f.learnPatiently(ctx)
	if err != nil {
		return archive.Found{}, err
	}
	similar, searched, err := f.byPicture(ctx, look.Small, matches)
	if err != nil {
		return archive.Found{}, fmt.Errorf("thumbs: find a picture: %w", err)
	}
	found := archive.Found{Matches: append(matches, similar...), Searched: searched, Photos: searched}
	found.Matches = found.Matches[:min(len(found.Matches), maxMatches)]
	if !whole {
		stats, err := f.archive.Catalogue.Stats(ctx)
		if err != nil {
			return archive.Found{}, fmt.Errorf("thumbs: find a picture: %w", err)
		}
		found.Photos = max(stats.Photos, searched)
	}
	return found, nil
}

// Like returns the other photos that show what a photo of the archive shows, or
// nearly so, the surest first.
func (f *Finder) Like(ctx context.Context, p *archive.Photo) (archive.Found, error) {
	small, err := f.gridOf(ctx, p.ID)
	if err != nil {
		return archive.Found{}, fmt.Errorf("thumbs: find photos like %s: %w", p.ID, err)
	}
	found, err := f.Find(ctx, &archive.Look{Photo: p, Small: small})
	found.Matches = slices.DeleteFunc(found.Matches, func(m archive.Match) bool { return m.ID == p.ID })
	return found, err
}

// Near returns at most limit photos that look much like a photo, the nearest
// first, by their fingerprints alone. It is advice: a scene that was shot twice
// is near, too.
func (f *Finder) Near(ctx context.Context, p *archive.Photo, limit int) ([]archive.ID, error) {
	if p.Fingerprint == 0 || p.Shelf.Retired != nil {
		return nil, nil
	}
	if _, err := f.learnPatiently(ctx); err != nil {
		return nil, fmt.Errorf("thumbs: find near pictures: %w", err)
	}
	candidates, _ := f.prints.near([]archive.Fingerprint{p.Fingerprint}, reach, limit+1)
	var ids []archive.ID
	for _, c := range candidates {
		if c.id != p.ID && len(ids) < limit {
			ids = append(ids, c.id)
		}
	}
	return ids, nil
}

// learnPatiently learns as long as Patience lasts, and reports whether that was
// to the end.
func (f *Finder) learnPatiently(ctx context.Context) (whole bool, err error) {
	if f.Patience == 0 {
		return true, f.Learn(ctx)
	}
	patient, cancel := context.WithTimeout(ctx, f.Patience)
	defer cancel()
	err = f.Learn(patient)
	if err == nil {
		return true, nil
	}
	if patient.Err() == nil {
		return false, err
	}
	return false, ctx.Err()
}

// byData finds photos by the bytes and the pixels of a file.
func (f *Finder) byData(ctx context.Context, seen *archive.Photo) ([]archive.Match, error) {
	ids := []archive.ID{seen.ID}
	if twins, ok := f.archive.Catalogue.(archive.Twins); ok && seen.PixelHash != "" {
		twin, err := twins.Twin(ctx, seen.PixelHash)
		if err != nil {
			return nil, err
		}
		if twin != "" && twin != seen.ID {
			ids = append(ids, twin)
		}
	}
	photos, err := f.archive.Catalogue.Photos(ctx, ids)
	if err != nil {
		return nil, err
	}
	var matches []archive.Match
	add := func(id archive.ID, how archive.How) {
		if !slices.ContainsFunc(matches, func(m archive.Match) bool { return m.ID == id }) {
			matches = append(matches, archive.Match{ID: id, How: how, Likeness: 1, Certain: true})
		}
	}
	for _, p := range photos {
		if p.SHA256 == seen.SHA256 {
			add(p.ID, archive.ByBytes)
		} else {
			add(p.ID, archive.ByPixels)
		}
	}
	for _, p := range photos {
		for _, r := range p.Relations {
			if r.Kind == archive.SamePixels {
				add(r.Of, archive.ByPixels)
			}
		}
	}
	return matches, nil
}

// byPicture finds photos that look like a picture, but for those found already,
// and says how many photos it went through. A picture that could not be looked
// at, nil, is like none.
func (f *Finder) byPicture(ctx context.Context, small image.Image, found []archive.Match) ([]archive.Match, int, error) {
	var views []view
	if small != nil {
		views = viewsOf(small)
	}
	asked := make([]archive.Fingerprint, len(views))
	for i, v := range views {
		asked[i] = v.print
	}
	candidates, searched := f.prints.near(asked, reach, maxCompared+len(found))
	var matches []archive.Match
	for _, c := range candidates {
		if slices.ContainsFunc(found, func(m archive.Match) bool { return m.ID == c.id }) {
			continue
		}
		photo, err := f.gridOf(ctx, c.id)
		if err != nil {
			return nil, 0, err
		}
		if photo == nil {
			continue
		}
		view, inGrey := views[c.asked], newGrey(photo)
		aligned := align(view.grey, inGrey, view.window)
		g := compare(view.grey, inGrey, aligned)
		if !g.alike() {
			continue
		}
		matches = append(matches, archive.Match{
			ID: c.id, How: archive.ByPicture, Distance: c.distance, Likeness: g.likeness(), Mirrored: view.mirrored,
			Certain: g.same() && !view.mirrored && sameColours(small, photo, aligned),
		})
	}
	slices.SortStableFunc(matches, func(a, b archive.Match) int {
		switch {
		case a.Certain == b.Certain:
			return cmp.Compare(b.Likeness, a.Likeness)
		case a.Certain:
			return -1
		}
		return 1
	})
	return matches, searched, nil
}

// gridOf is the grid rendition of a photo, made again where it is missing; nil
// where there is none to be had.
func (f *Finder) gridOf(ctx context.Context, id archive.ID) (image.Image, error) {
	r, err := f.store.Open(id, Grid)
	if errors.Is(err, fs.ErrNotExist) {
		photos, err := f.archive.Catalogue.Photos(ctx, []archive.ID{id})
		if err != nil || len(photos) == 0 {
			return nil, err
		}
		if f.store.Ensure(ctx, photos[0], f.archive.Originals) != nil {
			return nil, ctx.Err() // the follower of renditions says why
		}
		r, err = f.store.Open(id, Grid)
		if err != nil {
			return nil, nil
		}
	} else if err != nil {
		return nil, err
	}
	defer r.Close()
	img, err := jpeg.Decode(r)
	if err != nil {
		return nil, nil // verify finds and renews it
	}
	return img, nil
}
