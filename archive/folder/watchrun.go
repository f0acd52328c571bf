package folder

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"time"

	"cutline/archive"
)

// A run ends when it was quiet for runQuiet: what comes so much later is another.
// One that never is quiet ends after runLength.
const (
	runQuiet  = 10 * time.Minute
	runLength = 24 * time.Hour
)

// take ingests complete files.
func (f *watch) take(ctx context.Context, ready []string) (err error) {
	if f.intake != nil && f.now().Sub(f.began) > runLength {
		if err := f.closeRun(ctx); err != nil {
			return err
		}
	}
	if f.intake == nil {
		in := f.ingest()
		in.ID = archive.NewRunID(f.Archive.Time())
		if f.intake, err = in.Open(ctx, f.folder.Path); err != nil {
			return err
		}
		f.began = f.now()
		f.mu.Lock()
		f.status.Run = in.ID
		f.mu.Unlock()
	}
	paths, more := withPhotos(ready)
	if err := f.intake.Take(ctx, paths...); err != nil {
		return err
	}
	f.waiting.taken(ready...)
	if more {
		f.nextScan = f.now()
	}
	f.quiet = f.now()
	return nil
}

// closeRun ends the run that goes on, if one does.
func (f *watch) closeRun(ctx context.Context) error {
	if f.intake == nil {
		return nil
	}
	_, err := f.intake.Close(ctx)
	f.intake = nil
	return err
}

// ingest is how files of this folder come in.
func (f *watch) ingest() *Ingest {
	in := f.Ingest()
	in.Archive, in.Watched = f.Archive, &f.folder
	report := in.Report
	in.Report = func(file archive.RunFile) {
		f.note(file)
		if report != nil {
			report(file)
		}
	}
	return in
}

// withPhotos are the files to ingest. A sidecar that comes late is read with its
// photo. What a manifest names, only a look through the folder tells: more says
// that one came.
func withPhotos(ready []string) (all []string, more bool) {
	listed := make(map[string]pairs)
	paths := make(map[string]bool, len(ready))
	for _, path := range ready {
		if namedAsImage(path) {
			paths[path] = true
			continue
		}
		dir, name := filepath.Split(path)
		beside, ok := listed[dir]
		if !ok {
			entries, err := os.ReadDir(dir)
			beside = sidecarsOf(entries, err)
			listed[dir] = beside
		}
		photos := beside.photos[name]
		for _, photo := range photos {
			paths[dir+photo] = true
		}
		if len(photos) == 0 && mayBeManifest(name) {
			more = true
			continue
		}
		paths[path] = true
	}
	for path := range paths {
		all = append(all, path)
	}
	slices.Sort(all)
	return all, more
}

// note keeps what became of a file for the status.
func (f *watch) note(file archive.RunFile) {
	f.mu.Lock()
	switch file.Outcome {
	case archive.Added, archive.Words:
		f.status.Stored++
		f.status.LastArrival = f.now().UTC()
	case archive.Known:
		f.status.Known++
	case archive.Refused:
		f.status.Refused++
	}
	f.mu.Unlock()
	if file.Outcome == archive.Refused {
		f.refuse(file.Path, f.waiting.stamp(file.Path))
		f.problem(file.Path + ": " + file.Reason)
	}
	f.waiting.taken(file.Path)
}
