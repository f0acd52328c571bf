package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"golang.org/x/sys/unix"

	"cutline/archive"
	"cutline/archive/disk"
)

// backupFile marks a directory as a backup and says of what.
const backupFile = "backup.json"

// isBackup tells whether the data directory is a backup, in which nothing shall
// change by itself.
func (s *stores) isBackup() bool {
	_, err := os.Lstat(filepath.Join(s.dir, backupFile))
	return err == nil
}

// newCatalogue is a snapshot in a backup until its originals are there.
const newCatalogue = catalogueFile + ".new"

// backupMark is what backupFile holds.
type backupMark struct {
	// Archive is the identity of the archive.
	Archive string `json:"archive"`
	// Seq is no smaller than the last change in the backup's catalogue, as
	// long as nobody works on the backup itself.
	Seq archive.Seq `json:"seq"`
	// Ended is when a backup was last completed; zero where none was.
	Ended time.Time `json:"ended,omitzero"`
}

// backupDir is a directory to back up into.
type backupDir struct {
	path string
	mark *backupMark // nil where there is no backup yet
}

// findBackupDir looks at a directory to back up data into. Nothing is made. An
// error is a mistake of usage.
func findBackupDir(path, data string) (*backupDir, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	real, err := realPath(path)
	if err != nil {
		return nil, err
	}
	if data, err = realPath(data); err != nil {
		return nil, err
	}
	switch {
	case real == data:
		return nil, fmt.Errorf("%s is the data directory itself; name another directory, best on another disk", path)
	case below(real, data):
		return nil, fmt.Errorf("%s lies in the data directory %s and would be lost with it; name a directory elsewhere, best on another disk", path, data)
	case below(data, real):
		return nil, fmt.Errorf("the data directory %s lies in %s; name another directory, best on another disk", data, path)
	}
	if info, err := os.Stat(path); err == nil && !info.IsDir() {
		return nil, fmt.Errorf("%s is a file; name a directory", path)
	}
	b := &backupDir{path: path}
	text, err := os.ReadFile(filepath.Join(path, backupFile))
	if err == nil {
		b.mark = new(backupMark)
		if err := json.Unmarshal(text, b.mark); err != nil || b.mark.Archive == "" {
			return nil, fmt.Errorf("%s cannot be read, so it is not sure what %s is a backup of; name a new directory", filepath.Join(path, backupFile), path)
		}
		return b, nil
	}
	if !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	entries, err := os.ReadDir(path)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, entry := range entries {
		if entry.Name() != "lost+found" { // what a new file system holds
			return nil, fmt.Errorf("%s is not empty (there is %q) and is no backup; name an empty or a new directory", path, entry.Name())
		}
	}
	return b, nil
}

// realPath follows the links of the part of a path that is there.
func realPath(path string) (string, error) {
	real, err := filepath.EvalSymlinks(path)
	if !errors.Is(err, fs.ErrNotExist) {
		return real, err
	}
	parent, err := realPath(filepath.Dir(path))
	return filepath.Join(parent, filepath.Base(path)), err
}

func below(path, dir string) bool {
	return strings.HasPrefix(path, strings.TrimSuffix(dir, string(filepath.Separator))+string(filepath.Separator))
}

// claim makes the directory where it is missing, marks it as a backup of an
// archive, and locks it: against another backup into it, and against whoever
// serves it meanwhile.
func (b *backupDir) claim(identity string) (*ownership, error) {
	if err := disk.MakeDir(b.path); err != nil {
		return nil, fmt.Errorf("make the backup: %w", err)
	}
	owned, err := own(b.path)
	if errors.Is(err, errOwned) {
		if who := readOwner(b.path); who.PID != 0 {
			return nil, fmt.Errorf("process %d serves %s, at %s; end it first", who.PID, b.path, who.Address)
		}
		return nil, fmt.Errorf("another cutline is at work in %s: wait until that backup has ended", b.path)
	}
	if err != nil {
		return nil, err
	}
	if b.mark != nil {
		return owned, nil
	}
	b.mark = &backupMark{Archive: identity}
	if err := b.write(); err != nil {
		owned.release()
		return nil, err
	}
	return owned, nil
}

// check refuses a backup that is of another archive, was worked on, or is newer
// than the archive: something of it would be lost.
func (b *backupDir) check(ctx context.Context, identity string, now archive.Seq) error {
	if b.mark.Archive != identity {
		return fmt.Errorf("%s is a backup of another archive; name a directory of its own for this one", b.path)
	}
	at, err := seqOf(ctx, filepath.Join(b.path, catalogueFile))
	if err != nil {
		return err
	}
	if at > b.mark.Seq {
		return fmt.Errorf("somebody worked on the backup %s itself since it was made, as a data directory: "+
			"its catalogue has changes that this archive does not know; name a new directory, and use one of the two archives from now on", b.path)
	}
	if now < b.mark.Seq {
		return fmt.Errorf("the backup %s is newer than this archive (change %d, the archive is at %d): the archive was put back from an older backup? "+
			"Name a new directory, so that nothing is lost", b.path, b.mark.Seq, now)
	}
	return nil
}

// write writes the mark, durably.
func (b *backupDir) write() error {
	text, err := json.MarshalIndent(b.mark, "", "  ")
	if err != nil {
		return err
	}
	temp := filepath.Join(b.path, backupFile+".new")
	file, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err == nil {
		_, err = file.Write(append(text, '\n'))
		err = errors.Join(err, file.Sync(), file.Close())
	}
	if err == nil {
		err = os.Rename(temp, filepath.Join(b.path, backupFile))
	}
	if err == nil {
		err = syncFolder(b.path)
	}
	if err != nil {
		return fmt.Errorf("mark the backup: %w", err)
	}
	return nil
}

// syncFolder makes the entries of a folder durable.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// diskSpace is the free space that we may use and the size of the file system
// of a directory, in bytes. Where it is missing, it is that of its parent.
func diskSpace(dir string) (free, size int64, err error) {
	var st unix.Statfs_t
	err = unix.Statfs(dir, &st)
	if errors.Is(err, fs.ErrNotExist) && filepath.Dir(dir) != dir {
		return diskSpace(filepath.Dir(dir))
	}
	if err != nil {
		return 0, 0, fmt.Errorf("look for the free space of %s: %w", dir, err)
	}
	return int64(st.Bavail) * int64(st.Bsize), int64(st.Blocks) * int64(st.Bsize), nil
}
