//go:build !linux || !(amd64 || arm64) || noturbo

package turbo

import (
	"context"
	"errors"
	"image"
	"io"
)

// errBuiltWithout is why there is no worker in this program.
var errBuiltWithout = errors.New("this cutline was built without it")

// ErrBroken is a worker that broke, or did not answer in time.
var ErrBroken = errors.New("the process of libjpeg-turbo broke")

// Worker is none.
type Worker struct{ pool *Pool }

// Work returns.
func Work() {}

func (w *Worker) start() error {
	w.pool.started("", errBuiltWithout)
	return errBuiltWithout
}

func (w *Worker) stop() {}

func (w *Worker) forget() {}

// Decode fails.
func (w *Worker) Decode(ctx context.Context, file io.ReaderAt, size int64, scale, width, height int, gray bool) (image.Image, error) {
	return nil, errBuiltWithout
}

// Encode fails.
func (w *Worker) Encode(ctx context.Context, img *image.RGBA, quality int) ([]byte, error) {
	return nil, errBuiltWithout
}

// Bytes is 0.
func Bytes(size, coefficients int64) int64 { return 0 }
