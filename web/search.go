package web

import (
	"errors"
	"net/http"
	"net/url"
	"strings"
	"unicode/utf8"

	"cutline/archive"
	"cutline/index"
)

// view is what the address of the search page says, and so the whole state of
// the page.
type view struct {
	Text string // the query as typed
	Sort index.Sort
	Size string // of the grid: 1, 2 or 3
}

const defaultSize = "2"

func readView(v url.Values) view {
	size := v.Get("size")
	if rowHeights[size] == 0 {
		size = defaultSize
	}
	return view{Text: v.Get("q"), Sort: index.Sort(v.Get("sort")), Size: size}
}

// url is the address of a view, from a place on where after is not empty.
// What is as usual is left out.
func (v view) url(after string) string {
	values := make(url.Values)
	for name, value := range map[string]string{"q": v.Text, "after": after} {
		if value != "" {
			values.Set(name, value)
		}
	}
	for _, p := range v.keep() {
		values.Set(p.Name, p.Value)
	}
	if len(values) == 0 {
		return "/"
	}
	return "/search?" + readable.Replace(values.Encode())
}

// readable leaves characters as they are that an address may hold.
var readable = strings.NewReplacer("+", "%20", "%3A", ":", "%2C", ",", "%2F", "/")

// keep are the parameters beside the query that are not as usual.
func (v view) keep() []param {
	var list []param
	if v.Sort != "" && v.Sort != index.Newest {
		list = append(list, param{"sort", string(v.Sort)})
	}
	if v.Size != defaultSize {
		list = append(list, param{"size", v.Size})
	}
	return list
}

// with is the address of the view with another query.
func (v view) with(query string) string {
	v.Text = query
	return v.url("")
}

// soon is how many pictures are loaded at once: those that a window shows.
const soon = 12

type searchPage struct {
	head
	Size string
	// Mistake is set where the query cannot be read; nothing below is then.
	Mistake *mistake
	// Empty: there is no photo in the archive at all.
	Empty      bool
	Rebuilding bool
	// Behind is how many changes the index has still to apply, where nothing
	// was found, or where the editor made them.
	Behind     int
	Total      int
	Exact      bool
	Fuzzy      bool
	Suggestion *suggestion
	Filters    []filter
	Facets     []facet
	Tiles      []tile
	Sorts      []choice
	Sizes      []choice
	First      string // address of the first page, empty on it
	Next       string // address of the next page, empty on the last
	Examples   []example
	// Seq is the last change that the results know of.
	Seq     archive.Seq
	Actions []action
}

// choice is one of a few, as a link.
type choice struct {
	Label, URL string
	Chosen     bool
}

// suggestion is a query that finds something, with its address.
type suggestion struct{ Query, URL string }

// mistake is a query mistake, shown in its place.
type mistake struct {
	Before, At, After string
	Text              string
	Suggestion, URL   string // the query put right
}

func (s *site) search(w http.ResponseWriter, r *http.Request) error {
	values := r.URL.Query()
	v := readView(values)
	text, request, err := searchRequest(values)
	page := searchPage{
		head: head{
			Title: strings.TrimSpace(clip(text, titleBytes)), Query: text, Keep: v.keep(),
			Sheets: []string{markSheet}, Keys: markKeys,
		},
		Size: v.Size,
	}
	if request.After == "" {
		list, err := s.examples(r.Context(), v, fewExamples)
		if err != nil {
			return err
		}
		page.Examples = list
	}
	page.Keys = searchKeys()
	if err == nil {
		v.Sort = request.Sort
		err = s.fillSearch(r, &page, v, request)
	}
	if e, ok := errors.AsType[*index.SyntaxError](err); ok {
		page.Mistake = v.mistake(e)
		return s.render(w, r, http.StatusBadRequest, "search", page)
	}
	if err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "search", page)
}

// typingHeader is set on a request made while the query is being typed: its
// last word may not be whole yet. It is no part of the address, which says the
// same to whoever opens it.
const typingHeader = "Cutline-Typing"

