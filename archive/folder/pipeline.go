package folder

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/sync/errgroup"

	"cutline/archive"
)

const (
	// waiting is how many files may wait between two stages: enough to keep
	// every core busy while a group commits, few enough to hold little.
	waiting = 64
	// groupSize bounds a commit, and so how long its files wait for one
	// another. What is ready is committed together, without waiting for more.
	groupSize = 128
)

// pipeline is one run: walk → prepare (as many as there are cores) → commit.
type pipeline struct {
	archive    *archive.Archive
	actor, run string
	report     func(Report)
	summary    Summary
}

// ready is a file that needs no more work but its commit: it was prepared, or
// err says why not.
type ready struct {
	found    found
	size     int64
	prepared *archive.Prepared
	warnings []string // beside those of prepared
	err      error
}

func (p *pipeline) ingest(ctx context.Context, paths []string, own map[dirKey]bool) (Summary, error) {
	files := make(chan found, waiting)
	done := make(chan ready, waiting)

	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(files)
		return walk(gctx, paths, own, files)
	})
	g.Go(func() error {
		defer close(done)
		return p.prepareAll(gctx, files, done)
	})
	// What is prepared when the run is interrupted is still committed, so the
	// commits do not end with ctx.
	commits := context.WithoutCancel(ctx)
	g.Go(func() error {
		for group := range groups(done) {
			if err := p.commit(commits, group); err != nil {
				return err
			}
		}
		return nil
	})
	err := g.Wait()
	discard(done)
	return p.summary, err
}

// prepareAll runs the workers until files is closed or one meets trouble of the
// archive's own.
func (p *pipeline) prepareAll(ctx context.Context, files <-chan found, done chan<- ready) error {
	workers, wctx := errgroup.WithContext(ctx)
	// One more than the cores: while one waits for the disk, the others decode.
	for range runtime.GOMAXPROCS(0) + 1 {
		workers.Go(func() error {
			for f := range files {
				r := p.prepare(wctx, f)
				if r.err != nil && !explained(r.err) {
					return fmt.Errorf("%s: %w", f.path, r.err)
				}
				select {
				case done <- r:
				case <-wctx.Done():
					if r.prepared != nil {
						r.prepared.Discard()
					}
					return wctx.Err()
				}
			}
			return nil
		})
	}
	return workers.Wait()
}

// explained tells a file that has an outcome from trouble that ends the run.
func explained(err error) bool {
	var refused *archive.RefusedError
	var skipped *archive.SkippedError
	return errors.As(err, &refused) || errors.As(err, &skipped)
}

// prepare reads one file.
func (p *pipeline) prepare(ctx context.Context, f found) (r ready) {
	r.found = f
	defer recoverTo(&r)
	switch {
	case f.readWith != "":
		return readWith(f)
	case f.skip != "":
		r.err = &archive.SkippedError{Reason: f.skip}
		return r
	case f.refuse != "":
		r.err = &archive.RefusedError{Reason: f.refuse}
		return r
	}
	src, err := openSource(f.path)
	if err != nil {
		r.err = notOpened(err)
		return r
	}
	defer src.Close()
	if src.info.Size() == 0 && !namedAsImage(f.path) {
		r.err = &archive.SkippedError{Reason: "an empty file, not named as a picture"}
		return r
	}
	var sidecars []archive.SidecarFile
	sidecars, r.warnings = readSidecars(f.sidecars)
	if f.warning != "" {
		r.warnings = append(r.warnings, f.warning)
	}
	r.size = src.info.Size()
	r.prepared, r.err = p.archive.Prepare(ctx, archive.Incoming{
		Path: absolute(f.path), Modified: src.info.ModTime(), Actor: p.actor, Run: p.run, Source: src, Sidecars: sidecars,
	})
	if src.err != nil {
		r.err = &archive.RefusedError{Reason: cannotRead(src.err), Err: src.err}
	}
	var skipped *archive.SkippedError
	if errors.As(r.err, &skipped) && namedAsImage(f.path) {
		r.err = &archive.RefusedError{
			Reason: fmt.Sprintf("named as a picture (%s), but %s", filepath.Ext(f.path), skipped.Reason),
			Err:    skipped,
		}
	}
	return r
}

// recoverTo refuses the file that a decoder panicked over: a run of many
// thousands must not end because of one. Nothing of the file was prepared then.
func recoverTo(r *ready) {
	p := recover()
	if p == nil {
		return
	}
	slog.Error("a decoder panicked; please report this", "path", r.found.path, "panic", p, "stack", string(debug.Stack()))
	r.err = &archive.RefusedError{
		Reason: fmt.Sprintf("a decoder gave up (panic: %v): open the picture in another program, save it anew and ingest that; the log says more", p),
	}
}

// groups yields what is ready, as much as there is at a time, until done is
// closed.
func groups(done <-chan ready) func(yield func([]ready) bool) {
	return func(yield func([]ready) bool) {
		for first := range done {
			group := []ready{first}
			for more := true; more && len(group) < groupSize; {
				select {
				case r, ok := <-done:
					if more = ok; ok {
						group = append(group, r)
					}
				default:
					more = false
				}
			}
			if !yield(group) {
				return
			}
		}
	}
}

// commit acknowledges the prepared files of a group and reports the outcome of
// each.
func (p *pipeline) commit(ctx context.Context, group []ready) error {
	var prepared []*archive.Prepared
	for _, r := range group {
		if r.err == nil {
			prepared = append(prepared, r.prepared)
		}
	}
	var outcomes []archive.Outcome
	if len(prepared) > 0 {
		var err error
		if outcomes, err = p.archive.Commit(ctx, prepared); err != nil {
			return err
		}
	}
	for _, r := range group {
		p.summary.Bytes += r.size
		report := Report{Path: r.found.path, ReadWith: r.found.readWith}
		if r.err != nil {
			report.Outcome, report.Reason = outcomeOf(r.err), r.err.Error()
		} else {
			o := outcomes[0]
			outcomes = outcomes[1:]
			report.Outcome, report.ID, report.SHA256, report.Relation = o.Result, o.ID, o.SHA256, o.Relation
			report.Reason = strings.Join(slices.Concat(wrongExtension(r.found.path, o.Format), r.warnings, o.Warnings), "; ")
		}
		p.summary.count(report)
		p.report(report)
	}
	return nil
}

func outcomeOf(err error) string {
	var refused *archive.RefusedError
	if errors.As(err, &refused) {
		return Refused
	}
	return Skipped
}

// discard gives up what a run that ended early had prepared.
func discard(done <-chan ready) {
	for r := range done {
		if r.prepared != nil {
			r.prepared.Discard()
		}
	}
}

// absolute is the path as kept with the arrival, which must mean the same file
// in another working directory.
func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
