package folder

import (
	"io/fs"
	"os"
	"syscall"
	"time"
)

// dirKey names a folder whatever path leads to it.
type dirKey struct{ device, inode uint64 }

func keyOf(info fs.FileInfo) (dirKey, bool) {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return dirKey{}, false
	}
	return dirKey{uint64(st.Dev), st.Ino}, true
}

// changed is when an inode changed last. A program that sets the time of a file
// back cannot hide that it wrote to it.
func changed(info fs.FileInfo) time.Time {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return info.ModTime()
	}
	return time.Unix(st.Ctim.Unix())
}

// keysOf looks up folders.
func keysOf(folders []string) (map[dirKey]bool, error) {
	keys := make(map[dirKey]bool, len(folders))
	for _, path := range folders {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if key, ok := keyOf(info); ok {
			keys[key] = true
		}
	}
	return keys, nil
}
