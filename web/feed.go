package web

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/xml"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
	"cutline/thumbs"
)

// feedEntries is how many photos a feed has: those that came last.
const feedEntries = 50

// atomFeed is a feed by RFC 4287.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	ID      string      `xml:"id"`
	Title   string      `xml:"title"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	ID        string     `xml:"id"`
	Title     string     `xml:"title"`
	Updated   string     `xml:"updated"`
	Published string     `xml:"published"`
	Author    *atomName  `xml:"author"`
	Links     []atomLink `xml:"link"`
	Summary   string     `xml:"summary"` // text, which no reader takes for markup
}

type atomName struct {
	Name string `xml:"name"`
}

// searchFeed is a saved search as an Atom feed: the photos that came last, with
// caption and credit as text.
func (s *site) searchFeed(w http.ResponseWriter, r *http.Request) error {
	if desk := cleanDesk(r.URL.Query().Get("desk")); desk != "" {
		r = r.WithContext(context.WithValue(r.Context(), deskKey{}, desk))
	}
	saved, err := s.savedAsked(r)
	if err != nil {
		return err
	}
	if saved.Deleted != nil {
		return &requestError{status: http.StatusGone, text: "This saved search was deleted."}
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	// What the feed holds follows from these; a query may ask about today.
	head := w.Header()
	head.Set("Cache-Control", "no-cache")
	head.Set("ETag", fmt.Sprintf(`"%d-%d-%d-%s"`, saved.N, saved.Revision, s.Index.Status().Seq, h.now.In(h.zone).Format(time.DateOnly)))
	if strings.Contains(r.Header.Get("If-None-Match"), head.Get("ETag")) {
		w.WriteHeader(http.StatusNotModified)
		return nil
	}
	photos, err := s.latest(r.Context(), saved, h)
	if err != nil {
		return err
	}
	feed := h.feed(saved, "http://"+r.Host, photos)
	body := bytes.NewBufferString(xml.Header)
	if err := xml.NewEncoder(body).Encode(feed); err != nil {
		return fmt.Errorf("feed of saved search %d: %w", saved.N, err)
	}
	head.Set("Content-Type", "application/atom+xml; charset=utf-8")
	// No time is said: a feed that a killed photo leaves is older than it was, and
	// who asks by the time would keep the photo.
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body.Bytes()))
	return nil
}

// latest are the photos of a saved search that came last, the last first. The
// engine has no such order: instead it is asked for what came since a change,
// which is chosen so that neither too few nor too many did.
func (s *site) latest(ctx context.Context, saved archive.SavedSearch, h house) ([]*archive.Photo, error) {
	query, err := index.Parse(saved.Query)
	if err != nil {
		return nil, err
	}
	ctx = asMaker(ctx, saved)
	count := func(since archive.Seq) (int, error) { return s.newIn(ctx, h, saved, since, 0) }
	since := archive.Seq(0)
	total, err := count(since)
	for low, high := since, s.Index.Status().Seq; err == nil && total > index.MaxLimit && high-low > 1; {
		middle := low + (high-low)/2
		var n int
		switch n, err = count(middle); {
		case n > index.MaxLimit:
			low = middle
		case n < feedEntries:
			high = middle
		default:
			since, total = middle, n
		}
	}
	if err != nil {
		return nil, err
	}
	_, photos, err := s.find(ctx, index.Request{Query: query, Since: since, Limit: index.MaxLimit, Now: h.now, Zone: h.zone})
	if err != nil {
		return nil, err
	}
	photos = slices.DeleteFunc(photos, func(p *archive.Photo) bool { return notOffered(p) != "" })
	slices.SortFunc(photos, func(a, b *archive.Photo) int {
		return cmp.Or(cmp.Compare(b.Came, a.Came), b.Added.Compare(a.Added))
	})
	return photos[:min(len(photos), feedEntries)], nil
}

// feed is the feed of photos. at is the address of this server.
func (h house) feed(saved archive.SavedSearch, at string, photos []*archive.Photo) atomFeed {
	updated := saved.Made
	page := view{Text: saved.Query, Sort: index.Sort(saved.Sort), Size: defaultSize}.url("")
	feed := atomFeed{
		ID:    uuid(sha256.Sum256(fmt.Appendf(nil, "saved search %d of %d", saved.N, saved.Made.UnixMicro()))),
		Title: saved.Name + " · Cutline", Author: "Cutline",
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: at + feedURL(saved)}, {Rel: "alternate", Type: "text/html", Href: at + page}},
	}
	for _, p := range photos {
		entry, changed := h.entry(p, at)
		if changed.After(updated) {
			updated = changed
		}
		feed.Entries = append(feed.Entries, entry)
	}
	feed.Updated = updated.UTC().Format(time.RFC3339)
	return feed
}

func (h house) entry(p *archive.Photo, at string) (atomEntry, time.Time) {
	fields := p.Fields()
	caption := clip(fields[embedded.Caption].String(), maxShownValue)
	line, err := h.rules.PrintBeside(p.Reading.Credit.Credit, h.style)
	if err != nil { // a style that cannot be read: the words stand without a credit
		line = ""
	}
	changed := p.Added
	for _, a := range p.Arrivals {
		changed = later(changed, a.At)
	}
	for _, c := range p.Corrections {
		changed = later(changed, c.At)
	}
	entry := atomEntry{
		ID:        uuid(p.SHA256),
		Title:     clip(cmp.Or(fields[embedded.Headline].String(), caption, fileName(p)), 2*titleBytes),
		Updated:   changed.UTC().Format(time.RFC3339),
		Published: p.Added.UTC().Format(time.RFC3339),
		Links:     []atomLink{{Rel: "alternate", Type: "text/html", Href: at + "/photos/" + string(p.ID)}},
		Summary:   strings.TrimSpace(caption + "\n" + line),
	}
	if line != "" {
		entry.Author = &atomName{line}
	}
	if p.NoPicture() == "" {
		entry.Links = append(entry.Links, atomLink{Rel: "enclosure", Type: "image/jpeg", Href: at + renditionURL(p.ID, thumbs.Grid)})
	}
	return entry, changed
}

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// uuid names a hash as a UUID of the kind whose bits are the maker's affair
// (RFC 9562, version 8): the same photo has the same name in every archive.
func uuid(hash [32]byte) string {
	b := hash[:16]
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", b[0:4], b[4:6], b[6:8], b[8:10], b[10:])
}
