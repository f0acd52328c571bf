package archive

import (
	"context"
	"io"
	"time"
)

// pace keeps reading to a number of bytes a second, so that a long run leaves
// the disk to others. The zero pace does not limit.
type pace struct {
	rate int64
	next time.Time // when what was read so far is paid for
}

// paceBurst is how far a pace catches up after it was held up by others.
const paceBurst = 100 * time.Millisecond

// spend waits until n more bytes may be read.
func (p *pace) spend(ctx context.Context, n int) error {
	if p.rate <= 0 {
		return ctx.Err()
	}
	now := time.Now()
	if earliest := now.Add(-paceBurst); p.next.Before(earliest) {
		p.next = earliest
	}
	p.next = p.next.Add(time.Duration(float64(n) / float64(p.rate) * float64(time.Second)))
	wait := p.next.Sub(now)
	if wait <= 0 {
		return ctx.Err()
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(wait):
		return nil
	}
}

// paced reads at a pace, and ends when the context does.
type paced struct {
	ctx  context.Context
	r    io.Reader
	pace *pace
}

// pacedChunk is the most that is read at once: small against a slow rate.
const pacedChunk = 128 << 10

func (p paced) Read(b []byte) (int, error) {
	n, err := p.r.Read(b[:min(len(b), pacedChunk)])
	if waitErr := p.pace.spend(p.ctx, n); waitErr != nil {
		return 0, waitErr
	}
	return n, err
}
