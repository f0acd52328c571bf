package web

import (
	"net/http"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/archive/reuse"
)

// action is what can be done with the photos that are selected on the search
// page. It stands on the bar as a button.
type action struct {
	// Label is a verb in the imperative.
	Label string
	// To is the address that the selection is posted to; see [selection].
	To string
	// Key is one key that does it, empty for none.
	Key string
	// Copies: to Accept: text/plain it answers with text for the clipboard.
	Copies bool
}

// actions are those on the bar, in its order.
var actions = []action{
	{Label: "Check", To: "/selection/check", Key: "k"},
	{Label: "Compare", To: "/selection/compare", Key: "v"},
	{Label: "Copy credits", To: "/selection/credits", Key: "c", Copies: true},
	{Label: "Correct", To: "/correct", Key: "e"},
	{Label: "Mark", To: "/selection/mark", Key: "m"},
	{Label: "Collect", To: "/selection/collect", Key: "l"},
	{Label: "Export", To: "/selection/export", Key: "d"},
}

// searchKeys are the keys of the search page alone.
func searchKeys() []pageKey {
	keys := []pageKey{
		{"x", "select the photo; with Shift and arrows, those beside it"},
		{"a", "select all on the page"},
		{"Esc", "select none"},
		{"n", "show what is new"},
	}
	for _, a := range actions {
		if a.Key != "" {
			keys = append(keys, pageKey{a.Key, "selected photos: " + strings.ToLower(a.Label)})
		}
	}
	return keys
}

func (s *site) selectionRoutes() map[string]handler {
	return map[string]handler{
		"POST /selection/check":   s.checkSelected,
		"POST /selection/credits": s.copyCredits,
	}
}

// checkSelected checks photos before reuse, and leads to their credit sheet.
func (s *site) checkSelected(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxCheckItems)
	if err != nil {
		return err
	}
	asked := make([]reuse.Asked, len(chosen.IDs))
	for i, id := range chosen.IDs {
		asked[i] = reuse.Asked{Item: "/photos/" + string(id), ID: id}
	}
	checked, err := s.check(r.Context(), asked, r.PostForm, deskName(r))
	if err != nil {
		return err
	}
	made := &sheet{at: s.now(), Checked: checked}
	s.sheets.add(made)
	http.Redirect(w, r, "/check/sheets/"+strconv.Itoa(made.id), http.StatusSeeOther)
	return nil
}

// maxCopied is how many credit lines are copied at once.
const maxCopied = 5000

// copiedPage is text to take to another program.
type copiedPage struct {
	head
	Says string
	Text string
	// Without is how many of the photos have no credit.
	Without int
	Back    string
}

// copyCredits answers with the credits of photos in the house style, one a line
// in the order of the selection.
func (s *site) copyCredits(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxCopied)
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page := copiedPage{head: head{Title: "Credits", Sheets: []string{deskSheet}}, Says: chosen.Says(), Back: chosen.View.url("")}
	var lines []string
	err = s.loaded(r.Context(), chosen, func(p *archive.Photo) error {
		line, err := h.rules.PrintBeside(p.Reading.Credit.Credit, h.style)
		switch {
		case err != nil:
			return err
		case line == "":
			page.Without++
		default:
			lines = append(lines, oneLine(clip(line, maxCreditBytes)))
		}
		return nil
	})
	if err != nil {
		return err
	}
	page.Text = strings.Join(lines, "\n")
	w.Header().Set("Cache-Control", "no-store")
	if textWanted(r) {
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		s.send(w, r, http.StatusOK, []byte(page.Text))
		return nil
	}
	return s.render(w, r, http.StatusOK, "copied", page)
}

// oneLine is a text without line breaks: what a file says may hold them, and
// the next line is another photo's.
func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
