package web

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/page"
	"cutline/archive/reuse"
)

// Limits of a check.
const (
	maxCheckBytes  = 256 << 20 // of a request
	maxCheckItems  = 500       // of one request
	maxCheckedText = 6 << 20   // of an article; no news page has more
	inMemory       = 8 << 20   // of a request's files; the rest waits on the disk
)

// Checked is the answer to a check: the JSON of POST /api/v1/check and of
// cutline check --json.
type Checked struct {
	Items []reuse.Answer `json:"items"`
	// More: there were more things than can be checked at once.
	More bool `json:"more,omitempty"`
}

// newsroom is what photos are checked against.
func (s *Server) newsroom(ctx context.Context) (reuse.Newsroom, error) {
	settings, _, err := s.Archive.Settings(ctx)
	if err != nil {
		return reuse.Newsroom{}, err
	}
	h, err := s.house(ctx)
	if err != nil {
		return reuse.Newsroom{}, err
	}
	rights, err := s.Archive.Rights(ctx)
	if err != nil {
		return reuse.Newsroom{}, err
	}
	settings.Style = h.style
	return reuse.Newsroom{Rules: h.rules.Rules, Settings: settings, Zone: h.zone, Rights: rights}, nil
}

// intent is what the request says of the use, and what the settings assume.
func intent(n reuse.Newsroom, v url.Values, now time.Time) (reuse.Intent, error) {
	in := n.Intent(now)
	mistake := func(err error) error {
		return &requestError{status: http.StatusBadRequest, text: sentence(err.Error())}
	}
	if text := v.Get("at"); text != "" {
		day, err := archive.ParseDay(text)
		if err != nil {
			return in, mistake(err)
		}
		in.At = day.In(n.Zone).Add(12 * time.Hour)
	}
	if text := v.Get("territory"); text != "" {
		territory, err := archive.ParseTerritory(text)
		if err != nil {
			return in, mistake(err)
		}
		in.Territory = territory
	}
	if text := v.Get("medium"); text != "" {
		medium, err := archive.ParseMedium(text)
		if err != nil {
			return in, mistake(err)
		}
		in.Medium = medium
	}
	return in, nil
}

// check answers what was asked, in order, and logs what was found.
func (s *Server) check(ctx context.Context, asked []reuse.Asked, v url.Values, who string) (Checked, error) {
	n, err := s.newsroom(ctx)
	if err != nil {
		return Checked{}, err
	}
	in, err := intent(n, v, s.now())
	if err != nil {
		return Checked{}, err
	}
	checked := Checked{More: len(asked) > maxCheckItems}
	asked = asked[:min(len(asked), maxCheckItems)]
	desk := reuse.Desk{Finder: finder{s}, Newsroom: n}
	var log []archive.Checked
	for _, a := range asked {
		answer, err := desk.Answer(ctx, a, in)
		if err != nil {
			return Checked{}, err
		}
		checked.Items = append(checked.Items, answer)
		if answer.ID != "" {
			log = append(log, archive.Checked{Photo: answer.ID, At: s.now(), Actor: who, Verdict: string(answer.Verdict), Asked: clip(a.Item, 200)})
		}
	}
	if len(log) > 0 {
		if err := s.Archive.CheckLog.LogChecks(ctx, log); err != nil {
			return Checked{}, err
		}
	}
	return checked, nil
}

// asking is what a request asks to check. Its files are held until close.
type asking struct {
	items []reuse.Asked
	close func()
}

// askedBy reads what a request asks: a form with text and files, or one body
// that is an image, an article or text.
func (s *Server) askedBy(w http.ResponseWriter, r *http.Request) (asking, error) {
	r.Body = http.MaxBytesReader(w, r.Body, maxCheckBytes)
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var a asking
	var err error
	switch kind {
	case "multipart/form-data", "application/x-www-form-urlencoded":
		a, err = askedByForm(r)
	case "application/json":
		a, err = askedByJSON(r)
	default:
		a, err = askedByBody(r)
	}
	if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
		return a, &requestError{
			status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("That is more than %d MB at once.", maxCheckBytes>>20), next: "Check fewer files at a time.",
		}
	}
	return a, err
}

// askedByJSON reads {"items": [{"id", "line"} or {"caption", "credit"} or
// {"text"}, …]}, each with a name, "item", if it has one.
func askedByJSON(r *http.Request) (asking, error) {
	var body struct {
		Items []struct{ Item, ID, Line, Caption, Credit, Text string }
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			return asking{}, err
		}
		return asking{}, &requestError{status: http.StatusBadRequest, text: "The JSON cannot be read: " + clip(err.Error(), 200) + "."}
	}
	a := asking{close: func() {}}
	for _, item := range body.Items {
		switch {
		case item.ID != "":
			id, err := archive.ParseID(item.ID)
			if err != nil {
				return a, &requestError{status: http.StatusBadRequest, text: sentence(err.Error())}
			}
			a.items = append(a.items, reuse.Asked{Item: cmp.Or(item.Item, item.ID), ID: id, Line: item.Line})
		case item.Caption != "" || item.Credit != "":
			a.items = append(a.items, reuse.Asked{Item: cmp.Or(item.Item, item.Caption, item.Credit), Caption: item.Caption, Credit: item.Credit})
		default:
			items, err := askedByText([]byte(item.Text))
			if err != nil {
				return a, err
			}
			a.items = append(a.items, items...)
		}
	}
	return a, nil
}

