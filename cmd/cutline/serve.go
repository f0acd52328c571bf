package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"os"
	"time"

	"github.com/spf13/cobra"
	"golang.org/x/sync/errgroup"

	"cutline/archive"
	"cutline/index/bleve"
	"cutline/thumbs"
)

const defaultAddress = "127.0.0.1:8080"

func serveCommand(data *dataFlag) *cobra.Command {
	var address string
	var watch []string
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the pages and the API",
		Long: `Serves the search page, the photo pages and the API, and keeps the index
and the renditions up with what is ingested, also by other processes. It
watches folders that photos are dropped into, those of the settings (cutline
watch) and those named with --watch, and looks after the wire shelf. While
nobody asks for anything it verifies the archive, a little at a time: cutline
verify --help says what that is, /health what was found.`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := onlyLoopback(address); err != nil {
				return usageError(err)
			}
			s, err := data.open(cmd.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if s.isBackup() {
				slog.Warn("This data directory is a backup. It is for looking at: once something is changed in it, it takes no more backups. "+
					"If it shall be the archive from now on, end this server, remove the file "+backupFile+" and begin again.", "dir", s.dir)
			}
			// The health page tells what decodes pictures; here it is found out.
			s.thumbs.Turbo.Library(cmd.Context())
			always, err := s.always(cmd.Context(), watch)
			if err != nil {
				return err
			}
			return s.serve(cmd.Context(), address, always, func(at string) {
				fmt.Fprintf(cmd.OutOrStdout(), "Cutline serves %s at %s\n", s.dir, at)
			})
		},
	}
	cmd.Flags().StringVar(&address, "addr", defaultAddress, "address to listen on; only this machine's own (loopback) for now")
	cmd.Flags().StringArrayVar(&watch, "watch", nil, "watch a folder while this server runs; may be repeated")
	return cmd
}

// serve serves until ctx ends. ready is told the URL once requests are
// answered.
func (s *stores) serve(ctx context.Context, address string, always []archive.WatchedFolder, ready func(url string)) error {
	owned, err := s.ownToServe(ctx)
	if err != nil {
		return err
	}
	defer owned.release()
	engine, err := s.openIndex(ctx)
	if err != nil {
		return err
	}
	defer engine.Close()

	tcp, err := net.Listen("tcp", address)
	if err != nil {
		return fmt.Errorf("%w; choose another address with --addr", err)
	}
	defer tcp.Close()
	socket, err := listenSocket(s.dir)
	if err != nil {
		return err
	}
	defer socket.Close()
	at := "http://" + tcp.Addr().String() + "/"
	if err := owned.announce(owner{PID: os.Getpid(), Address: at}); err != nil {
		return err
	}
	g, ctx := errgroup.WithContext(ctx)
	server := s.server(engine)
	watcher := s.watcher(always)
	server.Watched = watcher.Status
	if !s.isBackup() { // which is for looking at
		server.Ingest = s.newIngest
	}
	server.Background = func(job func(context.Context)) {
		g.Go(func() error {
			job(ctx)
			return nil
		})
	}
	handler, err := server.Handler()
	if err != nil {
		return err
	}
	care := &upkeep{stores: s, engine: engine}
	handler = care.noting(handler)
	s.pictures.Patience = picturePatience
	s.follow(ctx, g, engine)
	for _, work := range []func(context.Context){care.run, watcher.Run, s.tendShelf, s.carryOn} {
		g.Go(func() error {
			work(ctx)
			return nil
		})
	}
	for _, l := range []net.Listener{tcp, socket} {
		serveHTTP(ctx, g, l, handler)
	}
	ready(at)
	if err := g.Wait(); err != nil && !errors.Is(err, context.Canceled) {
		return err
	}
	return nil
}

// ownToServe takes the index's lock, waiting for commands that hold it for a
// moment but not for another server.
func (s *stores) ownToServe(ctx context.Context) (*ownership, error) {
	owned, server, err := ownOrServer(ctx, s.dir)
	if server == nil {
		return owned, err
	}
	who := readOwner(s.dir)
	return nil, fmt.Errorf("process %d serves %s already, at %s; use that one, or end it first", who.PID, s.dir, who.Address)
}

// follow keeps the derived stores up with the catalogue.
func (s *stores) follow(ctx context.Context, g *errgroup.Group, engine *bleve.Engine) {
	follow := func(f archive.Follower) func(context.Context) error {
		return func(ctx context.Context) error { return archive.Follow(ctx, s.Catalogue, f) }
	}
	for name, follow := range map[string]func(context.Context) error{
		"index":    follow(engine),
		"thumbs":   follow(thumbs.NewFollower(s.thumbs, s.Originals, slog.Default())),
		"pictures": s.pictures.Follow,
	} {
		g.Go(func() error {
			for {
				err := follow(ctx)
				if ctx.Err() != nil {
					return nil
				}
				// Derived stores may fail (a full disk) without taking the
				// pages down; they go on where they were.
				slog.Error("a derived store fell behind and will try again", "store", name, "error", err)
				select {
				case <-ctx.Done():
					return nil
				case <-time.After(followRetry):
				}
			}
		})
	}
}

// picturePatience is how long somebody who asks with a picture waits while a
// server that has just started learns what its photos look like.
const picturePatience = 2 * time.Second

// followRetry is the pause after a derived store failed.
const followRetry = 5 * time.Second

// shutdownGrace is how long requests may take to end after the server is told
// to.
const shutdownGrace = 5 * time.Second

// serveHTTP serves a listener until ctx ends.
func serveHTTP(ctx context.Context, g *errgroup.Group, l net.Listener, handler http.Handler) {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    512 << 10, // so that a query of 100 KB is refused with a sentence
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelWarn),
	}
	g.Go(func() error {
		if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
			return err
		}
		return nil
	})
	g.Go(func() error {
		<-ctx.Done()
		grace, cancel := context.WithTimeout(context.WithoutCancel(ctx), shutdownGrace)
		defer cancel()
		if err := server.Shutdown(grace); err != nil {
			return server.Close()
		}
		return nil
	})
}

// onlyLoopback refuses addresses that other machines can reach: without
// accounts, whoever reaches the server may read everything.
func onlyLoopback(address string) error {
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return fmt.Errorf("address %q: %w; write HOST:PORT, such as %s", address, err, defaultAddress)
	}
	if ip, err := netip.ParseAddr(host); host == "localhost" || err == nil && ip.IsLoopback() {
		return nil
	}
	return fmt.Errorf("other machines can reach %q, and this cutline has no accounts yet: listen on %s and let a proxy with a login stand before it", address, defaultAddress)
}
