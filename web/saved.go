package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/index"
)

func (s *site) searchRoutes() map[string]handler {
	return map[string]handler{
		"GET /searches":                  s.searches,
		"POST /searches":                 s.saveSearch,
		"GET /searches/{n}":              s.visitSearch,
		"POST /searches/{n}":             s.reviseSearch,
		"POST /searches/{n}/seen":        s.searchSeen,
		"GET /searches/{n}/feed":         s.searchFeed,
		"GET /api/v1/searches":           s.apiSearches,
		"POST /api/v1/searches":          s.apiSaveSearch,
		"POST /api/v1/searches/{n}":      s.apiReviseSearch,
		"POST /api/v1/searches/{n}/seen": s.apiSearchSeen,
		"GET /api/v1/searches/events":    s.apiAlerts,
	}
}

// savedAsked is the saved search whose number is in the address. One of another
// desk is not told from one that is not there.
func (s *site) savedAsked(r *http.Request) (archive.SavedSearch, error) {
	none := &requestError{status: http.StatusNotFound, text: "There is no such saved search, or it is another desk's own.", next: "The page Searches lists those that you can see."}
	n, err := strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err != nil {
		return archive.SavedSearch{}, none
	}
	saved, err := s.Archive.SavedSearch(r.Context(), n)
	if statusOf(err) == http.StatusNotFound || err == nil && saved.Owner != "" && saved.Owner != s.deskAsking(r) {
		return saved, none
	}
	return saved, err
}

// newIn is how many photos that a saved search finds came after a change, and up
// to another where that is not 0. It finds what its maker sees: a name after in:
// may be of a private collection.
func (s *site) newIn(ctx context.Context, h house, saved archive.SavedSearch, since, upTo archive.Seq) (int, error) {
	query, err := index.Parse(saved.Query)
	if err != nil {
		return 0, err
	}
	result, err := s.ask(asMaker(ctx, saved), index.Request{Query: query, Since: since, UpTo: upTo, Limit: -1, Now: h.now, Zone: h.zone})
	if err != nil {
		return 0, err
	}
	return result.Total, nil
}

// seenBy is up to which change a desk saw a saved search.
func seenBy(saved archive.SavedSearch, visits map[int64]archive.Seq) archive.Seq {
	if seq, ok := visits[saved.N]; ok {
		return max(seq, saved.Since)
	}
	return saved.Since
}

type searchesPage struct {
	head
	Own, Shared []savedRow
	Deleted     []archive.SavedSearch
	Desk        string
	// Asked is the query to save, as the search page sends it.
	Asked, AskedSort string
}

// savedRow is a saved search with what is new in it.
type savedRow struct {
	archive.SavedSearch
	New int
	// Mistake says why its query cannot be read any more.
	Mistake   string
	URL, Feed string
}

// searches lists the saved searches of a desk.
func (s *site) searches(w http.ResponseWriter, r *http.Request) error {
	desk := deskOf(r.Context())
	rows, err := s.savedRows(r.Context(), desk)
	if err != nil {
		return err
	}
	page := searchesPage{
		head: head{Title: "Saved searches", Sheets: []string{deskSheet, collectSheet}},
		Desk: desk, Asked: r.URL.Query().Get("q"), AskedSort: r.URL.Query().Get("sort"),
	}
	for _, row := range rows {
		if row.Owner != "" {
			page.Own = append(page.Own, row)
		} else {
			page.Shared = append(page.Shared, row)
		}
	}
	all, err := s.Archive.Searches.Searches(r.Context())
	if err != nil {
		return err
	}
	for _, saved := range all {
		if saved.Deleted != nil && (saved.Owner == "" || saved.Owner == desk) {
			page.Deleted = append(page.Deleted, saved)
		}
	}
	return s.render(w, r, http.StatusOK, "savedsearches", page)
}

func (s *site) savedRows(ctx context.Context, desk string) ([]savedRow, error) {
	list, err := s.Archive.SearchesOf(ctx, desk)
	if err != nil {
		return nil, err
	}
	visits, err := s.Archive.Searches.Visits(ctx, desk)
	if err != nil {
		return nil, err
	}
	h, err := s.house(ctx)
	if err != nil {
		return nil, err
	}
	rows := make([]savedRow, len(list))
	for i, saved := range list {
		rows[i] = savedRow{SavedSearch: saved, URL: searchURL(saved.N), Feed: feedURL(saved)}
		rows[i].New, err = s.newIn(ctx, h, saved, seenBy(saved, visits), 0)
		if mistake, ok := errors.AsType[*index.SyntaxError](err); ok {
			rows[i].Mistake = sentence(mistake.Text)
		} else if err != nil {
			return nil, err
		}
	}
	return rows, nil
}

func searchURL(n int64) string { return "/searches/" + strconv.FormatInt(n, 10) }

// feedURL is where the feed of a saved search is. A reader of feeds has no
// cookie: of a private one the address says the desk.
func feedURL(saved archive.SavedSearch) string {
	address := searchURL(saved.N) + "/feed"
	if saved.Owner != "" {
		address += "?desk=" + url.QueryEscape(saved.Owner)
	}
	return address
}

