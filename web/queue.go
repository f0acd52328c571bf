package web

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index"
)

// queuePage is how many photos a page of a queue has.
const queueRows = 40

// expiredQueue is the queue of photos whose time is over. It is found by search,
// because it changes with the clock.
const expiredQueue = "should not be here"

// noArchiveGrace is after how many days a photo that is not to be archived, and
// names no days, should be gone.
const noArchiveGrace = 30

// expiredQuery finds the photos that may be in expiredQueue.
const expiredQuery = `is:expired OR "no archives" OR "no archive" OR narch OR narch30`

// queueTab is a queue in a list of them.
type queueTab struct {
	Name, Slug, URL string
	Count           int
	// Counted: Count is known.
	Counted, Chosen bool
}

func slug(queue string) string { return strings.ReplaceAll(queue, " ", "-") }

// queueTabs are all queues.
func (s *site) queueTabs(ctx context.Context, chosen string) ([]queueTab, error) {
	counts, err := s.Archive.Queued.CountWaiting(ctx)
	if err != nil {
		return nil, err
	}
	var tabs []queueTab
	for _, queue := range archive.Queues {
		tabs = append(tabs, queueTab{Name: queue, Slug: slug(queue), Count: counts[queue], Counted: true})
	}
	tabs = append(tabs, queueTab{Name: archive.Unread, Slug: "unread"})
	tabs = append(tabs, queueTab{Name: expiredQueue, Slug: slug(expiredQueue)})
	tabs = append(tabs, queueTab{Name: "same picture, other credit", Slug: "same-picture"})
	for i := range tabs {
		tabs[i].URL, tabs[i].Chosen = "/queues/"+tabs[i].Slug, tabs[i].Name == chosen
		if tabs[i].Slug == "unread" {
			tabs[i].URL = "/credits"
		}
	}
	return tabs, nil
}

type queuePage struct {
	ingestHead
	Queues []queueTab
	// Queue is the one shown, Slug its name in addresses, Field what it mends.
	Queue, Slug, Field string
	Label              string
	Prose              bool // the field is a text of several lines
	Mends              bool // it can be mended here
	Rows               []queueRow
	Next               string
	// Done is what was taken a moment ago, to be undone.
	Done *takenRow
}

type queueRow struct {
	ID, URL, File, Path string
	Picture             picture
	Caption             string
	Credit              creditLine
	Reason              string // why it is here, where that is not plain
	Proposals           []archive.Proposal
	Value               string // the first of them
}

type takenRow struct {
	ID, URL, File, Value string
	N                    int
}

// queues leads to the first queue in which somebody waits.
func (s *site) queues(w http.ResponseWriter, r *http.Request) error {
	counts, err := s.Archive.Queued.CountWaiting(r.Context())
	if err != nil {
		return err
	}
	to := archive.Queues[0]
	if i := slices.IndexFunc(archive.Queues, func(q string) bool { return counts[q] > 0 }); i >= 0 {
		to = archive.Queues[i]
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, "/queues/"+slug(to), http.StatusSeeOther)
	return nil
}

// queueAsked is the queue in the address.
func queueAsked(r *http.Request) (string, error) {
	for _, queue := range append(slices.Clone(archive.Queues), expiredQueue) {
		if slug(queue) == r.PathValue("queue") {
			return queue, nil
		}
	}
	return "", &requestError{status: http.StatusNotFound, text: "There is no queue of this name.", next: "Work queues lists those that there are."}
}

// queue shows the photos of a queue, each with a proposal.
func (s *site) queue(w http.ResponseWriter, r *http.Request) error {
	queue, err := queueAsked(r)
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	field := archive.Mends(queue)
	page := &queuePage{
		ingestHead: s.ingestHead(r, "Work queue: "+queue), Queue: queue, Slug: slug(queue), Field: string(field), Label: label(field),
		Prose: field == embedded.Caption, Mends: queue != expiredQueue,
	}
	page.Keys = []pageKey{
		{"j", "in a work queue, the next photo"},
		{"k", "the one before"},
		{"a", "take what is proposed, or was written"},
		{"s", "take the same as the last"},
		{"e", "write it"},
		{"u", "undo"},
	}
	page.choose("/queues")
	if page.Queues, err = s.queueTabs(r.Context(), queue); err != nil {
		return err
	}
	if queue == expiredQueue {
		err = s.fillExpired(r, page, h)
	} else {
		err = s.fillQueue(r, page, h, queue)
	}
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "queue", page)
}

