package web

import (
	"encoding/csv"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"cutline/archive"
	"cutline/archive/reuse"
)

// sheet is the credit sheet of one check. Sheets live in memory: what was found
// is logged with each photo, and a check is made again in a moment.
type sheet struct {
	id   int
	at   time.Time
	text string // that was asked
	Checked
}

// sheets are those that a page can still show.
type sheets struct {
	mu   sync.Mutex
	last int
	list map[int]*sheet
}

// maxSheets is how many are kept.
const maxSheets = 100

func (ss *sheets) add(s *sheet) {
	ss.mu.Lock()
	defer ss.mu.Unlock()
	if ss.list == nil {
		ss.list = make(map[int]*sheet)
	}
	ss.last++
	s.id = ss.last
	ss.list[s.id] = s
	delete(ss.list, s.id-maxSheets)
}

func (ss *sheets) asked(r *http.Request) (*sheet, error) {
	id, _ := strconv.Atoi(strings.TrimSuffix(r.PathValue("sheet"), ".csv"))
	ss.mu.Lock()
	defer ss.mu.Unlock()
	s := ss.list[id]
	if s == nil {
		return nil, &requestError{
			status: http.StatusNotFound, text: "This sheet is gone: the server was started anew, or many others came after it.", next: "Check again.",
		}
	}
	return s, nil
}

type checkPage struct {
	head
	Desk      string
	Text      string
	Mistake   string
	At        string
	Territory string
	Medium    string
	Media     []string
	Rows      []sheetRow
	More      bool
	CSV       string // address of the list
	Made      string
	Counts    []verdictCount
}

type verdictCount struct {
	Word, Class string
	N           int
}

type sheetRow struct {
	Item     string
	Word     string // the verdict
	Class    string
	Sentence string
	Line     string
	Asked    string // the credit that was asked about, where it differs
	URL      string
	Picture  *picture
	How      string
	Reasons  []reuse.Reason
	Ends     string
	Nearest  []nearest
}

type nearest struct {
	URL     string
	Picture picture
	Credit  creditLine
}

// checkForm shows the page on which a check is asked.
func (s *site) checkForm(w http.ResponseWriter, r *http.Request) error {
	page, err := s.checkPage(r)
	if err != nil {
		return err
	}
	page.Text = clip(r.URL.Query().Get("text"), maxFormText)
	return s.render(w, r, http.StatusOK, "check", page)
}

// maxFormText is how much of a text is shown again, in bytes.
const maxFormText = 20_000

func (s *site) checkPage(r *http.Request) (*checkPage, error) {
	settings, _, err := s.Archive.Settings(r.Context())
	if err != nil {
		return nil, err
	}
	page := &checkPage{
		head: head{Title: "Check", Sheets: []string{deskSheet}, Scripts: []string{"desk.js"}}, Desk: deskName(r),
		Territory: string(settings.Territory), Medium: string(settings.Medium),
	}
	for _, m := range archive.Media() {
		page.Media = append(page.Media, string(m))
	}
	return page, nil
}

// checkNow checks what a form asks, and leads to its sheet.
func (s *site) checkNow(w http.ResponseWriter, r *http.Request) error {
	a, err := s.askedBy(w, r)
	mistake := ""
	if e, ok := errors.AsType[*requestError](err); ok {
		mistake = strings.TrimSpace(e.text + " " + e.next)
	} else if err != nil {
		return err
	}
	if a.close != nil {
		defer a.close()
	}
	var checked Checked
	switch {
	case mistake != "":
	case len(a.items) == 0:
		mistake = "Put captions with their credits, IDs of photos or a page into the field, or choose image files."
	default:
		checked, err = s.check(r.Context(), a.items, r.PostForm, deskName(r))
		if e, ok := errors.AsType[*requestError](err); ok {
			mistake = e.text
		} else if err != nil {
			return err
		}
	}
	if mistake != "" {
		page, err := s.checkPage(r)
		if err != nil {
			return err
		}
		page.Mistake, page.Text = mistake, clip(r.PostForm.Get("text"), maxFormText)
		return s.render(w, r, http.StatusUnprocessableEntity, "check", page)
	}
	made := &sheet{at: s.now(), text: clip(r.PostForm.Get("text"), maxFormText), Checked: checked}
	s.sheets.add(made)
	http.Redirect(w, r, "/check/sheets/"+strconv.Itoa(made.id), http.StatusSeeOther)
	return nil
}

