package web

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
	"time"

	"cutline/archive"
	"cutline/archive/export"
)

// Limits of what is exported at once from a page. cutline export has none.
const (
	maxZipped   = 2000           // photos
	maxZipBytes = 20_000_000_000 // of their originals
	maxListed   = 20_000         // photos of a list
)

// exportPage asks what of a selection is to leave.
type exportPage struct {
	head
	Chosen selection
	Desk   string
	// Size is that of the originals together, and Against how many photos a
	// check stops.
	Size         string
	TooLarge     bool // for a ZIP of originals
	Against      int
	Downloads    []struct{ Value, Label string }
	Destinations []archive.Destination
	MaxZipped    int
	MaxZipBytes  string
	MaxSent      int
	Back         string
}

// exportForm shows what can be done with a selection.
func (s *site) exportForm(w http.ResponseWriter, r *http.Request) error {
	chosen, err := s.selected(w, r, maxListed)
	if err != nil {
		return err
	}
	page := exportPage{
		head: head{Title: "Export", Sheets: []string{deskSheet}}, Chosen: chosen, Desk: deskName(r), Downloads: downloads,
		MaxZipped: maxZipped, MaxZipBytes: fileSize(maxZipBytes), MaxSent: maxSent, Back: chosen.View.url(""),
	}
	if page.Destinations, _, err = s.Archive.Destinations(r.Context()); err != nil {
		return err
	}
	var size int64
	err = s.loadedInSteps(r.Context(), chosen, func(photos []*archive.Photo, against map[archive.ID]string) error {
		for _, p := range photos {
			size += p.Size
		}
		page.Against += len(against)
		return nil
	})
	if err != nil {
		return err
	}
	page.Size, page.TooLarge = fileSize(size), size > maxZipBytes || len(chosen.IDs) > maxZipped
	return s.render(w, r, http.StatusOK, "export", page)
}

// loadedInSteps gives the photos of a selection step by step, with what stands
// against each.
func (s *site) loadedInSteps(ctx context.Context, chosen selection, each func([]*archive.Photo, map[archive.ID]string) error) error {
	const step = 200
	for at := 0; at < len(chosen.IDs); at += step {
		photos, err := s.Archive.Catalogue.Photos(ctx, chosen.IDs[at:min(at+step, len(chosen.IDs))])
		if err != nil {
			return err
		}
		against, err := s.maker().Against(ctx, photos)
		if err != nil {
			return err
		}
		if err := each(photos, against); err != nil {
			return err
		}
	}
	return nil
}

// exporting is what a form of a selection asks for.
type exporting struct {
	chosen selection
	who    string
	order  export.Order
	name   export.Name
	anyway bool
	print  func(*archive.Photo) (printed, credit string, err error)
}

func (s *site) exporting(w http.ResponseWriter, r *http.Request, most int) (e exporting, err error) {
	if e.chosen, err = s.selected(w, r, most); err != nil {
		return e, err
	}
	if e.who, err = actor(w, r); err != nil {
		return e, err
	}
	if e.order, err = orderOf(r.PostFormValue("what")); err != nil {
		return e, err
	}
	if e.name, err = export.ParseName(r.PostFormValue("name")); err != nil {
		return e, &requestError{status: http.StatusBadRequest, text: sentence(err.Error()), next: "Go back and write another name."}
	}
	e.anyway = r.PostFormValue("anyway") != ""
	e.print, err = s.maker().Printer(r.Context())
	return e, err
}

// zipSelected answers with a ZIP of files of a selection, as they are made, and
// with a list of them.
func (s *site) zipSelected(w http.ResponseWriter, r *http.Request) error {
	e, err := s.exporting(w, r, maxZipped)
	if err != nil {
		return err
	}
	if e.order.As.List() {
		return s.list(w, r, e)
	}
	var size int64
	err = s.loaded(r.Context(), e.chosen, func(p *archive.Photo) error {
		size += p.Size
		return nil
	})
	if err != nil {
		return err
	}
	if takesOriginals := e.order.As == export.Original || e.order.As == export.Words; takesOriginals && size > maxZipBytes {
		return &requestError{
			status: http.StatusUnprocessableEntity, text: fmt.Sprintf("These originals have %s together, and a ZIP takes at most %s.", fileSize(size), fileSize(maxZipBytes)),
			next: "Select fewer, take smaller pictures, or run cutline export.",
		}
	}
	s.attach(w, "application/zip", "cutline "+s.now().Format("2006-01-02 1504")+".zip")
	z := newZip(w)
	var listed bytes.Buffer
	list, err := export.NewList(&listed, export.CSV, e.print)
	if err != nil {
		return err
	}
	var names export.Names
	err = s.loadedInSteps(r.Context(), e.chosen, func(photos []*archive.Photo, against map[archive.ID]string) error {
		var log []archive.Export
		for _, p := range photos {
			if why := against[p.ID]; why != "" && !e.anyway {
				if err := list.Add(p, "", []string{"Not in this ZIP: " + why + "."}); err != nil {
					return err
				}
				continue
			}
			file, notes, err := s.zipOne(r.Context(), z, p, e, &names)
			if err != nil {
				return errors.Join(err, s.Archive.LogExports(context.WithoutCancel(r.Context()), log...))
			}
			if file != "" {
				log = append(log, archive.Export{Photo: p.ID, Actor: e.who, As: string(e.order.As), To: "ZIP", File: file, Despite: against[p.ID]})
			}
			if err := list.Add(p, file, notes); err != nil {
				return err
			}
		}
		return s.Archive.LogExports(context.WithoutCancel(r.Context()), log...)
	})
	if err == nil {
		err = list.Close()
	}
	if err == nil {
		err = z.text("photos.csv", listed.Bytes(), s.now())
	}
	if err == nil {
		err = z.Close()
	}
	return s.endedEarly(r, err)
}