func (s *site) fillQueue(r *http.Request, page *queuePage, h house, queue string) error {
	after, _ := archive.ParseID(r.URL.Query().Get("after"))
	ids, err := s.Archive.Queued.Waiting(r.Context(), queue, after, queueRows+1)
	if err != nil {
		return err
	}
	if len(ids) > queueRows {
		ids = ids[:queueRows]
		page.Next = "/queues/" + page.Slug + "?after=" + string(ids[queueRows-1])
	}
	photos, err := s.Archive.Catalogue.Photos(r.Context(), ids)
	if err != nil {
		return err
	}
	proposals, err := s.Archive.Propose(r.Context(), queue, photos)
	if err != nil {
		return err
	}
	for _, p := range photos {
		row, err := s.queueRow(p, h)
		if err != nil {
			return err
		}
		if row.Proposals = proposals[p.ID]; len(row.Proposals) > 0 {
			row.Value = row.Proposals[0].Value
		}
		page.Rows = append(page.Rows, row)
	}
	// What can be taken with one key comes first.
	slices.SortStableFunc(page.Rows, func(a, b queueRow) int { return cmp.Compare(min(len(b.Proposals), 1), min(len(a.Proposals), 1)) })
	page.Done, err = s.takenAsked(r, archive.Mends(queue))
	return err
}

func (s *site) queueRow(p *archive.Photo, h house) (queueRow, error) {
	line, err := h.creditLine(&p.Reading.Credit.Credit, marks{}, maxTileCredit)
	if err != nil {
		return queueRow{}, err
	}
	fields := p.Fields()
	caption := fields[embedded.Caption].String()
	if caption == "" {
		caption = fields[embedded.Headline].String()
	}
	row := queueRow{
		ID: string(p.ID), URL: "/photos/" + string(p.ID), File: clip(fileName(p), maxShownName),
		Picture: gridPicture(p, "1"), Caption: clip(caption, maxCreditShown), Credit: line,
	}
	row.Picture.Alt = ""
	if n := len(p.Arrivals); n > 0 {
		row.Path = clip(shownPath(p.Arrivals[n-1].Path), maxCreditShown)
	}
	return row, nil
}

// fillExpired lists the photos whose time is over, by their own terms.
func (s *site) fillExpired(r *http.Request, page *queuePage, h house) error {
	query, err := index.Parse(expiredQuery)
	if err != nil {
		return err
	}
	result, photos, err := s.find(r.Context(), index.Request{
		Query: query, Sort: index.Newest, After: clip(r.URL.Query().Get("after"), maxAfterBytes), Limit: queueRows, Now: h.now, Zone: h.zone,
	})
	if err != nil {
		return err
	}
	if result.Next != "" {
		page.Next = "/queues/" + page.Slug + "?" + url.Values{"after": {result.Next}}.Encode()
	}
	for _, p := range photos {
		reason := overBy(p, h)
		if reason == "" || p.Shelf.Retired != nil {
			continue
		}
		row, err := s.queueRow(p, h)
		if err != nil {
			return err
		}
		row.Reason = reason
		page.Rows = append(page.Rows, row)
	}
	return nil
}

// overBy says why the time of a photo is over; empty where it is not, by each of
// the days that it may run from.
func overBy(p *archive.Photo, h house) string {
	for _, e := range p.Endings(h.zone, noArchiveGrace) {
		if e.Last.Before(h.now) {
			return fmt.Sprintf("Over since %s: “%s” (%s)", date(e.Last, h), clip(e.Term.Text, maxCreditShown), e.Term.Place)
		}
	}
	return ""
}

// takenAsked is the correction that the address names as just taken.
func (s *site) takenAsked(r *http.Request, field embedded.Field) (*takenRow, error) {
	id, err := archive.ParseID(r.URL.Query().Get("done"))
	n, numberErr := strconv.Atoi(r.URL.Query().Get("n"))
	if err != nil || numberErr != nil {
		return nil, nil
	}
	p, err := s.Archive.Photo(r.Context(), id)
	if errors.Is(err, archive.ErrNotFound) {
		return nil, nil
	}
	if err != nil || !p.Stands(n) || p.Corrections[n-1].Field != field {
		return nil, err
	}
	return &takenRow{
		ID: string(id), N: n, URL: "/photos/" + string(id), File: clip(fileName(p), maxShownName),
		Value: clip(strings.Join(p.Corrections[n-1].To, "; "), maxCreditShown),
	}, nil
}

// takeProposal takes what a row of a queue proposes, or what was typed there.
func (s *site) takeProposal(w http.ResponseWriter, r *http.Request) error {
	queue, err := queueAsked(r)
	if err != nil {
		return err
	}
	if err := readForm(w, r); err != nil {
		return err
	}
	p, n, err := s.correctAsked(w, r, r.PostFormValue("id"), archive.Mends(queue))
	if err != nil {
		return err
	}
	s.foundSoon(r.Context())
	http.Redirect(w, r, fmt.Sprintf("/queues/%s?done=%s&n=%d", slug(queue), p.ID, n), http.StatusSeeOther)
	return nil
}

// undoProposal takes back what was taken.
func (s *site) undoProposal(w http.ResponseWriter, r *http.Request) error {
	queue, err := queueAsked(r)
	if err != nil {
		return err
	}
	if err := readForm(w, r); err != nil {
		return err
	}
	if _, err := s.undoAsked(w, r, r.PostFormValue("id"), r.PostFormValue("n")); err != nil {
		return err
	}
	s.foundSoon(r.Context())
	http.Redirect(w, r, "/queues/"+slug(queue), http.StatusSeeOther)
	return nil
}
