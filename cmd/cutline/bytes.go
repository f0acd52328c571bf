package main

import (
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
)

// byteSize is a number of bytes as a flag: 500, 64kB, 50MB, 1.5GB.
type byteSize int64

func (b *byteSize) Type() string   { return "size" }
func (b *byteSize) String() string { return "" }

// byteUnits are powers of 1000, as makers of disks count.
var byteUnits = []string{"", "kB", "MB", "GB", "TB"}

func (b *byteSize) Set(text string) error {
	number, unit := text, ""
	if i := strings.IndexFunc(text, func(r rune) bool { return (r < '0' || r > '9') && r != '.' }); i >= 0 {
		number, unit = text[:i], strings.TrimSpace(text[i:])
	}
	n, err := strconv.ParseFloat(number, 64)
	for _, known := range byteUnits {
		if err == nil && (strings.EqualFold(unit, known) || strings.EqualFold(unit, strings.TrimSuffix(known, "B")) || known == "" && strings.EqualFold(unit, "B")) {
			if n < 1 {
				break
			}
			*b = byteSize(n)
			return nil
		}
		n *= 1000
	}
	return fmt.Errorf("write a size such as 500kB, 50MB or 1GB")
}

// bytesText is a number of bytes for people.
func bytesText(n int64) string {
	if n < 1000 {
		return fmt.Sprintf("%d bytes", n)
	}
	f := float64(n)
	for _, unit := range byteUnits[1:] {
		if f /= 1000; f < 999.5 || unit == byteUnits[len(byteUnits)-1] {
			if f < 9.95 {
				return fmt.Sprintf("%.1f %s", f, unit)
			}
			return fmt.Sprintf("%.0f %s", f, unit)
		}
	}
	return ""
}

// byteProgress shows how far a run through many bytes is: a bar with rate and
// time left on a terminal, a plain line now and then elsewhere.
type byteProgress struct {
	out          io.Writer
	bar          *progressbar.ProgressBar // nil where out is no terminal
	total, done  int64
	start, spoke time.Time
}

// begin begins to count towards a total.
func (p *byteProgress) begin(total int64) {
	p.total, p.start, p.spoke = total, time.Now(), time.Now()
	if isTerminal(p.out) && total > 0 {
		p.bar = progressbar.NewOptions64(total,
			progressbar.OptionSetWriter(p.out), progressbar.OptionShowBytes(true), progressbar.OptionShowCount(),
			progressbar.OptionSetPredictTime(true), progressbar.OptionThrottle(100*time.Millisecond), progressbar.OptionClearOnFinish())
	}
}

// step counts bytes.
func (p *byteProgress) step(bytes int64) {
	p.done += bytes
	if p.bar != nil {
		if p.done > p.total {
			p.total = p.done
			p.bar.ChangeMax64(p.total)
		}
		p.bar.Add64(bytes)
		return
	}
	if time.Since(p.spoke) < plainEvery {
		return
	}
	p.spoke = time.Now()
	rate := float64(p.done) / time.Since(p.start).Seconds()
	left := time.Duration(float64(max(p.total-p.done, 0)) / max(rate, 1) * float64(time.Second)).Round(time.Second)
	fmt.Fprintf(p.out, "%s of %s, %s a second, %v left\n", bytesText(p.done), bytesText(p.total), bytesText(int64(rate)), left)
}

// say prints a line about the run.
func (p *byteProgress) say(line string) { fmt.Fprintln(printAbove{p, p.out}, line) }

func (p *byteProgress) finish() {
	if p.bar != nil {
		p.bar.Finish()
	}
}

// printAbove takes the bar off the terminal before a line is printed.
type printAbove struct {
	*byteProgress
	w io.Writer
}

func (a printAbove) Write(text []byte) (int, error) {
	if a.bar != nil {
		a.bar.Clear()
	}
	return a.w.Write(text)
}
