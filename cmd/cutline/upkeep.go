package main

import (
	"context"
	"log/slog"
	"net/http"
	"sync/atomic"
	"time"

	"cutline/archive"
	"cutline/index"
	"cutline/index/bleve"
	"cutline/web"
)

const (
	// upkeepEvery is the time between two looks whether a round is due.
	upkeepEvery = time.Minute
	// quietAfter is how long nobody has asked for anything, and nothing was
	// ingested, when the server has time to verify.
	quietAfter = 2 * time.Second
	// leastRate is how many bytes a second a round reads at least: a small
	// archive need not take its days.
	leastRate = 4 << 20
)

// upkeep verifies the archive while it is served: slowly, round after round.
type upkeep struct {
	*stores
	engine *bleve.Engine
	asked  atomic.Int64 // when a request came in last, nanoseconds since 1970
	// said are the findings that were logged, so that each is logged once.
	said map[string]bool
	pacing
}

// pacing is how a round keeps to its days.
type pacing struct {
	started   time.Time
	days      int
	done, all int64 // bytes, earlier parts of the round included
}

// noting notes requests on their way to a handler, except those that monitors
// make all the time.
func (u *upkeep) noting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/healthz", "/health", "/api/v1/status":
		default:
			u.asked.Store(time.Now().UnixNano())
		}
		next.ServeHTTP(w, r)
	})
}

// run begins rounds when they are due, until ctx ends. Trouble is logged: the
// pages go on.
func (u *upkeep) run(ctx context.Context) {
	for {
		if err := u.look(ctx); err != nil && ctx.Err() == nil {
			slog.Error("verifying the archive failed and will be tried again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(upkeepEvery):
		}
	}
}

// look goes through a round if one is due.
func (u *upkeep) look(ctx context.Context) error {
	settings, _, err := u.Settings(ctx)
	if err != nil || settings.Verify == 0 {
		return err
	}
	ended, open, err := u.Upkeep.Rounds(ctx, archive.ByServer)
	if err != nil {
		return err
	}
	if open == nil && ended != nil && time.Since(ended.Started) < days(settings.Verify) {
		return nil
	}
	if u.said == nil {
		u.said = make(map[string]bool)
		known, _, err := u.Upkeep.Troubled(ctx, maxSaid)
		if err != nil {
			return err
		}
		for _, check := range known {
			for _, f := range check.Findings {
				u.said[f.Text] = true
			}
		}
	}
	u.pacing = pacing{days: settings.Verify}
	v, err := u.Verify(ctx, archive.VerifyOptions{
		Kind: archive.ByServer,
		Rate: func(round archive.Round, bytes int64) int64 {
			u.started, u.done, u.all = round.Started, round.Bytes, round.Bytes+bytes
			// Twice as fast as need be leaves half of the time to pause in. A
			// round that is late, because nothing ran, does not hurry.
			seconds := max(time.Until(round.Started.Add(days(u.days))), days(u.days)/4).Seconds()
			return max(leastRate, int64(2*float64(bytes)/seconds))
		},
		Step:  func(_ int, bytes int64) { u.done += bytes },
		Found: u.found,
		Pause: u.pause,
		// What is derived the server mends by itself.
		Renew: true,
		Index: func(ctx context.Context) ([]archive.Finding, error) {
			v, err := index.Verify(ctx, u.Catalogue, u.engine)
			if err != nil || v.Harm() == 0 {
				return nil, err
			}
			u.engine.Rebuild()
			return indexFindings(v, "it is built again now"), nil
		},
	})
	if err == nil {
		slog.Info("verified the archive", "photos", v.Photos, "originals", v.Originals, "bytes", v.Bytes, "harm", v.Harm())
	}
	return err
}

func days(n int) time.Duration { return time.Duration(n) * 24 * time.Hour }

// maxSaid bounds what is remembered of the log.
const maxSaid = 10_000

// found logs damage, once, and what was repaired.
func (u *upkeep) found(f archive.Finding) {
	if f.Repaired {
		slog.Warn("verify repaired", "kind", f.Kind, "photo", f.ID, "text", f.Text)
		return
	}
	var v archive.Verified
	if v.Count(f); v.Harm() == 0 || u.said[f.Text] {
		return
	}
	if len(u.said) < maxSaid {
		u.said[f.Text] = true
	}
	slog.Error("verify found damage", "kind", f.Kind, "photo", f.ID, "text", f.Text)
}

// pause waits until the server is quiet, unless the round is late.
func (u *upkeep) pause(ctx context.Context) error {
	before, err := u.Catalogue.Stats(ctx)
	if err != nil {
		return err
	}
	for !u.late() {
		quiet := time.Since(time.Unix(0, u.asked.Load())) > quietAfter
		now, err := u.Catalogue.Stats(ctx)
		if err != nil {
			return err
		}
		if quiet && now.Last == before.Last {
			return nil
		}
		before = now
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(quietAfter):
		}
	}
	return ctx.Err()
}

// late tells whether less was read than the time that went by asks for.
func (p *pacing) late() bool {
	if p.all == 0 {
		return false
	}
	went := float64(time.Since(p.started)) / float64(days(p.days))
	return float64(p.done)/float64(p.all) < went
}

// space says how much of the data directory's disk is free.
func (s *stores) space() (web.Space, error) {
	free, size, err := diskSpace(s.dir)
	return web.Space{Free: free, Size: size}, err
}
