package web

import (
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/folder"
)

type foldersPage struct {
	ingestHead
	Folders []folderRow
	// Form is the folder that is being added or set anew.
	Form folderForm
	// Watching: this process watches.
	Watching bool
	Fields   string
}

type folderRow struct {
	watchedRow
	Supplier, Zone, Keep string
	Fixed                []string
	EditURL, RunURL      string
	// Set: it is in the settings; else it was named at the start of the server.
	Set bool
}

type folderForm struct {
	Path, Supplier, Fields, Zone, Keep string
	Edit                               bool
}

// folders shows the watched folders and how it stands with them.
func (s *site) folders(w http.ResponseWriter, r *http.Request) error {
	h, err := s.house(r.Context())
	if err != nil {
		return err
	}
	settings, _, err := s.Archive.Settings(r.Context())
	if err != nil {
		return err
	}
	page := foldersPage{ingestHead: s.ingestHead(r, "Watched folders"), Watching: s.Watched != nil, Form: folderForm{Keep: "archive"}}
	var statuses []folder.WatchStatus
	if s.Watched != nil {
		statuses = s.Watched()
	}
	for _, f := range settings.Folders {
		if !slices.ContainsFunc(statuses, func(st folder.WatchStatus) bool { return st.Path == f.Path }) {
			text := "It is looked at in a moment."
			if s.Watched == nil {
				text = "It is watched while cutline serve runs."
			}
			statuses = append(statuses, folder.WatchStatus{WatchedFolder: f, State: folder.Watching, Text: text})
		}
	}
	rows := watchedRows(statuses, h)
	for i, st := range statuses {
		f, set := settings.Watched(st.Path)
		if !set {
			f = st.WatchedFolder
		}
		row := folderRow{
			watchedRow: rows[i], Supplier: f.Supplier, Zone: f.Zone, Keep: keepText(f.Keep), Set: set,
			EditURL: "/ingest/folders?" + url.Values{"edit": {f.Path}}.Encode() + "#set",
		}
		if st.Run != "" {
			row.RunURL = runURL(st.Run)
		}
		for _, fixed := range f.Fields {
			row.Fixed = append(row.Fixed, fmt.Sprintf("%s=%s", fixed.Field, fixed.Value))
		}
		page.Folders = append(page.Folders, row)
		if f.Path == r.URL.Query().Get("edit") {
			page.Form = folderForm{
				Path: f.Path, Supplier: f.Supplier, Zone: f.Zone, Keep: f.Keep.String(), Fields: strings.Join(row.Fixed, "\n"), Edit: true,
			}
		}
	}
	return s.render(w, r, http.StatusOK, "folders", page)
}

// keepText is a keep rule for people.
func keepText(k archive.KeepRule) string {
	if k.WireDays == 0 {
		return "for good"
	}
	return fmt.Sprintf("wire shelf: %d days", k.WireDays)
}

// setFolder watches a folder, or sets one anew that is watched.
func (s *site) setFolder(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	f, err := s.folderOf(r)
	if err != nil {
		return err
	}
	return s.changeFolders(w, r, func(folders []archive.WatchedFolder) []archive.WatchedFolder {
		if i := slices.IndexFunc(folders, func(had archive.WatchedFolder) bool { return had.Path == f.Path }); i >= 0 {
			folders[i] = f
			return folders
		}
		return append(folders, f)
	})
}

// removeFolder watches a folder no longer.
func (s *site) removeFolder(w http.ResponseWriter, r *http.Request) error {
	if err := readForm(w, r); err != nil {
		return err
	}
	path := r.PostFormValue("path")
	return s.changeFolders(w, r, func(folders []archive.WatchedFolder) []archive.WatchedFolder {
		return slices.DeleteFunc(folders, func(f archive.WatchedFolder) bool { return f.Path == path })
	})
}

func (s *site) changeFolders(w http.ResponseWriter, r *http.Request, change func([]archive.WatchedFolder) []archive.WatchedFolder) error {
	who, err := actor(w, r)
	if err != nil {
		return err
	}
	settings, revision, err := s.Archive.Settings(r.Context())
	if err != nil {
		return err
	}
	settings.Folders = change(slices.Clone(settings.Folders))
	if err := s.Archive.CheckSettings(r.Context(), settings); err != nil {
		return &requestError{status: http.StatusUnprocessableEntity, text: sentence(err.Error()), next: "Go back and mend it."}
	}
	if err := s.Archive.SetSettings(r.Context(), settings, revision, who); err != nil {
		return err
	}
	http.Redirect(w, r, "/ingest/folders", http.StatusSeeOther)
	return nil
}

// folderOf reads the form of a watched folder.
func (s *site) folderOf(r *http.Request) (archive.WatchedFolder, error) {
	wrong := func(format string, args ...any) error {
		return &requestError{status: http.StatusUnprocessableEntity, text: fmt.Sprintf(format, args...), next: "Go back and mend it."}
	}
	f := archive.WatchedFolder{Path: strings.TrimRight(r.PostFormValue("path"), "\r\n"), Zone: strings.TrimSpace(r.PostFormValue("zone"))}
	shown := clip(f.Path, maxShownName)
	if !filepath.IsAbs(f.Path) {
		return f, wrong("%q is no whole path: write it from the root of the machine that Cutline runs on.", shown)
	}
	f.Path = filepath.Clean(f.Path)
	info, err := os.Stat(f.Path)
	switch {
	case err != nil:
		return f, wrong("There is no folder %q on the machine that Cutline runs on, or it may not be read.", shown)
	case !info.IsDir():
		return f, wrong("%q is no folder.", shown)
	}
	if s.Ingest != nil {
		for _, own := range s.Ingest().Leave {
			if f.Path == own || strings.HasPrefix(f.Path, own+string(filepath.Separator)) {
				return f, wrong("%q is the archive’s own data directory, or in it.", shown)
			}
		}
	}
	if f.Keep, err = archive.ParseKeepRule(strings.TrimSpace(r.PostFormValue("keep"))); err != nil {
		return f, wrong("Keep: %s.", err)
	}
	for line := range strings.Lines(r.PostFormValue("fields")) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		field, err := archive.ParseFixedField(line)
		if err != nil {
			return f, wrong("%s.", err)
		}
		f.Fields = append(f.Fields, field)
	}
	rules, err := s.Archive.Rules(r.Context())
	if err != nil {
		return f, err
	}
	f.Supplier = rules.SupplierName(r.PostFormValue("supplier"))
	return f, nil
}