// verdictWords are the verdicts as a page has them, worst first.
var verdictWords = []struct {
	verdict     reuse.Verdict
	word, class string
}{
	{reuse.NotAsItIs, "Stop", "stop"}, {reuse.WithCaution, "Caution", "caution"}, {reuse.NotInArchive, "Unknown", "unknown"}, {reuse.Clear, "Clear", "clear"},
}

func wordOf(v reuse.Verdict) (word, class string) {
	for _, w := range verdictWords {
		if w.verdict == v {
			return w.word, w.class
		}
	}
	return string(v), ""
}

// showSheet shows the sheet of a check, as a page or as a list.
func (s *site) showSheet(w http.ResponseWriter, r *http.Request) error {
	made, err := s.sheets.asked(r)
	if err != nil {
		return err
	}
	if strings.HasSuffix(r.URL.Path, ".csv") {
		return s.sheetCSV(w, r, made)
	}
	page, err := s.checkPage(r)
	if err != nil {
		return err
	}
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	page.Text, page.More, page.CSV = made.text, made.More, "/check/sheets/"+strconv.Itoa(made.id)+".csv"
	page.Made = made.at.In(h.zone).Format("2 January 2006, 15:04")
	for _, word := range verdictWords {
		n := 0
		for _, item := range made.Items {
			if item.Verdict == word.verdict {
				n++
			}
		}
		if n > 0 {
			page.Counts = append(page.Counts, verdictCount{word.word, word.class, n})
		}
	}
	for _, item := range made.Items {
		row, err := s.sheetRow(r, item, h)
		if err != nil {
			return err
		}
		page.Rows = append(page.Rows, row)
	}
	return s.render(w, r, http.StatusOK, "check", page)
}

func (s *site) sheetRow(r *http.Request, a reuse.Answer, h house) (sheetRow, error) {
	row := sheetRow{
		Item: clip(a.Item, maxCreditBytes), Sentence: clip(a.Sentence(), maxReason), Line: clip(a.Line, maxCreditBytes), How: how(a),
	}
	for _, reason := range a.Reasons[:min(len(a.Reasons), maxReasons)] {
		row.Reasons = append(row.Reasons, shown(reason))
	}
	row.Word, row.Class = wordOf(a.Verdict)
	same := slices.ContainsFunc(a.Reasons, func(r reuse.Reason) bool { return r.Code == reuse.LineSame })
	if a.Asked != "" && a.Asked != a.Line && !same {
		row.Asked = clip(a.Asked, maxCreditBytes)
	}
	if a.Photo != nil {
		row.URL = "/photos/" + string(a.ID)
		pic := gridPicture(a.Photo, "1")
		pic.Alt = ""
		row.Picture = &pic
		if ends := a.Photo.Endings(h.zone, 0); len(ends) > 0 {
			row.Ends = ends[0].First.In(h.zone).Format("2 January 2006")
		}
	}
	photos, err := s.Archive.Catalogue.Photos(r.Context(), a.Nearest)
	if err != nil {
		return row, err
	}
	for _, p := range photos {
		line, err := h.creditLine(&p.Reading.Credit.Credit, marks{}, maxTileCredit)
		if err != nil {
			return row, err
		}
		row.Nearest = append(row.Nearest, nearest{URL: "/photos/" + string(p.ID), Picture: gridPicture(p, "1"), Credit: line})
	}
	return row, nil
}

// how says how a photo was found.
func how(a reuse.Answer) string {
	if a.Match == nil {
		return ""
	}
	switch a.Match.How {
	case reuse.ByID:
		return "by its ID"
	case archive.ByBytes:
		return "by its bytes: the very file"
	case archive.ByPixels:
		return "by its picture data, with other words"
	case archive.ByPicture:
		return "by what it shows"
	}
	return "by its words"
}

// sheetCSV is the sheet as a list for a spreadsheet.
func (s *site) sheetCSV(w http.ResponseWriter, r *http.Request, made *sheet) error {
	var b strings.Builder
	list := csv.NewWriter(&b)
	rows := [][]string{{"item", "verdict", "reason", "credit", "found", "id", "ends"}}
	for _, a := range made.Items {
		ends := ""
		if a.Photo != nil {
			if e := a.Photo.Endings(time.UTC, 0); len(e) > 0 {
				ends = e[0].First.Format(time.DateOnly)
			}
		}
		rows = append(rows, []string{archive.PlainCell(a.Item), string(a.Verdict), archive.PlainCell(a.Sentence()), archive.PlainCell(a.Line), how(a), string(a.ID), ends})
	}
	if err := list.WriteAll(rows); err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="credits.csv"`)
	h.Set("Cache-Control", "no-store")
	s.send(w, r, http.StatusOK, []byte(b.String()))
	return nil
}
