package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"

	"cutline/web"
)

// The index belongs to one process at a time: the one that holds serve.lock.
// A server says in it who it is, and answers others on serve.sock.
const (
	lockFile   = "serve.lock"
	socketFile = "serve.sock"
)

// owner is what serve.lock says of the server that holds it. A command that
// holds it for a moment writes nothing.
type owner struct {
	PID     int    `json:"pid"`
	Address string `json:"address"`
}

// errOwned: another process holds the lock.
var errOwned = errors.New("another process owns the index")

// ownership is the lock on a data directory's index.
type ownership struct{ file *os.File }

// own takes the lock, or returns errOwned at once.
func own(dir string) (*ownership, error) {
	file, err := os.OpenFile(filepath.Join(dir, lockFile), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("the index's lock: %w", err)
	}
	if err := unix.Flock(int(file.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		file.Close()
		if errors.Is(err, unix.EWOULDBLOCK) {
			return nil, errOwned
		}
		return nil, fmt.Errorf("the index's lock: %w", err)
	}
	return &ownership{file: file}, nil
}

// announce says who holds the lock.
func (o *ownership) announce(who owner) error {
	text, err := json.Marshal(who)
	if err != nil {
		return err
	}
	if err := o.file.Truncate(0); err != nil {
		return err
	}
	_, err = o.file.WriteAt(text, 0)
	return err
}

// release gives the lock up.
func (o *ownership) release() {
	o.file.Truncate(0)
	o.file.Close()
}

// readOwner returns what the lock says; a zero owner where a command holds it.
func readOwner(dir string) owner {
	var who owner
	if text, err := os.ReadFile(filepath.Join(dir, lockFile)); err == nil {
		// A file that cannot be read is one that is being written; the zero
		// owner says as much.
		_ = json.Unmarshal(text, &who)
	}
	return who
}

// handlerClient talks to a handler in this process, so that a command asks the
// same questions with a server and without one.
func handlerClient(h http.Handler) *http.Client {
	return &http.Client{Transport: handlerTransport{h}}
}

type handlerTransport struct{ handler http.Handler }

func (t handlerTransport) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Host = "localhost"
	if r.Body == nil {
		r.Body = http.NoBody
	}
	a := &answer{header: make(http.Header), status: http.StatusOK}
	t.handler.ServeHTTP(a, r)
	return &http.Response{
		StatusCode: a.status, Status: http.StatusText(a.status), Header: a.header,
		Body: io.NopCloser(&a.body), ContentLength: int64(a.body.Len()), Request: r,
	}, nil
}

// answer keeps what a handler writes.
type answer struct {
	header http.Header
	status int
	body   bytes.Buffer
}

func (a *answer) Header() http.Header         { return a.header }
func (a *answer) WriteHeader(status int)      { a.status = status }
func (a *answer) Write(p []byte) (int, error) { return a.body.Write(p) }

// ownerWait is how long a command waits for another command to give the index
// up, and ownerRetry the time between two looks.
const (
	ownerWait  = 2 * time.Minute
	ownerRetry = 50 * time.Millisecond
)

// errStillOwned ends the wait for the index.
var errStillOwned = fmt.Errorf("the index stayed in use by another command for %v; try again when it has ended", ownerWait)

// ownOrServer takes the lock of a data directory's index, or returns a client of
// the server that holds it.
func ownOrServer(ctx context.Context, dir string) (*ownership, *http.Client, error) {
	ctx, cancel := context.WithTimeoutCause(ctx, ownerWait, errStillOwned)
	defer cancel()
	for {
		owned, err := own(dir)
		if !errors.Is(err, errOwned) {
			return owned, nil, err
		}
		if client := socketClient(dir); answers(ctx, client) {
			return nil, client, nil
		}
		select {
		case <-ctx.Done():
			return nil, nil, context.Cause(ctx)
		case <-time.After(ownerRetry):
		}
	}
}

// answers tells whether a server is there.
func answers(ctx context.Context, client *http.Client) bool {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+web.SocketHost+"/api/v1/status", nil)
	if err != nil {
		return false
	}
	resp, err := client.Do(r)
	if err != nil {
		return false
	}
	resp.Body.Close()
	return resp.StatusCode == http.StatusOK
}
