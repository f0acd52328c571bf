package web

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"cutline/archive"
	"cutline/archive/folder"
)

// retry ingests refused files again: from where they came, or else their copies.
func (s *site) retry(w http.ResponseWriter, r *http.Request) error {
	it, err := s.beginRetry(w, r)
	if err != nil {
		return err
	}
	wait(r.Context(), it.ended)
	http.Redirect(w, r, runURL(it.in.ID), http.StatusSeeOther)
	return nil
}

func (s *site) apiRetry(w http.ResponseWriter, r *http.Request) error {
	it, err := s.beginRetry(w, r)
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/v1/runs/"+it.in.ID)
	return s.sendJSON(w, r, http.StatusAccepted, map[string]string{"id": it.in.ID, "page": runURL(it.in.ID)})
}

func (s *site) beginRetry(w http.ResponseWriter, r *http.Request) (*intake, error) {
	if err := readForm(w, r); err != nil {
		return nil, err
	}
	list, err := s.refusedChosen(r.Context(), r.PostForm)
	if err != nil {
		return nil, err
	}
	who, err := actor(w, r)
	if err != nil {
		return nil, err
	}
	it, err := s.newIntake(who, nil)
	if err != nil {
		return nil, err
	}
	dir, err := s.Archive.Spool.Folder()
	if err != nil {
		return nil, err
	}
	it.in.Spooled, it.in.Origins = dir, make(map[string]folder.Origin)
	t := retrying{in: it.in}
	for i, f := range list {
		if err := t.add(i, f); err != nil {
			return nil, errors.Join(err, os.RemoveAll(dir))
		}
	}
	it.total.Store(int64(len(t.paths)))
	if err := s.intakes.add(it); err != nil {
		return nil, errors.Join(err, os.RemoveAll(dir))
	}
	s.background(it, func(ctx context.Context) {
		defer s.intakes.remove(it)
		defer os.RemoveAll(dir)
		err := t.run(ctx)
		if err != nil && ctx.Err() == nil {
			s.log.Error("refused files could not be tried again", "run", it.in.ID, "err", err)
		}
	})
	return it, nil
}

// retrying is a run over refused files.
type retrying struct {
	in    *folder.Ingest
	paths []string
	asked []string
}

// add adds a file: where it came from, as long as it is there, else its copy.
// The copy is linked, because the run removes it from the list.
func (t *retrying) add(i int, f archive.Refusal) error {
	if filepath.IsAbs(f.Path) {
		t.asked = append(t.asked, f.Path)
		if info, err := os.Stat(f.Path); err == nil || f.Copy == "" {
			origin := folder.Origin{Path: f.Path, Refused: f.Path}
			if err == nil {
				origin.Modified = info.ModTime()
			}
			t.in.Origins[f.Path] = origin
			t.paths = append(t.paths, f.Path)
			return nil
		}
	}
	origin := folder.Origin{Path: f.Path, Refused: f.Path}
	if !filepath.IsAbs(f.Path) { // of an upload, it is listed behind its run
		_, origin.Path, _ = strings.Cut(f.Path, "/")
		t.asked = append(t.asked, origin.Path)
	}
	dir := filepath.Join(t.in.Spooled, strconv.Itoa(i))
	path := filepath.Join(dir, filepath.Base(f.Path))
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	t.in.Origins[path] = origin
	t.paths = append(t.paths, path)
	if f.Copy == "" {
		return nil // it is not there, and refused for that
	}
	copied := filepath.Join(t.in.Quarantine, filepath.Base(f.Copy))
	err := os.Link(copied, path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		err = copyFile(path, copied)
	}
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return err
}

func copyFile(to, from string) error {
	src, err := os.Open(from)
	if err != nil {
		return err
	}
	defer src.Close()
	dst, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(dst, src)
	return errors.Join(err, dst.Close())
}

func (t *retrying) run(ctx context.Context) error {
	run, err := t.in.Open(ctx, t.asked[:min(len(t.asked), maxTops)]...)
	if err != nil {
		return err
	}
	err = run.Take(ctx, t.paths...)
	_, closeErr := run.Close(ctx)
	return errors.Join(err, closeErr)
}
