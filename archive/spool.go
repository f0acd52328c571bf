package archive

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sys/unix"
)

// Spool is where this process writes files on their way in: a folder of its
// own, locked while the process lives, so that another process can tell what a
// crash left behind from what is being written.
type Spool struct {
	dir  string
	lock *os.File // nil where nobody else uses the folder
}

// OpenSpool makes a folder for this process inside dir, which must be on the
// file system of the originals, and clears what crashed processes left there:
// files that nobody acknowledged.
func OpenSpool(dir string) (*Spool, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	// Folders are made and cleared under one lock: without it, a folder could
	// be taken for a leftover between its making and its locking.
	all, err := lockDir(dir, unix.LOCK_EX)
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	defer all.Close()
	if err := clearSpools(dir); err != nil {
		return nil, fmt.Errorf("spool: clear what a crash left: %w", err)
	}
	own, err := os.MkdirTemp(dir, "run-")
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	lock, err := lockDir(own, unix.LOCK_EX)
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	return &Spool{dir: own, lock: lock}, nil
}

// clearSpools removes the folders that no living process has locked.
func clearSpools(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		if !entry.IsDir() {
			continue
		}
		lock, err := lockDir(path, unix.LOCK_EX|unix.LOCK_NB)
		if errors.Is(err, unix.EWOULDBLOCK) || errors.Is(err, fs.ErrNotExist) {
			continue // it lives, or its process has just removed it
		}
		if err != nil {
			return err
		}
		err = os.RemoveAll(path)
		lock.Close()
		if err != nil {
			return err
		}
	}
	return nil
}

func lockDir(dir string, how int) (*os.File, error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), how); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", dir, err)
	}
	return f, nil
}

// openOwnSpool makes a folder for the caller, who has dir for himself by a lock
// of his own, and clears what his forerunner left there. It needs no lock on
// folders, which network file systems do not have.
func openOwnSpool(dir string) (*Spool, error) {
	own := filepath.Join(dir, "backup")
	if err := os.RemoveAll(own); err != nil {
		return nil, fmt.Errorf("spool: clear what was left: %w", err)
	}
	if err := os.MkdirAll(own, 0o700); err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	return &Spool{dir: own}, nil
}

// Folder makes a folder for files that come from elsewhere and wait to be read,
// such as an upload. Whoever asked for it removes it; what a crash left goes with
// the spool.
func (s *Spool) Folder() (string, error) {
	dir, err := os.MkdirTemp(s.dir, "files-")
	if err != nil {
		return "", fmt.Errorf("spool: %w", err)
	}
	return dir, nil
}

// Close removes the folder and what was not kept.
func (s *Spool) Close() error {
	err := os.RemoveAll(s.dir)
	if s.lock == nil {
		return err
	}
	return errors.Join(err, s.lock.Close())
}

// commitLock is held, shared, from when an original is moved into place until
// the catalogue names it, so that verify does not take it for an orphan.
const commitLock = "commit.lock"

// lockRetry is the time between two looks at the commit lock.
const lockRetry = 5 * time.Millisecond

// committing takes the commit lock of the folder of all spools: shared to
// commit, exclusive to remove what nobody names.
func (s *Spool) committing(ctx context.Context, how int) (release func(), err error) {
	f, err := os.OpenFile(filepath.Join(filepath.Dir(s.dir), commitLock), os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	for {
		err := unix.Flock(int(f.Fd()), how|unix.LOCK_NB)
		if err == nil {
			return func() { f.Close() }, nil
		}
		if !errors.Is(err, unix.EWOULDBLOCK) && !errors.Is(err, unix.EINTR) {
			f.Close()
			return nil, fmt.Errorf("spool: lock %s: %w", f.Name(), err)
		}
		select {
		case <-ctx.Done():
			f.Close()
			return nil, ctx.Err()
		case <-time.After(lockRetry):
		}
	}
}

// spooled is a file in the spool, open for reading.
type spooled struct {
	*os.File
	hash Hash
	size int64
}

// settle makes the file durable and closes it: many wait for their commit, and
// the name is enough for that.
func (f *spooled) settle() error {
	err := f.Sync()
	if closeErr := f.Close(); err == nil {
		err = closeErr
	}
	if err != nil {
		return fmt.Errorf("spool: %w", err)
	}
	return nil
}

// discard closes the file and removes it from the spool.
func (f *spooled) discard() {
	f.Close()
	os.Remove(f.Name())
}

// write copies src into the spool, hashing on the way. The file is not durable
// until it is synced: most files of a second run are known, and go again.
func (s *Spool) write(ctx context.Context, src io.Reader) (*spooled, error) {
	file, err := os.CreateTemp(s.dir, "in-")
	if err != nil {
		return nil, fmt.Errorf("spool: %w", err)
	}
	f := &spooled{File: file}
	sum := sha256.New()
	f.size, err = io.Copy(io.MultiWriter(file, sum), contextReader{ctx, src})
	if err != nil {
		f.discard()
		return nil, err
	}
	sum.Sum(f.hash[:0])
	return f, nil
}

// contextReader ends a long copy when the context ends.
type contextReader struct {
	ctx context.Context
	r   io.Reader
}

func (c contextReader) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.r.Read(p)
}
