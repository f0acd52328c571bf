package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strings"
	"sync/atomic"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"

	"cutline/archive/folder"
)

// progress shows how far a run is: a bar with rate and time left on a terminal,
// a plain line now and then elsewhere.
type progress struct {
	out   io.Writer
	bar   *progressbar.ProgressBar // nil where out is no terminal
	total atomic.Int64             // 0 until counted
	done  int64
	start time.Time
	spoke time.Time
	stop  context.CancelFunc
}

// plainEvery is the time between two plain lines.
const plainEvery = 10 * time.Second

// newProgress counts the files below paths while the run goes on.
func newProgress(ctx context.Context, out io.Writer, paths []string) *progress {
	ctx, stop := context.WithCancel(ctx)
	p := &progress{out: out, start: time.Now(), spoke: time.Now(), stop: stop}
	if isTerminal(out) {
		p.bar = progressbar.NewOptions64(-1,
			progressbar.OptionSetWriter(out), progressbar.OptionShowCount(), progressbar.OptionShowIts(),
			progressbar.OptionSetItsString("files"), progressbar.OptionSetPredictTime(true),
			progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
	go func() { p.total.Store(folder.Count(ctx, paths)) }()
	return p
}

func isTerminal(w any) bool {
	f, ok := w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// step counts one file.
func (p *progress) step() {
	p.done++
	total := p.total.Load()
	if p.bar != nil {
		if total > 0 && p.bar.GetMax64() != total {
			p.bar.ChangeMax64(max(total, p.done))
		}
		p.bar.Add(1)
		return
	}
	if time.Since(p.spoke) < plainEvery {
		return
	}
	p.spoke = time.Now()
	rate := float64(p.done) / time.Since(p.start).Seconds()
	if total < p.done {
		fmt.Fprintf(p.out, "%d files, %.0f a second\n", p.done, rate)
		return
	}
	left := time.Duration(float64(total-p.done) / rate * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(p.out, "%d of %d files, %.0f a second, %v left\n", p.done, total, rate, left)
}

// aboveBar takes the bar off the terminal before a line is printed.
type aboveBar struct {
	*progress
	w io.Writer
}

func (a aboveBar) Write(text []byte) (int, error) {
	if a.bar != nil {
		a.bar.Clear()
	}
	return a.w.Write(text)
}

func (p *progress) finish() {
	p.stop()
	if p.bar != nil {
		p.bar.Finish()
	}
}

// printable is text as a terminal may show it: one line, nothing that moves the
// cursor or changes colours. File names and captions are untrusted.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || unicode.Is(unicode.Zs, r):
			return ' '
		case r == '\u200c' || r == '\u200d': // joiners: part of words, and of emoji
			return r
		case r == utf8.RuneError || !unicode.IsPrint(r):
			return '\uFFFD'
		}
		return r
	}, s)
}
