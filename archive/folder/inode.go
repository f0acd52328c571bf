package folder

import (
	"io/fs"
	"os"
	"syscall"
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
