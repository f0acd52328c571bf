package folder

import (
	"path/filepath"
	"strings"
)

// systemFile tells files that operating systems leave in folders of pictures.
func systemFile(name string) bool {
	switch strings.ToLower(name) {
	case ".ds_store", "thumbs.db", "desktop.ini", ".nomedia", ".picasa.ini", "ehthumbs.db":
		return true
	}
	// AppleDouble companions hold the resource fork of the file they name.
	return strings.HasPrefix(name, "._")
}

// copiesIn tells what a folder is full of, by its name, where a system or a
// program fills it with copies of photos that lie elsewhere, or with what was
// thrown away. It is empty for any other folder.
func copiesIn(name string) string {
	switch folded := strings.ToLower(name); {
	case folded == "@eadir":
		return "thumbnails that a disk station made"
	case folded == ".thumbnails":
		return "thumbnails that a system made"
	case folded == ".appledouble":
		return "what a Mac keeps beside files on other systems' disks"
	case folded == ".trashes", folded == "$recycle.bin", strings.HasPrefix(folded, ".trash-"):
		return "what was thrown away"
	case filepath.Ext(folded) == ".lrdata":
		return "previews that Lightroom made"
	}
	return ""
}
