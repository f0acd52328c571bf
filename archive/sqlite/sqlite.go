// Package sqlite is a catalogue in one SQLite file, for one machine and any
// number of processes on it.
//
// The file is in WAL mode with synchronous=FULL: a commit that returned
// survives a power cut. Writers wait for each other.
package sqlite

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	"golang.org/x/sys/unix"
	_ "modernc.org/sqlite" // the driver "sqlite"

	"cutline/archive"
)

//go:embed migrations/*.sql
var migrations embed.FS

// busyTimeout is how long a writer waits for another process's transaction.
// A group commit takes milliseconds; this only ends a hang.
const busyTimeout = 60 * time.Second

// Catalogue is an open catalogue. It implements archive.Catalogue.
type Catalogue struct {
	read *sql.DB
	// write takes one connection, so that writers of this process queue in Go
	// instead of polling SQLite's lock. Its transactions begin IMMEDIATE: one
	// that reads before it writes cannot fail half-way for want of the lock.
	write *sql.DB
}

// Open opens the catalogue file at path, making it where it is missing and
// bringing an older layout up to date. A newer layout is archive.ErrNewer; a
// network file system is refused, because SQLite's locks do not hold there.
func Open(ctx context.Context, path string) (*Catalogue, error) {
	if err := refuseNetwork(filepath.Dir(path)); err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	unlock, err := lock(path + ".lock")
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	defer unlock()
	write, err := connect(path, "immediate", 1)
	if err != nil {
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	if err := migrate(ctx, write); err != nil {
		write.Close()
		return nil, fmt.Errorf("catalogue %s: %w", path, full(err))
	}
	read, err := connect(path, "deferred", readers)
	if err != nil {
		write.Close()
		return nil, fmt.Errorf("catalogue: %w", err)
	}
	return &Catalogue{read: read, write: write}, nil
}

// Close closes the catalogue.
func (c *Catalogue) Close() error { return errors.Join(c.read.Close(), c.write.Close()) }

// readers bounds the connections for reading, each of which has its own cache.
const readers = 8

func connect(path, begin string, connections int) (*sql.DB, error) {
	query := url.Values{
		"_pragma": {
			fmt.Sprintf("busy_timeout(%d)", busyTimeout.Milliseconds()),
			"journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(ON)",
			"secure_delete(ON)", // what a purge deletes, and what was changed before, is not to be found in free pages
		},
		"_txlock": {begin},
	}
	escaped := (&url.URL{Path: path}).EscapedPath()
	db, err := sql.Open("sqlite", "file:"+escaped+"?"+query.Encode())
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(connections)
	return db, nil
}

// migrate brings the layout up to date. The caller holds the file lock, so no
// two processes migrate at once.
func migrate(ctx context.Context, db *sql.DB) error {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, db, files, goose.WithAllowOutofOrder(true))
	if err != nil {
		return err
	}
	known := provider.ListSources()
	newest := known[len(known)-1].Version
	at, err := provider.GetDBVersion(ctx)
	if err != nil {
		return err
	}
	if at > newest {
		return fmt.Errorf("layout %d, this cutline knows %d: %w; use the newer cutline", at, newest, archive.ErrNewer)
	}
	_, err = provider.Up(ctx)
	return err
}

// lock takes an exclusive lock on a file of its own beside the catalogue.
func lock(path string) (unlock func(), err error) {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		f.Close()
		return nil, fmt.Errorf("lock %s: %w", path, err)
	}
	return func() { f.Close() }, nil
}
