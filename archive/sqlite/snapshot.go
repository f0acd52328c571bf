package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"cutline/archive"
)

// Snapshot writes the catalogue as it is at one moment to a new file at path,
// durably, while others go on writing. It is refused where the file is there.
func (c *Catalogue) Snapshot(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fmt.Errorf("catalogue: write a snapshot: %s is there already", path))
	}
	if _, err := c.read.ExecContext(ctx, `VACUUM INTO ?`, path); err != nil {
		os.Remove(path)
		return fmt.Errorf("catalogue: write a snapshot: %w", full(err))
	}
	// SQLite does not sync what it vacuums into.
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err == nil {
		err = errors.Join(file.Sync(), file.Close())
	}
	if err != nil {
		os.Remove(path)
		return fmt.Errorf("catalogue: sync the snapshot: %w", err)
	}
	return nil
}

// OpenSnapshot opens a file that [Catalogue.Snapshot] wrote, for reading. Nobody
// else may write it: no lock is taken, so that it works on any file system.
func OpenSnapshot(path string) (*Catalogue, error) {
	if _, err := os.Stat(path); err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	db, err := sql.Open("sqlite", "file:"+escaped+"?mode=ro&immutable=1")
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	db.SetMaxOpenConns(1)
	return &Catalogue{read: db, write: db}, nil
}

// Replace puts the snapshot at path in the place of the catalogue file at
// target, durably and in one step. It fails where another process uses the
// catalogue there.
func Replace(ctx context.Context, path, target string) error {
	unlock, err := lock(target + ".lock") // nobody opens it meanwhile
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	defer unlock()
	if err := settle(ctx, target); err != nil {
		return err
	}
	err = os.Rename(path, target)
	if err == nil {
		err = syncDir(filepath.Dir(target))
	}
	if err != nil {
		return fmt.Errorf("catalogue: put the snapshot in place: %w", err)
	}
	return nil
}

// Settle brings the catalogue file at path to rest: what its write-ahead log
// holds is written into it. It fails where another process uses the catalogue.
// A file that is not there is at rest.
func Settle(ctx context.Context, path string) error {
	unlock, err := lock(path + ".lock")
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	defer unlock()
	return settle(ctx, path)
}

// settle removes the log of a catalogue file. A log beside another file would
// spoil that one.
func settle(ctx context.Context, path string) error {
	if _, err := os.Lstat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	db, err := connect(path, "immediate", 1)
	if err != nil {
		return fmt.Errorf("catalogue: %w", err)
	}
	_, err = db.ExecContext(ctx, `PRAGMA busy_timeout(1000)`)
	if err == nil {
		_, err = db.ExecContext(ctx, `PRAGMA journal_mode(DELETE)`)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return fmt.Errorf("catalogue %s: another process uses it (%w); end that one", path, err)
	}
	if _, err := os.Lstat(path + "-wal"); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("catalogue %s: another process uses it; end that one", path)
	}
	return nil
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// Identity is the random name of this archive, which its backups keep.
func (c *Catalogue) Identity(ctx context.Context) (id string, err error) {
	if err := c.read.QueryRowContext(ctx, `SELECT id FROM identity`).Scan(&id); err != nil {
		return "", fmt.Errorf("catalogue: read its identity: %w", err)
	}
	return id, nil
}

// Size is how large a snapshot would be at most, in bytes.
func (c *Catalogue) Size(ctx context.Context) (size int64, err error) {
	err = c.read.QueryRowContext(ctx, `SELECT page_count * page_size FROM pragma_page_count, pragma_page_size`).Scan(&size)
	if err != nil {
		return 0, fmt.Errorf("catalogue: read its size: %w", err)
	}
	return size, nil
}

// AddBackup notes a completed backup; see archive.Backups.
func (c *Catalogue) AddBackup(ctx context.Context, b archive.BackupRecord) error {
	texts, err := marshal(b.BackupReport)
	if err == nil {
		_, err = c.write.ExecContext(ctx, `INSERT INTO backup (dir, seq, started, ended, report) VALUES (?, ?, ?, ?, ?)`,
			[]byte(b.Dir), b.Seq, micros(b.Started), micros(b.Ended), texts[0])
	}
	if err != nil {
		return fmt.Errorf("catalogue: note the backup: %w", full(err))
	}
	return nil
}

// LastBackup returns the last backup; see archive.Backups.
func (c *Catalogue) LastBackup(ctx context.Context) (*archive.BackupRecord, error) {
	var (
		b              archive.BackupRecord
		started, ended int64
		dir, report    []byte
	)
	err := c.read.QueryRowContext(ctx, `SELECT dir, seq, started, ended, report FROM backup ORDER BY n DESC LIMIT 1`).
		Scan(&dir, &b.Seq, &started, &ended, &report)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, nil
	}
	if err == nil {
		err = unmarshal(report, &b.BackupReport)
	}
	if err != nil {
		return nil, fmt.Errorf("catalogue: read the last backup: %w", err)
	}
	b.Dir, b.Started, b.Ended = string(dir), fromMicros(started), fromMicros(ended)
	return &b, nil
}
