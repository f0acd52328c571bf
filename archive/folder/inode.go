package folder

import (
	"io/fs"
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
