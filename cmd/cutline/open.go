package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/disk"
	"cutline/archive/export"
	"cutline/archive/export/s3"
	"cutline/archive/sqlite"
	"cutline/index/bleve"
	"cutline/thumbs"
	"cutline/thumbs/turbo"
)

// dataFlag is the data directory that a command works on.
type dataFlag struct{ dir string }

func (d *dataFlag) register(root *cobra.Command) {
	root.PersistentFlags().StringVar(&d.dir, "data", "", "data directory (default $CUTLINE_DATA, else the user's data folder)")
}

// path is the directory named by the flag, the environment, or the XDG Base
// Directory Specification's default.
func (d *dataFlag) path() (string, error) {
	dir := d.dir
	if dir == "" {
		dir = os.Getenv("CUTLINE_DATA")
	}
	if dir == "" && os.Getenv("XDG_DATA_HOME") != "" {
		dir = filepath.Join(os.Getenv("XDG_DATA_HOME"), "cutline")
	}
	if dir == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", fmt.Errorf("no data directory: %w; name one with --data", err)
		}
		dir = filepath.Join(home, ".local", "share", "cutline")
	}
	return filepath.Abs(dir)
}

// stores is an open data directory without its index. This file alone opens
// implementations; elsewhere they are only named as types.
type stores struct {
	*archive.Archive
	dir       string
	catalogue *sqlite.Catalogue
	thumbs    *thumbs.Store
	pictures  *thumbs.Finder
}

// open opens the data directory, making it where it is missing.
func (d *dataFlag) open(ctx context.Context) (*stores, error) {
	dir, err := d.path()
	if err != nil {
		return nil, err
	}
	return openStores(ctx, dir)
}

// openExisting opens a data directory that must be there: looking into an
// archive must not make an empty one where the name was misspelt.
func (d *dataFlag) openExisting(ctx context.Context) (*stores, error) {
	dir, err := d.path()
	if err != nil {
		return nil, err
	}
	if _, err := os.Stat(filepath.Join(dir, catalogueFile)); errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("there is no archive in %s; run cutline ingest FOLDER first, or name another with --data", dir)
	}
	return openStores(ctx, dir)
}

// The parts of a data directory.
const (
	catalogueFile = "catalogue.db"
	originalsDir  = "originals"
	indexDir      = "index"
	thumbsDir     = "thumbs"
)

// lookAtOriginals reads the originals in a folder. Nothing is made there.
func lookAtOriginals(dir string) archive.Originals { return disk.Look(dir) }

// openTargetOf opens a destination. Its secrets are in the environment.
func openTargetOf(d archive.Destination) (export.Target, error) {
	secret := func(name string) string {
		return os.Getenv("CUTLINE_" + strings.ToUpper(strings.ReplaceAll(d.Name, "-", "_")) + "_" + name)
	}
	switch {
	case filepath.IsAbs(d.To):
		return export.Folder{Dir: d.To}, nil
	case strings.HasPrefix(d.To, "s3"):
		return s3.Open(d.To, cmp.Or(secret("ACCESS_KEY"), os.Getenv("AWS_ACCESS_KEY_ID")), cmp.Or(secret("SECRET_KEY"), os.Getenv("AWS_SECRET_ACCESS_KEY")))
	}
	return export.Address{URL: d.To, Method: d.Method, Authorization: secret("AUTHORIZATION")}, nil
}

// withArchive runs do with an archive that open opens.
func withArchive(cmd *cobra.Command, open func(context.Context) (*stores, error), do func(context.Context, *stores) error) error {
	s, err := open(cmd.Context())
	if err != nil {
		return err
	}
	defer s.Close()
	return do(cmd.Context(), s)
}

// rules are the credit rules of the data directory, without opening the rest
// of it; the built-in ones where there is no archive. broken says why the
// newest revision is not in force.
func (d *dataFlag) rules(ctx context.Context) (rules *credit.Rules, broken, err error) {
	dir, err := d.path()
	if err != nil {
		return credit.Default(), nil, nil // a machine without a home folder reads lines, too
	}
	path := filepath.Join(dir, catalogueFile)
	if _, err := os.Stat(path); err != nil {
		return credit.Default(), nil, nil
	}
	catalogue, err := sqlite.Open(ctx, path)
	if err != nil {
		return nil, nil, err
	}
	defer catalogue.Close()
	inForce, err := archive.New(catalogue, nil, nil, nil).Rules(ctx)
	return inForce.Rules, inForce.Broken, err
}

