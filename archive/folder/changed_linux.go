package folder

import (
	"io/fs"
	"syscall"
	"time"
)

// changed is when an inode changed last. A program that sets the time of a file
// back cannot hide that it wrote to it.
func changed(info fs.FileInfo) time.Time {
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return info.ModTime()
	}
	return time.Unix(st.Ctim.Unix())
}
