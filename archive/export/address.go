package export

import (
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/textproto"
	"net/url"
	"strings"
	"time"
)

// Address sends files to an address of HTTP, one request a file. Redirects are
// not followed: only the address that the newsroom set is contacted.
type Address struct {
	URL    string
	Method string // PUT or POST
	// Authorization is the header of that name; empty for none.
	Authorization string
	// Client sends the requests; nil for one that waits a minute for an answer.
	Client *http.Client
}

// answerPatience is how long an answer may take once a file was sent.
const answerPatience = time.Minute

// StatusError is an answer that says that a file was not taken.
type StatusError struct {
	Status int
	Body   string // its beginning
}

func (e *StatusError) Error() string {
	text := fmt.Sprintf("it answered %d %s", e.Status, http.StatusText(e.Status))
	if e.Body != "" {
		text += ": " + e.Body
	}
	return text
}

// Put sends the files of one photo under a name.
func (a Address) Put(ctx context.Context, name string, files []*File) (places []string, err error) {
	for _, f := range files {
		place := name + f.Extension
		if a.Method == http.MethodPut {
			place = strings.TrimSuffix(a.URL, "/") + "/" + url.PathEscape(name+f.Extension)
			err = a.send(ctx, place, f.MediaType, f.Size(), f.Reader())
		} else {
			err = a.post(ctx, place, f)
		}
		if err != nil {
			return places, err
		}
		places = append(places, place)
	}
	return places, nil
}

// post sends a form with the file, and with the ID of its photo.
func (a Address) post(ctx context.Context, name string, f *File) error {
	// The ends of the form are written first, so that the length is known.
	var head, tail strings.Builder
	form := multipart.NewWriter(&head)
	if err := form.WriteField("id", string(f.Photo)); err != nil {
		return err
	}
	h := textproto.MIMEHeader{}
	h.Set("Content-Disposition", multipart.FileContentDisposition("file", name))
	h.Set("Content-Type", f.MediaType)
	if _, err := form.CreatePart(h); err != nil {
		return err
	}
	tail.WriteString("\r\n--" + form.Boundary() + "--\r\n")
	body := io.MultiReader(strings.NewReader(head.String()), f.Reader(), strings.NewReader(tail.String()))
	return a.send(ctx, a.URL, form.FormDataContentType(), int64(head.Len()+tail.Len())+f.Size(), body)
}

func (a Address) send(ctx context.Context, to, mediaType string, size int64, body io.Reader) error {
	r, err := http.NewRequestWithContext(ctx, a.Method, to, io.NopCloser(body))
	if err != nil {
		return err
	}
	r.ContentLength = size
	r.Header.Set("Content-Type", mediaType)
	if a.Authorization != "" {
		r.Header.Set("Authorization", a.Authorization)
	}
	client := a.Client
	if client == nil {
		transport := http.DefaultTransport.(*http.Transport).Clone()
		transport.ResponseHeaderTimeout = answerPatience
		defer transport.CloseIdleConnections()
		client = &http.Client{Transport: transport}
	}
	own := *client
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	answer, err := own.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	start, _ := io.ReadAll(io.LimitReader(answer.Body, 300)) // for a person; what is missing of it does no harm
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return &StatusError{Status: answer.StatusCode, Body: strings.Join(strings.Fields(SafeLine(string(start))), " ")}
	}
	return nil
}

// SafeLine is text from outside as one line without control characters.
func SafeLine(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r == 0x7f || r == '\uFFFD' {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
