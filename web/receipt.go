package web

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"

	"cutline/archive"
)

// receipt serves the receipt of a run as a file: CSV for a spreadsheet, JSON
// for a program.
func (s *site) receipt(w http.ResponseWriter, r *http.Request) error {
	run, err := s.runAsked(r)
	if err != nil {
		return err
	}
	kinds := map[string]struct {
		mediaType string
		write     func(io.Writer, *http.Request, archive.Run) error
	}{
		"csv":  {"text/csv; charset=utf-8; header=present", s.writeCSV},
		"json": {"application/json", s.writeJSON},
	}
	kind, ok := kinds[r.PathValue("kind")]
	if !ok {
		return &requestError{status: http.StatusNotFound, text: "A receipt comes as csv or json."}
	}
	h := w.Header()
	h.Set("Content-Type", kind.mediaType)
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": runName(run, "."+r.PathValue("kind"))}))
	h.Set("Cache-Control", "no-store")
	s.stream(w, r, kind.write(w, r, run))
	return nil
}

func (s *site) writeCSV(w io.Writer, r *http.Request, run archive.Run) error {
	out := csv.NewWriter(w)
	if err := out.Write([]string{"outcome", "id", "sha256", "path", "relation", "of", "supplier", "problems", "reason"}); err != nil {
		return err
	}
	err := s.eachRunFile(r.Context(), runQuery(r, run.ID, 0), func(f archive.RunFile) error {
		hash := ""
		if f.ID != "" {
			hash = f.SHA256.String()
		}
		row := []string{
			f.Outcome, string(f.ID), hash, shownPath(f.Path), f.Relation.Kind, string(f.Relation.Of), f.Supplier,
			strings.Join(f.Problems, "; "), shownPath(f.Reason),
		}
		for i := range row {
			row[i] = archive.PlainCell(row[i])
		}
		return out.Write(row)
	})
	out.Flush()
	if err == nil {
		err = out.Error()
	}
	return err
}

func (s *site) writeJSON(w io.Writer, r *http.Request, run archive.Run) error {
	head, err := json.Marshal(run)
	if err != nil {
		return err
	}
	if _, err := fmt.Fprintf(w, `{"run":%s,"files":[`, head); err != nil {
		return err
	}
	between := ""
	err = s.eachRunFile(r.Context(), runQuery(r, run.ID, 0), func(f archive.RunFile) error {
		line, err := json.Marshal(f)
		if err == nil {
			_, err = fmt.Fprintf(w, "%s\n%s", between, line)
		}
		between = ","
		return err
	})
	if err == nil {
		_, err = io.WriteString(w, "\n]}\n")
	}
	return err
}
