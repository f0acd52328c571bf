//go:build !linux

package folder

import (
	"io/fs"
	"time"
)

// changed is when a file changed last, as far as it says.
func changed(info fs.FileInfo) time.Time { return info.ModTime() }
