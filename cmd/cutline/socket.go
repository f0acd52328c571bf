package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
)

// socketClient talks to the server of a data directory.
func socketClient(dir string) *http.Client {
	return &http.Client{Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			var conn net.Conn
			err := atSocket(dir, func(path string) (err error) {
				var d net.Dialer
				conn, err = d.DialContext(ctx, "unix", path)
				return err
			})
			return conn, err
		},
	}}
}

// listenSocket listens on the data directory's socket. The caller holds the
// lock, so a socket that is there is a dead server's.
func listenSocket(dir string) (net.Listener, error) {
	if err := os.Remove(filepath.Join(dir, socketFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	var l net.Listener
	err := atSocket(dir, func(path string) (err error) {
		if l, err = net.Listen("unix", path); err != nil {
			return err
		}
		return os.Chmod(path, 0o600)
	})
	if err != nil {
		return nil, fmt.Errorf("listen for other commands: %w", err)
	}
	return l, nil
}

// maxSocketPath is the longest name that sockaddr_un holds everywhere, in bytes.
const maxSocketPath = 100

// atSocket calls use with a name of the data directory's socket. Where its path
// is too long for a socket, the name goes through a short link in the temporary
// directory while use runs.
func atSocket(dir string, use func(path string) error) error {
	path := filepath.Join(dir, socketFile)
	if len(path) <= maxSocketPath {
		return use(path)
	}
	short, err := os.MkdirTemp("", "cutline")
	if err != nil {
		return err
	}
	defer os.RemoveAll(short)
	link := filepath.Join(short, "data")
	if err := os.Symlink(dir, link); err != nil {
		return err
	}
	return use(filepath.Join(link, socketFile))
}
