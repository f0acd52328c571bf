package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/index/bleve"
	"cutline/web"
)

// ask returns a client of the API over the data directory's index: the
// server's where one runs, else a handler in this process, which owns the index
// until done is called and has first brought it up to date.
func (s *stores) ask(ctx context.Context, progress io.Writer) (client *http.Client, done func(), err error) {
	owned, client, err := ownOrServer(ctx, s.dir)
	if err != nil {
		return nil, nil, err
	}
	if client != nil {
		if err := s.waitIndexed(ctx, client, progress); err != nil {
			return nil, nil, err
		}
		return client, func() {}, nil
	}
	engine, err := s.openIndex(ctx)
	if err != nil {
		owned.release()
		return nil, nil, err
	}
	done = func() {
		engine.Close()
		owned.release()
	}
	if err := catchUp(ctx, s.Catalogue, engine, progress); err != nil {
		done()
		return nil, nil, err
	}
	handler, err := s.server(engine).Handler()
	if err != nil {
		done()
		return nil, nil, err
	}
	return handlerClient(handler), done, nil
}

// Limits of waiting for a server's index. It looks for the changes of other
// processes several times a second.
const (
	askPatience = 3 * time.Second
	askLook     = 50 * time.Millisecond
)

// waitIndexed waits until the index of a server knows every change that was
// made before, so that a command finds what the one before it did. A server that
// is far behind is asked all the same, which is said.
func (s *stores) waitIndexed(ctx context.Context, client *http.Client, progress io.Writer) error {
	stats, err := s.Catalogue.Stats(ctx)
	if err != nil {
		return err
	}
	waited := time.After(askPatience)
	for {
		body, err := call(ctx, client, http.MethodGet, "/api/v1/status")
		if err != nil {
			return err
		}
		var status web.Status
		if err := json.Unmarshal(body, &status); err != nil {
			return fmt.Errorf("the server's answer cannot be read: %w", err)
		}
		if status.Index.Seq >= stats.Last {
			return nil
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-waited:
			fmt.Fprintf(progress, "cutline: the server's index is behind by %d changes: what is newest may be missing or out of date\n", stats.Last-status.Index.Seq)
			return nil
		case <-time.After(askLook):
		}
	}
}

// server makes the web server over an index.
func (s *stores) server(engine *bleve.Engine) *web.Server {
	return &web.Server{
		Archive: s.Archive, Index: engine, Thumbs: s.thumbs, Pictures: s.pictures, Log: slog.Default(), Version: version(), Space: s.space,
		OpenDestination: openTargetOf,
		Reindex: func(context.Context) error {
			engine.Rebuild()
			return nil
		},
	}
}

// sayIndexed says how far the index has come, where there is enough to do that
// somebody would wonder.
func sayIndexed(w io.Writer) func(at, last archive.Seq) {
	if !isTerminal(w) {
		return func(archive.Seq, archive.Seq) {}
	}
	said := false
	return func(at, last archive.Seq) {
		switch {
		case at < last:
			said = true
			fmt.Fprintf(w, "\rindexing: %d of %d changes", at, last)
		case said:
			fmt.Fprintf(w, "\rindexing: done%20s\n", "")
		}
	}
}

// problem is an error as the API tells it (RFC 9457).
type problem struct {
	Title      string
	Detail     string
	Next       string
	Position   *int
	Suggestion string
}

// get is what the API answers at a path. progress hears that the index is
// brought up to date.
func (s *stores) get(ctx context.Context, progress io.Writer, path string) ([]byte, error) {
	client, done, err := s.ask(ctx, progress)
	if err != nil {
		return nil, err
	}
	defer done()
	return call(ctx, client, http.MethodGet, path)
}

// get opens the archive, which must exist, and closes it after the answer.
func (d *dataFlag) get(cmd *cobra.Command, path string) (body []byte, err error) {
	err = withArchive(cmd, d.openExisting, func(ctx context.Context, s *stores) error {
		body, err = s.get(ctx, cmd.ErrOrStderr(), path)
		return err
	})
	return body, err
}

func call(ctx context.Context, client *http.Client, method, path string) ([]byte, error) {
	r, err := http.NewRequestWithContext(ctx, method, "http://"+web.SocketHost+path, nil)
	if err != nil {
		return nil, err
	}
	return answerOf(client, r)
}

// answerOf sends a request and returns the body of its answer.
func answerOf(client *http.Client, r *http.Request) ([]byte, error) {
	resp, err := client.Do(r)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("ask the server: %w", err)
	}
	if resp.StatusCode < http.StatusBadRequest {
		return body, nil
	}
	var p problem
	if err := json.Unmarshal(body, &p); err != nil || p.Title == "" {
		return nil, fmt.Errorf("the server answered %s", resp.Status)
	}
	if err = p.err(); resp.StatusCode < http.StatusInternalServerError {
		err = usageError(err)
	}
	return nil, err
}

// err is the problem as a sentence, with its position and suggestion.
func (p problem) err() error {
	text := p.Detail
	if text == "" {
		text = p.Title
	}
	text = clause(text)
	if p.Position != nil {
		text = fmt.Sprintf("%s (at character %d)", text, *p.Position+1)
	}
	if p.Suggestion != "" {
		text += fmt.Sprintf("; did you mean %s?", p.Suggestion)
	} else if p.Next != "" {
		text += "; " + clause(p.Next)
	}
	return errors.New(text)
}

// clause is a sentence of a page as a part of one.
func clause(text string) string {
	text = strings.TrimSuffix(text, ".")
	if len(text) > 1 && text[1] >= 'a' && text[1] <= 'z' { // not a word in capitals
		text = strings.ToLower(text[:1]) + text[1:]
	}
	return text
}
