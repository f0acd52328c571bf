package archive

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode"
)

// Destination is where photos are sent, by name. Only the addresses of
// destinations are ever contacted.
type Destination struct {
	// Name is what buttons and commands say: "layout".
	Name string `json:"name"`
	// To is a folder of this machine, an absolute path; s3://host/bucket/prefix,
	// or s3+http:// without TLS; or an address of http or https.
	To string `json:"to"`
	// Method is of an address: PUT, where the name of the file follows To, or
	// POST, a form with the file.
	Method string `json:"method,omitempty"`
	// As is what is sent: original, words, preview, ninjs.
	As string `json:"as"`
	// Edge is the long edge of a preview in pixels.
	Edge int `json:"edge,omitempty"`
	// Template is that of the names of files; empty: the name each came in under.
	Template string `json:"template,omitempty"`
	// Use: each time it is sent is recorded as a use of today, too.
	Use bool `json:"use,omitempty"`
	// Medium is that of such a use.
	Medium Medium `json:"medium,omitempty"`
}

// destinationsKind is the kind of revision that holds the destinations as JSON.
const destinationsKind = "destinations"

// maxDestinations bounds the list.
const maxDestinations = 100

// Destinations returns those in force and the number of their revision.
func (a *Archive) Destinations(ctx context.Context) ([]Destination, int, error) {
	r, err := a.Revisions.Revision(ctx, destinationsKind)
	if err != nil {
		return nil, 0, fmt.Errorf("archive: %w", err)
	}
	var list []Destination
	if r.N > 0 {
		if err := json.Unmarshal([]byte(r.Text), &list); err != nil {
			return nil, 0, fmt.Errorf("archive: destinations, revision %d: %w", r.N, err)
		}
	}
	return list, r.N, nil
}

// Destination returns one by its name, or ErrNotFound.
func (a *Archive) Destination(ctx context.Context, name string) (Destination, error) {
	list, _, err := a.Destinations(ctx)
	if err != nil {
		return Destination{}, err
	}
	i := slices.IndexFunc(list, func(d Destination) bool { return d.Name == name })
	if i < 0 {
		return Destination{}, fmt.Errorf("destination %q: %w", shorten(name), ErrNotFound)
	}
	return list[i], nil
}

// SetDestinations puts destinations in force that were made from revision seen.
// Where somebody else was faster, it is ErrConflict; what is wrong with one is an
// *InvalidError.
func (a *Archive) SetDestinations(ctx context.Context, list []Destination, seen int, actor string) error {
	if len(list) > maxDestinations {
		return &InvalidError{fmt.Errorf("there can be at most %d destinations; remove one first", maxDestinations)}
	}
	for i, d := range list {
		if err := d.check(); err != nil {
			return &InvalidError{err}
		}
		if slices.ContainsFunc(list[:i], func(other Destination) bool { return other.Name == d.Name }) {
			return &InvalidError{fmt.Errorf("there are two destinations %q; remove one first", d.Name)}
		}
	}
	text, err := json.Marshal(list)
	if err != nil {
		return fmt.Errorf("archive: destinations: %w", err)
	}
	return a.Revisions.Revise(ctx, Revision{Kind: destinationsKind, N: seen + 1, Text: string(text), Actor: actor, At: a.Time()})
}

// check says what is wrong with a destination.
func (d Destination) check() error {
	plain := func(r rune) bool {
		return r < 0x80 && (unicode.IsLower(r) || unicode.IsDigit(r)) || r == '-' || r == '_'
	}
	if d.Name == "" || len(d.Name) > 40 || strings.ContainsFunc(d.Name, func(r rune) bool { return !plain(r) }) {
		return fmt.Errorf("the name %q: use small letters, digits, - and _, at most 40", shorten(d.Name))
	}
	if !slices.Contains([]string{"original", "words", "preview", "ninjs"}, d.As) {
		return fmt.Errorf("%q cannot be sent; choose original, words, preview or ninjs", shorten(d.As))
	}
	if d.Edge != 0 && (d.As != "preview" || d.Edge < 16 || d.Edge > 20_000) {
		return errors.New("an edge is for a preview, of 16 to 20000 pixels")
	}
	if d.Use {
		if _, err := ParseMedium(string(d.Medium)); err != nil {
			return fmt.Errorf("the medium of the use: %w", err)
		}
	}
	if filepath.IsAbs(d.To) {
		if d.Method != "" {
			return fmt.Errorf("%s is a folder, which takes no method", shorten(d.To))
		}
		return nil
	}
	u, err := url.Parse(d.To)
	if err != nil || u.Host == "" {
		return fmt.Errorf("%q: write a folder with its whole path, s3://host/bucket/prefix, or an address with https://", shorten(d.To))
	}
	if u.User != nil || u.RawQuery != "" || u.Fragment != "" {
		return errors.New("the address holds a name, a password or a query; secrets come from the environment, see cutline destination --help")
	}
	switch u.Scheme {
	case "s3", "s3+http":
		if d.Method != "" {
			return errors.New("S3 takes no method")
		}
		if bucket, _, _ := strings.Cut(strings.TrimPrefix(u.Path, "/"), "/"); bucket == "" {
			return errors.New("the address of S3 names no bucket; write s3://host/bucket/prefix")
		}
	case "http", "https":
		if d.Method != "PUT" && d.Method != "POST" {
			return errors.New("say whether files are sent by PUT or by POST")
		}
	default:
		return fmt.Errorf("%s:// is not known; there are s3, s3+http, http and https", shorten(u.Scheme))
	}
	return nil
}
