package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"time"

	"cutline/archive"
	"cutline/archive/folder"
)

// watchActor is who brings what comes through watched folders.
const watchActor = "watch"

// always are the folders of serve --watch, as they are watched where the
// settings say nothing of them.
func (s *stores) always(ctx context.Context, dirs []string) ([]archive.WatchedFolder, error) {
	settings, _, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	folders, all := []archive.WatchedFolder(nil), settings.Folders
	for _, dir := range dirs {
		path, err := s.watchable(dir)
		if err != nil {
			return nil, usageError(fmt.Errorf("--watch: %w", err))
		}
		if _, set := settings.Watched(path); set {
			continue
		}
		f := archive.WatchedFolder{Path: path}
		folders, all = append(folders, f), append(all, f)
	}
	if err := archive.CheckWatched(all); err != nil {
		return nil, usageError(fmt.Errorf("--watch: %w", err))
	}
	return folders, nil
}

// watcher watches the folders of the settings, and some beside them.
func (s *stores) watcher(always []archive.WatchedFolder) *folder.Watcher {
	return &folder.Watcher{
		Archive: s.Archive, Always: always, Log: slog.Default(),
		Ingest: func() *folder.Ingest {
			in := s.newIngest()
			in.Actor = watchActor
			return in
		},
	}
}

// newIngest is an ingest of a server, with what all of them have.
func (s *stores) newIngest() *folder.Ingest {
	return &folder.Ingest{
		Archive: s.Archive, Leave: []string{s.dir},
		Quarantine: filepath.Join(s.dir, "quarantine"), QuarantineBytes: folder.DefaultQuarantine,
	}
}

// shelfEvery is how often the wire shelf is looked after. Without anything to do
// that is a few lookups.
const shelfEvery = 10 * time.Second

// tendShelf looks after the wire shelf until ctx ends.
func (s *stores) tendShelf(ctx context.Context) {
	tick := time.NewTicker(shelfEvery)
	defer tick.Stop()
	for said := ""; ; {
		err := s.TendShelf(ctx, func(p *archive.Photo) {
			slog.Info("a photo left the wire shelf; its words stay", "photo", p.ID, "folder", p.Shelf.Retired.Folder, "days", p.Shelf.Retired.Days)
		})
		if err == nil { // what a process that was killed left undone
			err = s.TendAnnouncements(ctx)
		}
		switch {
		case ctx.Err() != nil:
			return
		case err == nil:
			said = ""
		case err.Error() != said: // once, not every few seconds
			said = err.Error()
			slog.Error("the wire shelf could not be looked after, and will be again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
