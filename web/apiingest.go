package web

import (
	"bytes"
	"encoding/json"
	"net/http"

	"cutline/archive"
)

// apiBegin begins a run for a program.
func (s *site) apiBegin(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	it, err := s.begin(w, r)
	if err != nil {
		return err
	}
	w.Header().Set("Location", "/api/v1/runs/"+it.in.ID)
	return s.sendJSON(w, r, http.StatusCreated, map[string]string{"id": it.in.ID, "page": runURL(it.in.ID)})
}

// apiIngest takes the files of a request: into the run named, or into one of
// their own. It answers when they are stored, with a line for each.
func (s *site) apiIngest(w http.ResponseWriter, r *http.Request) error {
	id := r.URL.Query().Get("run")
	if id == "" {
		it, got, err := s.uploaded(w, r)
		if err != nil {
			return err
		}
		outcomes, err := s.take(it, got)
		it.turn.Unlock()
		it.end()
		return s.sendOutcomes(w, r, got, outcomes, err)
	}
	it := s.intakes.get(id)
	if it == nil || it.dir == "" {
		return goneUpload
	}
	it.use()
	defer it.use()
	it.turn.Lock()
	defer it.turn.Unlock()
	if it.closed || it.work.Err() != nil {
		return goneUpload
	}
	got, err := s.receive(w, r, it.dir)
	if err != nil {
		return err
	}
	if len(got.files) == 0 {
		return noFiles
	}
	outcomes, err := s.take(it, got)
	return s.sendOutcomes(w, r, got, outcomes, err)
}

var goneUpload = &requestError{
	status: http.StatusGone, text: "This upload has ended: it was stopped, no request came for long, or the server was started anew.",
	next: "Begin another with POST /api/v1/runs; what was answered for is stored.",
}

// sendOutcomes answers with a line for each file, as cutline ingest --json
// prints them, and the counts of this request. Trouble that came after some
// files were stored is the last line instead.
func (s *site) sendOutcomes(w http.ResponseWriter, r *http.Request, got *received, outcomes []archive.RunFile, err error) error {
	if err != nil && len(outcomes) == 0 {
		return err
	}
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	var summary archive.Summary
	for _, f := range got.files {
		summary.Bytes += f.size
	}
	for _, f := range outcomes {
		summary.Count(f)
		if err := enc.Encode(f); err != nil {
			return err
		}
	}
	if err != nil {
		s.log.Error("an upload could not be taken in whole", "err", err)
		err = enc.Encode(map[string]problem{"error": describe(err)})
	} else {
		err = enc.Encode(map[string]archive.Summary{"summary": summary})
	}
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "application/x-ndjson")
	h.Set("Cache-Control", "no-store")
	s.send(w, r, http.StatusOK, body.Bytes())
	return nil
}

// apiEnd ends an upload of which nothing more comes, and answers with what the
// run came to.
func (s *site) apiEnd(w http.ResponseWriter, r *http.Request) error {
	if it := s.intakes.get(r.PathValue("run")); it != nil && it.dir != "" {
		it.end()
	}
	return s.apiRun(w, r)
}

// apiStop stops a run where it is. What was reported is stored.
func (s *site) apiStop(w http.ResponseWriter, r *http.Request) error {
	if it := s.intakes.get(r.PathValue("run")); it != nil {
		it.stop()
		<-it.ended
	}
	return s.apiRun(w, r)
}
