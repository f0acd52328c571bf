package export

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"syscall"
	"time"

	"cutline/archive"
)

// Target takes the files of one photo under a name without an extension, and
// returns where each is then. What is there already is not replaced, as far as
// the place can tell.
type Target interface {
	Put(ctx context.Context, name string, files []*File) (places []string, err error)
}

// Retry is how often, and after how long, what failed is tried again.
type Retry struct {
	Times int
	Wait  time.Duration // before the first; twice as long before each next
}

// DefaultRetry tries four times within some seven seconds: an editor waits.
var DefaultRetry = Retry{Times: 3, Wait: time.Second}

// Sender sends photos to a destination.
type Sender struct {
	Maker *Maker
	// Open opens a destination's target, with its secrets from the environment.
	Open  func(archive.Destination) (Target, error)
	Retry Retry
}

// Sent is how it went with one photo.
type Sent struct {
	Photo  archive.ID `json:"id"`
	Places []string   `json:"places,omitempty"`
	Notes  []string   `json:"notes,omitempty"`
	// Failed says why it did not go, in a sentence; empty where it went.
	Failed string `json:"failed,omitempty"`
}

// Send sends photos by an actor, and tells each as it went: one that fails does
// not stop the others. What a check stops goes only anyway, which is logged; what
// went is logged with the destination, and as a use where that is set. The error
// is that of the archive or of ctx.
func (s *Sender) Send(ctx context.Context, d archive.Destination, photos []*archive.Photo, actor string, anyway bool, each func(Sent)) error {
	target, err := s.Open(d)
	if err != nil {
		return &archive.InvalidError{Err: fmt.Errorf("destination %s: %w", d.Name, err)}
	}
	name, err := ParseName(d.Template)
	if err != nil {
		return &archive.InvalidError{Err: fmt.Errorf("destination %s: %w", d.Name, err)}
	}
	against, err := s.Maker.Against(ctx, photos)
	if err != nil {
		return err
	}
	print, err := s.Maker.Printer(ctx)
	if err != nil {
		return err
	}
	for _, p := range photos {
		if err := ctx.Err(); err != nil {
			return err
		}
		if why := against[p.ID]; why != "" && !anyway {
			each(Sent{Photo: p.ID, Failed: "not sent: " + why})
			continue
		}
		_, credit, err := print(p)
		if err != nil {
			return err
		}
		sent, as := s.one(ctx, d, target, p, name.Of(p, credit))
		if sent.Failed == "" {
			// It is out: that nobody waits any more does not keep it out of the log.
			ctx := context.WithoutCancel(ctx)
			err := s.Maker.Archive.LogExports(ctx, archive.Export{
				Photo: p.ID, Actor: actor, As: string(as), To: d.Name, File: sent.Places[0], Despite: against[p.ID],
			})
			if err == nil && d.Use {
				err = s.recordUse(ctx, d, p, actor, credit)
			}
			if err != nil {
				return err
			}
		}
		each(sent)
	}
	return nil
}

func (s *Sender) recordUse(ctx context.Context, d archive.Destination, p *archive.Photo, actor, credit string) error {
	settings, _, err := s.Maker.Archive.Settings(ctx)
	if err != nil {
		return err
	}
	zone, err := settings.Location()
	if err != nil {
		return err
	}
	u := archive.Usage{
		Day: archive.DayOf(s.Maker.Archive.Time(), zone), Medium: d.Medium, Where: "sent to " + d.Name, Credit: cut(credit, 400), Actor: actor, Way: archive.ByHand,
	}
	_, err = s.Maker.Archive.RecordUsage(ctx, []archive.ID{p.ID}, u)
	return err
}

// one makes and sends the files of a photo.
func (s *Sender) one(ctx context.Context, d archive.Destination, target Target, p *archive.Photo, name string) (sent Sent, as As) {
	sent.Photo = p.ID
	files, err := s.Maker.Make(ctx, p, Order{As: As(d.As), Edge: d.Edge})
	if err != nil {
		sent.Failed = err.Error()
		return sent, ""
	}
	defer func() {
		for _, f := range files {
			f.Close()
		}
	}()
	wait := s.Retry.Wait
	for try := 0; ; try++ {
		sent.Places, err = target.Put(ctx, name, files)
		if err == nil {
			break
		}
		if try == s.Retry.Times || !temporary(err) {
			sent.Places, sent.Failed = nil, failure(err, try)
			return sent, ""
		}
		select {
		case <-ctx.Done():
			sent.Places, sent.Failed = nil, ctx.Err().Error()
			return sent, ""
		case <-time.After(wait):
		}
		wait *= 2
	}
	for _, f := range files {
		sent.Notes = append(sent.Notes, f.Notes...)
	}
	return sent, files[0].As
}

// temporary tells what may go better in a moment: a server that is busy or
// away. A full disk, a missing permission and an answer that refuses do not.
func temporary(err error) bool {
	if status, ok := errors.AsType[*StatusError](err); ok {
		return status.Status >= 500 || status.Status == http.StatusTooManyRequests || status.Status == http.StatusRequestTimeout
	}
	if dns, ok := errors.AsType[*net.DNSError](err); ok {
		return dns.Temporary()
	}
	for _, away := range []error{
		syscall.ECONNREFUSED, syscall.ECONNRESET, syscall.EPIPE, syscall.EHOSTUNREACH, syscall.ENETUNREACH, io.EOF, io.ErrUnexpectedEOF,
	} {
		if errors.Is(err, away) {
			return true
		}
	}
	slow, ok := errors.AsType[net.Error](err)
	return ok && slow.Timeout()
}

// failure says why a photo did not go, and what to do.
func failure(err error, tries int) string {
	text := err.Error()
	switch {
	case errors.Is(err, syscall.ENOSPC):
		text = "the disk of the folder is full: free some space and send it again"
	case errors.Is(err, fs.ErrPermission):
		text = "no permission to write there: change the permissions of the folder, or the destination"
	case errors.Is(err, fs.ErrNotExist):
		text = "the folder is not there: mount or make it, or change the destination"
	}
	if tries > 0 {
		text += fmt.Sprintf(" (tried %d times)", tries+1)
	}
	return text
}