func askedByForm(r *http.Request) (asking, error) {
	if err := r.ParseMultipartForm(inMemory); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		if _, tooLarge := errors.AsType[*http.MaxBytesError](err); tooLarge {
			return asking{}, err
		}
		return asking{}, &requestError{status: http.StatusBadRequest, text: "The form cannot be read.", next: "Go back and send it again."}
	}
	a := asking{close: func() {}}
	for _, text := range r.PostForm["text"] {
		items, err := askedByText([]byte(text))
		if err != nil {
			return a, err
		}
		a.items = append(a.items, items...)
	}
	if r.MultipartForm == nil {
		return a, nil
	}
	var files []multipart.File
	a.close = func() {
		for _, f := range files {
			f.Close()
		}
		r.MultipartForm.RemoveAll()
	}
	for _, header := range r.MultipartForm.File["file"] {
		if header.Size == 0 && header.Filename == "" {
			continue // no file was chosen
		}
		file, err := header.Open()
		if err != nil {
			return a, fmt.Errorf("check: %w", err)
		}
		files = append(files, file)
		items, err := askedByFile(header.Filename, file, header.Size)
		if err != nil {
			return a, err
		}
		a.items = append(a.items, items...)
	}
	return a, nil
}

// askedByFile asks about an image, or about the pictures of a saved page.
func askedByFile(name string, file io.ReaderAt, size int64) ([]reuse.Asked, error) {
	head := make([]byte, 512)
	n, err := file.ReadAt(head, 0)
	if err != nil && err != io.EOF {
		return nil, fmt.Errorf("check: %w", err)
	}
	head = head[:n]
	text := page.IsHTML(head) || strings.HasPrefix(http.DetectContentType(head), "text/")
	if !text {
		return []reuse.Asked{{Item: name, Picture: file, Size: size}}, nil
	}
	if size > maxCheckedText {
		return nil, tooLongToCheck()
	}
	data := make([]byte, size)
	if _, err := file.ReadAt(data, 0); err != nil && err != io.EOF {
		return nil, fmt.Errorf("check: %w", err)
	}
	return askedByText(data)
}

func tooLongToCheck() error {
	return &requestError{
		status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("The text has more than %d MB, and no article has.", maxCheckedText>>20),
		next: "Check the captions alone.",
	}
}

// askedByBody asks about the body of a request.
func askedByBody(r *http.Request) (asking, error) {
	file, err := os.CreateTemp("", "cutline-check-")
	if err != nil {
		return asking{}, fmt.Errorf("check: %w", err)
	}
	os.Remove(file.Name()) // it lives as long as it is open
	a := asking{close: func() { file.Close() }}
	size, err := io.Copy(file, r.Body)
	if err != nil {
		a.close()
		return asking{}, err
	}
	name := r.URL.Query().Get("name")
	if name == "" {
		name = "the file"
	}
	a.items, err = askedByFile(name, file, size)
	if err != nil {
		a.close()
	}
	return a, err
}

// askedByText asks about the captions of an article, HTML or text, and about
// photos that it names by their ID or address, each on a line of its own.
func askedByText(data []byte) ([]reuse.Asked, error) {
	if len(data) > maxCheckedText {
		return nil, tooLongToCheck()
	}
	var pictures []page.Picture
	html := page.IsHTML(data[:min(len(data), 2048)]) || bytes.Contains(data, []byte("<figure")) || bytes.Contains(data, []byte("<img"))
	if html {
		found, err := page.Pictures(data)
		if err != nil {
			return nil, &requestError{status: http.StatusBadRequest, text: sentence("the page cannot be read: " + err.Error())}
		}
		pictures = found
	} else {
		pictures = page.FromText(strings.ToValidUTF8(string(data), "\uFFFD"))
	}
	var items []reuse.Asked
	for _, p := range pictures {
		if id, line, ok := named(p.Caption); ok && !html {
			items = append(items, reuse.Asked{Item: p.Caption, ID: id, Line: line})
			continue
		}
		caption := p.Caption
		if caption == "" {
			caption = p.Alt
		}
		item := caption
		if p.Credit != "" {
			item += " [" + p.Credit + "]"
		}
		items = append(items, reuse.Asked{Item: item, Caption: caption, Credit: p.Credit})
	}
	return items, nil
}

// named reads a line that names a photo, by its ID or its address here, and the
// credit that may stand behind it.
func named(text string) (id archive.ID, line string, ok bool) {
	first, rest, _ := strings.Cut(text, " ")
	if at := strings.LastIndex(first, "/photos/"); at >= 0 {
		first = first[at+len("/photos/"):]
	}
	first = strings.TrimRight(first, "/")
	id, err := archive.ParseID(first)
	if err != nil {
		return "", "", false
	}
	return id, strings.TrimSpace(rest), true
}

// apiCheck answers a program.
func (s *site) apiCheck(w http.ResponseWriter, r *http.Request) error {
	a, err := s.askedBy(w, r)
	if err != nil {
		return err
	}
	defer a.close()
	if len(a.items) == 0 {
		return &requestError{status: http.StatusBadRequest, text: "There is nothing to check.", next: "Send captions with their credits, IDs of photos, a page, or an image file."}
	}
	values := r.URL.Query()
	for name, v := range r.PostForm {
		if !values.Has(name) {
			values[name] = v
		}
	}
	checked, err := s.check(r.Context(), a.items, values, deskName(r))
	if err != nil {
		return err
	}
	return s.sendJSON(w, r, http.StatusOK, checked)
}