// workerMemory is how much a process that decodes JPEG pictures may take: more
// than any picture that the budget admits, and what the program itself takes.
const workerMemory = thumbs.DefaultBudget + 256<<20

func openStores(ctx context.Context, dir string) (_ *stores, err error) {
	s := &stores{dir: dir}
	defer func() {
		if err != nil {
			s.Close()
		}
	}()
	if err := disk.MakeDir(dir); err != nil {
		return nil, fmt.Errorf("make the data directory: %w", err)
	}
	originals, err := disk.Open(filepath.Join(dir, originalsDir))
	if err != nil {
		return nil, err
	}
	if s.catalogue, err = sqlite.Open(ctx, filepath.Join(dir, catalogueFile)); err != nil {
		return nil, err
	}
	if s.thumbs, err = thumbs.Open(filepath.Join(dir, thumbsDir), thumbs.DefaultBudget); err != nil {
		return nil, err
	}
	s.thumbs.Turbo = turbo.NewPool(runtime.GOMAXPROCS(0), workerMemory)
	spool, err := archive.OpenSpool(filepath.Join(dir, originalsDir, disk.SpoolDir))
	if err != nil {
		return nil, err
	}
	s.Archive = archive.New(s.catalogue, originals, s.thumbs, spool)
	s.IsBackup = s.isBackup()
	s.pictures = thumbs.NewFinder(s.Archive, s.thumbs)
	return s, nil
}

// Close closes what is open. Everything acknowledged is on the disk already, so
// trouble here loses nothing and is only logged.
func (s *stores) Close() {
	var errs []error
	if s.thumbs != nil {
		s.thumbs.Turbo.Close()
	}
	if s.Archive != nil {
		errs = append(errs, s.Spool.Close())
	}
	if s.catalogue != nil {
		errs = append(errs, s.catalogue.Close())
	}
	if err := errors.Join(errs...); err != nil {
		slog.Warn("closing the data directory", "dir", s.dir, "error", err)
	}
}

// indexPatience is how long a search waits for an index that is built in the
// place of a damaged one: in a small archive that takes a moment.
const indexPatience = 3 * time.Second

// openIndex opens the index, which the caller owns.
func (s *stores) openIndex(ctx context.Context) (*bleve.Engine, error) {
	settings, _, err := s.Settings(ctx)
	if err != nil {
		return nil, err
	}
	zone, err := settings.Location()
	if err != nil {
		return nil, err
	}
	engine, err := bleve.Open(filepath.Join(s.dir, indexDir), zone, slog.Default())
	if err != nil {
		return nil, err
	}
	engine.Patience = indexPatience
	stats, err := s.Catalogue.Stats(ctx)
	if err != nil {
		engine.Close()
		return nil, err
	}
	if engine.Status().Seq > stats.Last {
		slog.Warn("The search index knows changes that the catalogue does not: the catalogue was restored. The index is rebuilt.")
		engine.Rebuild()
	}
	return engine, nil
}

// backupTarget is a backup that is being written.
type backupTarget struct {
	dir       string
	spoolDir  string
	snapshot  *sqlite.Catalogue
	originals archive.Originals
	plan      *archive.Backup
}

// openTarget opens a backup directory that holds a new snapshot.
func openTarget(dir string) (*backupTarget, error) {
	originals, err := disk.Open(filepath.Join(dir, originalsDir))
	if err != nil {
		return nil, err
	}
	snapshot, err := sqlite.OpenSnapshot(filepath.Join(dir, newCatalogue))
	if err != nil {
		return nil, err
	}
	return &backupTarget{
		dir: dir, spoolDir: filepath.Join(dir, originalsDir, disk.SpoolDir), snapshot: snapshot, originals: originals,
	}, nil
}

// put puts the snapshot in the place of the former one.
func (t *backupTarget) put(ctx context.Context) error {
	return sqlite.Replace(ctx, filepath.Join(t.dir, newCatalogue), filepath.Join(t.dir, catalogueFile))
}

// settleCatalogue brings a catalogue that nobody uses to rest.
func settleCatalogue(ctx context.Context, path string) error { return sqlite.Settle(ctx, path) }

// seqOf is the last change in a catalogue that nobody uses; 0 where there is
// none.
func seqOf(ctx context.Context, path string) (archive.Seq, error) {
	if _, err := os.Lstat(path); errors.Is(err, os.ErrNotExist) {
		return 0, nil
	}
	c, err := sqlite.OpenSnapshot(path)
	if err != nil {
		return 0, err
	}
	stats, err := c.Stats(ctx)
	return stats.Last, errors.Join(err, c.Close())
}
