package folder

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"time"

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

// pipeline is one run: walk → recall what is known unread → prepare (as many as
// there are cores) → commit.
type pipeline struct {
	*Ingest
	journal    *journal
	commits    committer
	quarantine *quarantine
}

// committer acknowledges prepared files: the archive, or a rehearsal of it.
type committer interface {
	Commit(ctx context.Context, prepared []*archive.Prepared) ([]archive.Outcome, error)
}

// ready is a file that needs no more work but its commit: it was prepared, or
// it is as it was seen, or err says why not.
type ready struct {
	found    found
	size     int64
	prepared *archive.Prepared
	seen     *archive.Seen
	warnings []string // beside those of prepared
	err      error
	// again: the next run has to look again, whatever the file's size and time.
	again bool
}

// pass ingests everything below paths.
func (p *pipeline) pass(ctx context.Context, paths []string, own map[dirKey]bool) error {
	// What is prepared when the run is interrupted is still committed, so the
	// commits do not end with ctx.
	commits := context.WithoutCancel(ctx)
	walked := make(chan found, recallBatch)
	files := make(chan found, waiting)
	done := make(chan ready, waiting)

	g, gctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		defer close(walked)
		return p.walk(gctx, paths, own, walked)
	})
	g.Go(func() error {
		defer close(done)
		stages, sctx := errgroup.WithContext(gctx)
		stages.Go(func() error {
			defer close(files)
			return p.recall(sctx, walked, files, done)
		})
		stages.Go(func() error { return p.prepareAll(sctx, files, done) })
		return stages.Wait()
	})
	g.Go(func() error {
		for group := range batches(done, groupSize) {
			if err := p.commit(commits, group); err != nil {
				return err
			}
		}
		return nil
	})
	err := g.Wait()
	discard(done)
	return err
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
				if err := send(wctx, done, r); err != nil {
					if r.prepared != nil {
						r.prepared.Discard()
					}
					return err
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
	case f.skip != "":
		r.err = &archive.SkippedError{Reason: f.skip}
		return r
	case f.readWith != "":
		return p.readWith(f)
	case f.refuse != "":
		r.err = &archive.RefusedError{Reason: f.refuse}
		return r
	}
	src, err := openSource(f.path)
	if err != nil {
		r.err, r.again = notOpened(err), true
		if p.Watched != nil && errors.Is(err, fs.ErrNotExist) {
			r.err = &archive.SkippedError{Reason: "it went before it could be read"}
		}
		return r
	}
	defer src.Close()
	if src.info.Size() == 0 && !namedAsImage(f.path) {
		r.err = &archive.SkippedError{Reason: "an empty file, not named as a picture"}
		return r
	}
	said := readWords(f, p.PreferManifest)
	for _, files := range [][]archive.SidecarFile{said.sidecars, said.beside} {
		for i := range files {
			files[i].Path = p.shown(files[i].Path)
		}
	}
	r.warnings, r.again = said.warnings, len(said.warnings) > 0
	if f.warning != "" {
		r.warnings = append(r.warnings, f.warning)
	}
	in := archive.Incoming{
		Path: p.known(f.path), Modified: p.modified(f.path, src.info), Actor: p.Actor, Run: p.ID, Source: src,
		Sidecars: said.sidecars, Words: said.said, Beside: said.beside, Rehearsed: p.Rehearse, Watched: p.Watched,
	}
	for _, m := range f.said {
		in.Shared = append(in.Shared, m.file)
	}
	r.size = src.info.Size()
	r.prepared, r.err = p.Archive.Prepare(ctx, in)
	if src.err != nil {
		r.err, r.again = &archive.RefusedError{Reason: cannotRead(src.err), Err: src.err}, true
	}
	var skipped *archive.SkippedError
	if !errors.As(r.err, &skipped) {
		return r
	}
	if reason, err := p.notice(ctx, f.path, r.size); err != nil {
		r.err = err
	} else if reason != "" {
		r.err = &archive.SkippedError{Reason: reason}
	} else if namedAsImage(f.path) {
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
	r.again = true
	r.err = &archive.RefusedError{
		Reason: fmt.Sprintf("a decoder gave up (panic: %v): open the picture in another program, save it anew and ingest that; the log says more", p),
	}
}

// commit acknowledges the prepared files of a group and reports the outcome of
// each.
func (p *pipeline) commit(ctx context.Context, group []ready) error {
	var prepared []*archive.Prepared
	for _, r := range group {
		if r.prepared != nil {
			prepared = append(prepared, r.prepared)
		}
	}
	var outcomes []archive.Outcome
	if len(prepared) > 0 {
		var err error
		if outcomes, err = p.commits.Commit(ctx, prepared); err != nil {
			return err
		}
	}
	if err := p.quarantine.sort(ctx, group); err != nil {
		return err
	}
	for _, r := range group {
		var o archive.Outcome
		if r.prepared != nil {
			o, outcomes = outcomes[0], outcomes[1:]
		}
		file := r.outcome(o)
		file.Path = p.shown(file.Path)
		if file.ReadWith == r.found.path {
			file.ReadWith = file.Path
		}
		if p.MoveTo != "" && !p.Rehearse {
			file.Reason = joinReasons(file.Reason, p.move(r, file))
		}
		noted := file
		noted.Path = p.known(r.found.path)
		if err := p.journal.note(ctx, noted, p.remember(r, o)); err != nil {
			return err
		}
		p.journal.run.Summary.Bytes += r.size
		if p.Report != nil {
			p.Report(file)
		}
	}
	return nil
}

// discard gives up what a run that ended early had prepared.
func discard(done <-chan ready) {
	for r := range done {
		if r.prepared != nil {
			r.prepared.Discard()
		}
	}
}

// known is the path that a file is known by, which must mean the same file in
// another working directory.
func (in *Ingest) known(path string) string {
	if in.Spooled == "" {
		return absolute(path)
	}
	if origin, ok := in.Origins[path]; ok {
		return origin.Path
	}
	return strings.TrimPrefix(path, within(in.Spooled))
}

// modified is when a file was changed last, zero where that is not known.
func (in *Ingest) modified(path string, info fs.FileInfo) time.Time {
	if in.Spooled == "" {
		return info.ModTime()
	}
	return in.Origins[path].Modified
}

// shown is the path that a file is reported by: as it was typed, or as known.
func (in *Ingest) shown(path string) string {
	if in.Spooled == "" {
		return path
	}
	return in.known(path)
}

func absolute(path string) string {
	if abs, err := filepath.Abs(path); err == nil {
		return abs
	}
	return path
}