// moreHeader is set on a request for photos alone, to be put under those that a
// page has.
const moreHeader = "Cutline-More"

func (s *site) fillSearch(r *http.Request, page *searchPage, v view, request index.Request) error {
	ctx := r.Context()
	h, err := s.house(ctx)
	if err != nil {
		return err
	}
	if r.Header.Get(moreHeader) == "" {
		request.Facets = index.FacetNames()
	}
	request.Now, request.Zone = h.now, h.zone
	asked := request
	if r.Header.Get(typingHeader) != "" {
		asked.Query = request.Query.Typing()
	}
	page.Behind = s.behindOwn(r)
	result, photos, err := s.find(ctx, asked)
	if err != nil {
		return err
	}
	page.Seq, page.Actions = result.Seq, actions
	page.Total, page.Exact, page.Fuzzy = result.Total, result.Exact, result.Fuzzy
	page.Rebuilding = s.Index.Status().Rebuilding
	if len(photos) == 0 {
		st, err := s.status(ctx)
		if err != nil {
			return err
		}
		page.Behind = max(page.Behind, int(st.Index.Behind))
		page.Empty = st.Photos == 0 && request.Query.String() == ""
	}
	stacks, err := s.stacked(ctx, asked, result, photos)
	if err != nil {
		return err
	}
	marks := marksOf(result.Query)
	for _, p := range photos {
		if stacks.behind[p.ID] {
			continue
		}
		t, err := s.tile(p, marks, h, v.Size)
		if err != nil {
			return err
		}
		t.Picture.Soon, t.Others = len(page.Tiles) < soon, stacks.others[p.ID]
		page.Tiles = append(page.Tiles, t)
	}
	if text := result.Suggestion.String(); text != "" {
		page.Suggestion = &suggestion{Query: text, URL: v.with(text)}
	}
	page.Filters = v.filters(request.Query, h)
	page.Facets = v.facets(request.Query, result.Facets)
	page.Sorts, page.Sizes = v.sorts(), v.sizes(request.After)
	if request.After != "" {
		page.First = v.url("")
	}
	if result.Next != "" {
		page.Next = v.url(result.Next)
	}
	return nil
}

func (v view) sorts() []choice {
	var list []choice
	for _, s := range []struct {
		sort  index.Sort
		label string
	}{{index.Newest, "Newest"}, {index.Taken, "Taken"}, {index.Relevance, "Relevance"}} {
		to := v
		to.Sort = s.sort
		list = append(list, choice{Label: s.label, URL: to.url(""), Chosen: v.Sort == s.sort})
	}
	return list
}

func (v view) sizes(after string) []choice {
	var list []choice
	for _, s := range []struct{ size, label string }{{"1", "Small"}, {"2", "Medium"}, {"3", "Large"}} {
		to := v
		to.Size = s.size
		list = append(list, choice{Label: s.label, URL: to.url(after), Chosen: v.Size == s.size})
	}
	return list
}

// mistakeContext is how many bytes of the query are shown on either side of a
// mistake, and of the mistake itself.
const mistakeContext = 80

func (v view) mistake(e *index.SyntaxError) *mistake {
	pos := min(max(e.Pos, 0), len(v.Text))
	end := min(max(e.End, pos), len(v.Text))
	m := &mistake{
		Before: lastBytes(v.Text[:pos], mistakeContext),
		At:     clip(v.Text[pos:end], mistakeContext),
		After:  clip(v.Text[end:], mistakeContext),
		Text:   sentence(e.Text),
	}
	if e.Suggest != "" {
		m.Suggestion = v.Text[:pos] + e.Suggest + v.Text[end:]
		m.URL = v.with(m.Suggestion)
	}
	return m
}

// lastBytes is about the last n bytes of a text.
func lastBytes(text string, n int) string {
	if len(text) <= n {
		return text
	}
	from := len(text) - n
	for from < len(text) && !utf8.RuneStart(text[from]) {
		from++
	}
	return "…" + text[from:]
}
