package web

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"
)

// deskCookie remembers who sits at this browser. On loopback there are no
// accounts: the name is asked for with the first change and stands beside it.
const deskCookie = "cutline-desk"

// maxDesk bounds a desk name in bytes.
const maxDesk = 60

// maxForm bounds what a form may send: rules, and their escapes.
const maxForm = 4 << 20

// deskName is who sits at this browser, empty where nobody has said so.
func deskName(r *http.Request) string {
	cookie, err := r.Cookie(deskCookie)
	if err != nil {
		return ""
	}
	name, err := url.PathUnescape(cookie.Value)
	if err != nil {
		return ""
	}
	return cleanDesk(name)
}

// cleanDesk is a name as it may stand in a list: one line, within its limit.
func cleanDesk(name string) string {
	name = strings.Join(strings.FieldsFunc(name, func(r rune) bool {
		return unicode.IsSpace(r) || !unicode.IsPrint(r)
	}), " ")
	return strings.TrimSuffix(clip(name, maxDesk), "…")
}

// readForm reads the form of a request that changes something.
func readForm(w http.ResponseWriter, r *http.Request) error {
	r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	err := r.ParseForm()
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return &requestError{status: http.StatusRequestEntityTooLarge, text: fmt.Sprintf("The form has more than %d MB.", maxForm>>20)}
	}
	if err != nil {
		return &requestError{status: http.StatusBadRequest, text: "The form cannot be read.", next: "Go back and send it again."}
	}
	return nil
}

// actor is who changes something, by the form or as remembered, and remembers
// it.
func actor(w http.ResponseWriter, r *http.Request) (string, error) {
	return actorNamed(w, r, r.PostFormValue("desk"))
}

// actorNamed is actor where the form has been read: it says typed.
func actorNamed(w http.ResponseWriter, r *http.Request, typed string) (string, error) {
	name := cleanDesk(typed)
	if name == "" {
		name = deskName(r)
	}
	if name == "" {
		next := "Go back and write it beside the button."
		if strings.HasPrefix(r.URL.Path, "/api/") {
			next = "Send it as desk=NAME."
		}
		return "", &requestError{
			status: http.StatusBadRequest, text: "Every change stands with the name of who made it, and yours is not known.", next: next,
		}
	}
	http.SetCookie(w, &http.Cookie{
		Name: deskCookie, Value: url.PathEscape(name), Path: "/", MaxAge: int((365 * 24 * time.Hour).Seconds()),
		HttpOnly: true, SameSite: http.SameSiteStrictMode,
	})
	return name, nil
}
