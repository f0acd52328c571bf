package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// arrows says which packages of ours each may import. A package that is not
// named here may import none. Test files may import anything.
var arrows = map[string][]string{
	"cutline/archive":             {"cutline/archive/credit", "cutline/archive/embedded", "cutline/archive/terms"},
	"cutline/archive/reuse":       {"cutline/archive", "cutline/archive/credit", "cutline/archive/embedded", "cutline/archive/terms"},
	"cutline/archive/archivetest": {"cutline/archive", "cutline/archive/credit", "cutline/archive/embedded", "cutline/archive/terms"},
	"cutline/archive/disk":        {"cutline/archive"},
	"cutline/archive/sqlite":      {"cutline/archive"},
	"cutline/archive/folder":      {"cutline/archive", "cutline/archive/embedded", "cutline/archive/page"},
	"cutline/archive/export":      {"cutline/archive", "cutline/archive/embedded", "cutline/archive/reuse"},
	"cutline/archive/export/s3":   {"cutline/archive/export"},
	"cutline/thumbs":              {"cutline/archive", "cutline/archive/embedded", "cutline/thumbs/icc", "cutline/thumbs/jpegscale", "cutline/thumbs/turbo"},
	"cutline/index":               {"cutline/archive", "cutline/archive/credit", "cutline/archive/embedded", "cutline/archive/terms"},
	"cutline/index/bleve":         {"cutline/index", "cutline/archive", "cutline/archive/embedded"},
	"cutline/index/indextest":     {"cutline/index", "cutline/archive", "cutline/archive/credit", "cutline/archive/embedded", "cutline/archive/terms"},
	"cutline/web": {
		"cutline/index", "cutline/thumbs", "cutline/archive", "cutline/archive/credit", "cutline/archive/embedded",
		"cutline/archive/export", "cutline/archive/folder", "cutline/archive/page", "cutline/archive/reuse", "cutline/archive/terms",
	},
	"cutline/cmd/cutline/demo": {"cutline/archive/embedded"},
	"cutline/cmd/cutline": {
		"cutline/cmd/cutline/demo", "cutline/web", "cutline/index", "cutline/index/bleve", "cutline/thumbs", "cutline/thumbs/turbo", "cutline/archive",
		"cutline/archive/credit", "cutline/archive/disk", "cutline/archive/export", "cutline/archive/export/s3", "cutline/archive/folder", "cutline/archive/sqlite",
	},
}

// The direction of the imports is a promise of the design: a package knows only
// what it stands on.
func TestArrows(t *testing.T) {
	out, err := exec.Command("go", "list", "-json=ImportPath,Imports", "cutline/...").Output()
	if err != nil {
		var exit *exec.ExitError
		errors.As(err, &exit)
		t.Fatalf("go list: %v\n%s", err, exit.Stderr)
	}
	for dec := json.NewDecoder(strings.NewReader(string(out))); ; {
		var pkg struct {
			ImportPath string
			Imports    []string
		}
		if err := dec.Decode(&pkg); err == io.EOF {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		for _, imported := range pkg.Imports {
			if strings.HasPrefix(imported, "cutline/") && !slices.Contains(arrows[pkg.ImportPath], imported) {
				t.Errorf("%s imports %s, against the arrows", pkg.ImportPath, imported)
			}
		}
	}
}