// zipOne puts the files of a photo into a ZIP. file is empty where there are
// none, and notes say why.
func (s *site) zipOne(ctx context.Context, z *zipped, p *archive.Photo, e exporting, names *export.Names) (file string, notes []string, err error) {
	files, err := s.maker().Make(ctx, p, e.order)
	if none, ok := errors.AsType[*export.NotMadeError](err); ok {
		return "", []string{"Not in this ZIP: " + none.Reason + "."}, nil
	}
	if err != nil {
		return "", nil, err
	}
	defer closeFiles(files)
	_, credit, err := e.print(p)
	if err != nil {
		return "", nil, err
	}
	var extensions []string
	for _, f := range files {
		extensions = append(extensions, f.Extension)
	}
	stem := names.Take(e.name.Of(p, credit), extensions...)
	for _, f := range files {
		if err := z.add(stem+f.Extension, s.now(), f); err != nil {
			return "", nil, err
		}
	}
	return stem + files[0].Extension, files[0].Notes, nil
}

// listSelected answers with a list of a selection.
func (s *site) listSelected(w http.ResponseWriter, r *http.Request) error {
	e, err := s.exporting(w, r, maxListed)
	if err != nil {
		return err
	}
	if !e.order.As.List() {
		return &requestError{status: http.StatusBadRequest, text: "A list is CSV or JSON."}
	}
	return s.list(w, r, e)
}

func (s *site) list(w http.ResponseWriter, r *http.Request, e exporting) error {
	mediaType, file := "text/csv; charset=utf-8", "photos.csv"
	if e.order.As == export.JSON {
		mediaType, file = "application/json", "photos.json"
	}
	s.attach(w, mediaType, file)
	list, err := export.NewList(w, e.order.As, e.print)
	if err != nil {
		return s.endedEarly(r, err)
	}
	err = s.loadedInSteps(r.Context(), e.chosen, func(photos []*archive.Photo, against map[archive.ID]string) error {
		var log []archive.Export
		for _, p := range photos {
			if against[p.ID] != "" && !e.anyway {
				continue
			}
			if err := list.Add(p, p.FileName(), nil); err != nil {
				return err
			}
			log = append(log, archive.Export{Photo: p.ID, Actor: e.who, As: string(e.order.As), To: "download", File: file, Despite: against[p.ID]})
		}
		return s.Archive.LogExports(context.WithoutCancel(r.Context()), log...)
	})
	if err == nil {
		err = list.Close()
	}
	return s.endedEarly(r, err)
}

// attach says that the answer is a file to keep.
func (s *site) attach(w http.ResponseWriter, mediaType, file string) {
	h := w.Header()
	h.Set("Content-Type", mediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": file}))
	h.Set("Content-Security-Policy", contentPolicy+"; sandbox")
	h.Set("Cache-Control", "no-store")
}

// zipped is a ZIP that is written as its files are made. Pictures are stored:
// they are packed already.
type zipped struct{ *zip.Writer }

func newZip(w io.Writer) *zipped { return &zipped{zip.NewWriter(w)} }

func (z *zipped) add(name string, at time.Time, f *export.File) error {
	method := zip.Store
	if f.As == export.Sidecar || f.As == export.Ninjs {
		method = zip.Deflate
	}
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method, Modified: at})
	if err != nil {
		return err
	}
	_, err = f.WriteTo(w)
	return err
}

// text adds a text file.
func (z *zipped) text(name string, data []byte, at time.Time) error {
	w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: at})
	if err != nil {
		return err
	}
	_, err = w.Write(data)
	return err
}

// readme adds notes, if there are any.
func (z *zipped) readme(notes []string, at time.Time) error {
	if len(notes) == 0 {
		return nil
	}
	return z.text("README.txt", []byte(strings.Join(notes, "\n")+"\n"), at)
}
