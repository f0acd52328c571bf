// Package turbo decodes and encodes JPEG pictures with libjpeg-turbo, where the
// machine has it: the library is looked for by name when the program runs, and
// nothing is linked.
//
// Pictures are untrusted and the library is written in C, so it runs in
// processes of its own: this program executed again ([Work]), with limits on
// its memory and files. Pictures lie in memory that both share, one at a time
// for each process. A picture that breaks its process, or keeps it busy too
// long, costs nothing but a new process.
//
// The library is asked to be strict: what it would only warn of is an error
// here. Whoever gets an error decodes the picture in Go and takes that answer.
// One kind of damage it does not tell: bits that are no code it reads as the
// end of a block. Almost always too few or too many bits are left in the end,
// which it tells; else a spot in the picture is wrong, as it is after damage
// that makes other codes.
//
// It works on Linux on amd64 and arm64. Built with the tag noturbo the program
// holds none of it, and is static without cgo.
package turbo

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// Name is the library's, by which the system's loader finds it.
const Name = "libturbojpeg.so.0"

// Limits of a request.
const (
	// MaxFile is the size of the largest file that is decoded here.
	MaxFile = 64 << 20
	// maxPixels is above any picture after scaling that a preview is made of.
	maxPixels = 1 << 28
)

// maxFailures is how many processes may break one after another, before none
// is started any more.
const maxFailures = 10

// errNone is a program that uses no workers, as some tests.
var errNone = errors.New("it is not used here")

// errGone is a Pool that was closed.
var errGone = errors.New("the JPEG workers were stopped")

// Pool is a number of worker processes, which are started when they are wanted.
type Pool struct {
	limit int64 // of bytes that a worker may take for itself
	free  chan *Worker
	gone  chan struct{} // closed by Close

	mu       sync.Mutex
	version  string
	why      error // there is no library, or no worker can be had
	failures int   // since the last success
	closed   bool
}

// NewPool makes a pool of n workers, each of which may take limit bytes. It
// starts none yet.
func NewPool(n int, limit int64) *Pool {
	p := &Pool{limit: limit, free: make(chan *Worker, n), gone: make(chan struct{})}
	for range n {
		p.free <- &Worker{pool: p}
	}
	return p
}

// Library returns the name and version of the library, or why it is not in
// use. It starts a worker to find out, if none was yet.
func (p *Pool) Library(ctx context.Context) (string, error) {
	version, err := p.Known()
	if version != "" || err != nil {
		return version, err
	}
	w, err := p.Get(ctx)
	if err != nil {
		return "", err
	}
	p.Put(w)
	return p.Known()
}

// Known is what Library returns, as far as it is known already; empty before
// the first worker was started. A nil Pool has no library.
func (p *Pool) Known() (string, error) {
	if p == nil {
		return "", errNone
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.why != nil {
		return "", p.why
	}
	return p.version, nil
}

// Get waits for a worker, which must be put back. It fails with ctx, and where
// there is no library with the reason, at once.
func (p *Pool) Get(ctx context.Context) (*Worker, error) {
	if err := p.unusable(); err != nil {
		return nil, err
	}
	select {
	case w := <-p.free:
		if err := p.unusable(); err != nil {
			p.free <- w
			return nil, err
		}
		if err := w.start(); err != nil {
			p.free <- w
			return nil, p.failed(err)
		}
		return w, nil
	case <-p.gone:
		return nil, errGone
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// Put gives a worker back. The pictures that it returned are overwritten by
// whoever gets it next.
func (p *Pool) Put(w *Worker) {
	w.forget()
	p.free <- w
}

// Close ends the workers, waiting for those in use. A nil Pool has none.
func (p *Pool) Close() {
	if p == nil {
		return
	}
	p.mu.Lock()
	again := p.closed
	p.closed = true
	p.mu.Unlock()
	if again {
		return
	}
	close(p.gone)
	for range cap(p.free) {
		(<-p.free).stop()
	}
}

func (p *Pool) unusable() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return errGone
	}
	return p.why
}

// started notes what a worker said of its library, or that there is none.
func (p *Pool) started(version string, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.version = version
	if err != nil && p.why == nil {
		p.why = err
	}
}

// failed counts a worker that broke.
func (p *Pool) failed(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.failures++; p.failures >= maxFailures && p.why == nil {
		p.why = fmt.Errorf("its process broke %d times on end: %w", p.failures, err)
	}
	return err
}

func (p *Pool) succeeded() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.failures = 0
}
