package folder

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// isWritten tells whether somebody on this machine has a file open to write it,
// as far as that can be known: the kernel gives nobody a lease to read such a
// file. It gives one only to the file's owner, and not on every file system;
// elsewhere the answer is no.
func isWritten(path string) bool {
	file, err := os.OpenFile(path, os.O_RDONLY|syscall.O_NONBLOCK, 0)
	if err != nil {
		return false
	}
	defer file.Close() // gives the lease back
	_, err = unix.FcntlInt(file.Fd(), unix.F_SETLEASE, unix.F_RDLCK)
	return errors.Is(err, unix.EAGAIN)
}
