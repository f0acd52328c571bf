package web

import (
	"io"
	"net/http"

	"cutline/archive"
)

// report sends the uses of a month as CSV.
func (s *site) report(w http.ResponseWriter, r *http.Request) error {
	month, supplier := r.URL.Query().Get("month"), r.URL.Query().Get("supplier")
	days, err := archive.Month(month)
	if err != nil {
		return &archive.InvalidError{Err: err}
	}
	name := "uses-" + string(days.From[:7]) + ".csv"
	h := w.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="`+name+`"`)
	h.Set("Cache-Control", "no-store")
	began := &begun{Writer: w}
	if err := archive.WriteReport(began, s.Archive.Report(r.Context(), days, supplier)); err != nil {
		if !began.yes {
			return err
		}
		s.log.ErrorContext(r.Context(), "a report was cut short", "month", month, "err", err)
		panic(http.ErrAbortHandler) // half a report must not pass for a whole one
	}
	return nil
}

// begun is a writer that knows whether something was written.
type begun struct {
	io.Writer
	yes bool
}

func (b *begun) Write(p []byte) (int, error) {
	b.yes = true
	return b.Writer.Write(p)
}