// setSearch makes of a search what a form asks: name, q, sort, private=1 or 0.
// The query must be one that can be read.
func (s *site) setSearch(r *http.Request, saved *archive.SavedSearch, who string) error {
	form := r.PostForm
	if form.Has("name") {
		saved.Name = form.Get("name")
	}
	switch form.Get("private") {
	case "1":
		saved.Owner = who
	case "0":
		saved.Owner = ""
	}
	if form.Has("q") {
		values := map[string][]string{"q": form["q"], "sort": {form.Get("sort")}}
		text, request, err := searchRequest(values)
		if err != nil {
			return err
		}
		h, err := s.house(r.Context())
		if err != nil {
			return err
		}
		saved.Query, saved.Sort = strings.TrimSpace(text), string(request.Sort)
		if _, err := s.newIn(r.Context(), h, archive.SavedSearch{Query: saved.Query, Actor: who}, s.Index.Status().Seq+1, 0); err != nil {
			return err
		}
	}
	if form.Get("delete") != "" && saved.Deleted == nil {
		saved.Deleted = &archive.Gone{By: who, At: s.now().UTC()}
	}
	if form.Get("restore") != "" {
		saved.Deleted = nil
	}
	return nil
}

// newSearch saves the search that a form asks for. What is there already is new
// to nobody.
func (s *site) newSearch(w http.ResponseWriter, r *http.Request) (archive.SavedSearch, error) {
	if err := readForm(w, r); err != nil {
		return archive.SavedSearch{}, err
	}
	who, err := actor(w, r)
	if err != nil {
		return archive.SavedSearch{}, err
	}
	saved := archive.SavedSearch{Actor: who, Since: s.Index.Status().Seq}
	if err := s.setSearch(r, &saved, who); err != nil {
		return saved, err
	}
	return s.Archive.SaveSearch(r.Context(), saved)
}

func (s *site) saveSearch(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.newSearch(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, "/searches", http.StatusSeeOther)
	return nil
}

func (s *site) revisedSearch(w http.ResponseWriter, r *http.Request) (archive.SavedSearch, error) {
	if err := readForm(w, r); err != nil {
		return archive.SavedSearch{}, err
	}
	who, err := actor(w, r)
	if err != nil {
		return archive.SavedSearch{}, err
	}
	saved, err := s.savedAsked(r)
	if err != nil {
		return saved, err
	}
	if seen, err := strconv.Atoi(r.PostFormValue("revision")); err == nil && seen != saved.Revision {
		return saved, archive.ErrConflict
	}
	if err := s.setSearch(r, &saved, who); err != nil {
		return saved, err
	}
	return s.Archive.SaveSearch(r.Context(), saved)
}

func (s *site) reviseSearch(w http.ResponseWriter, r *http.Request) error {
	if _, err := s.revisedSearch(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, "/searches", http.StatusSeeOther)
	return nil
}

// visitSearch leads to what a saved search finds, and remembers that the desk
// saw it. A browser that only looks ahead has seen nothing.
func (s *site) visitSearch(w http.ResponseWriter, r *http.Request) error {
	saved, err := s.savedAsked(r)
	if err != nil {
		return err
	}
	if r.Method == http.MethodGet && r.Header.Get("Sec-Purpose") == "" {
		if err := s.visited(r, saved); err != nil {
			return err
		}
	}
	w.Header().Set("Cache-Control", "no-store")
	http.Redirect(w, r, view{Text: saved.Query, Sort: index.Sort(saved.Sort), Size: defaultSize}.url(""), http.StatusSeeOther)
	return nil
}

func (s *site) visited(r *http.Request, saved archive.SavedSearch) error {
	return s.Archive.Searches.Visit(r.Context(), saved.N, s.deskAsking(r), s.Index.Status().Seq, s.now())
}

// sawSearch says that a desk saw what is new in a search, without looking.
func (s *site) sawSearch(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	saved, err := s.savedAsked(r)
	if err != nil {
		return err
	}
	return s.visited(r, saved)
}

func (s *site) searchSeen(w http.ResponseWriter, r *http.Request) error {
	if err := s.sawSearch(w, r); err != nil {
		return err
	}
	http.Redirect(w, r, "/searches", http.StatusSeeOther)
	return nil
}

func (s *site) apiSearchSeen(w http.ResponseWriter, r *http.Request) error {
	if err := s.sawSearch(w, r); err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]any{"seq": s.Index.Status().Seq})
}

// savedAnswer is a saved search as a program gets it.
type savedAnswer struct {
	archive.SavedSearch
	// New is how many photos came that the desk has not seen in it.
	New     int    `json:"new"`
	Mistake string `json:"mistake,omitempty"`
	Feed    string `json:"feed"`
}

func (s *site) apiSearches(w http.ResponseWriter, r *http.Request) error {
	rows, err := s.savedRows(r.Context(), deskOf(r.Context()))
	if err != nil {
		return err
	}
	list := make([]savedAnswer, len(rows))
	for i, row := range rows {
		list[i] = savedAnswer{row.SavedSearch, row.New, row.Mistake, row.Feed}
	}
	return s.sendJSON(w, r, http.StatusOK, map[string]any{"searches": list})
}

func (s *site) apiSaveSearch(w http.ResponseWriter, r *http.Request) error {
	saved, err := s.newSearch(w, r)
	if err != nil {
		return err
	}
	w.Header().Set("Location", fmt.Sprintf("/api/v1/searches/%d", saved.N))
	return s.sendJSON(w, r, http.StatusCreated, savedAnswer{SavedSearch: saved, Feed: feedURL(saved)})
}

func (s *site) apiReviseSearch(w http.ResponseWriter, r *http.Request) error {
	saved, err := s.revisedSearch(w, r)
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, savedAnswer{SavedSearch: saved, Feed: feedURL(saved)})
}
