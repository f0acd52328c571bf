package bleve_test

import (
	"log/slog"
	"testing"
	"time"

	"cutline/index"
	"cutline/index/bleve"
	"cutline/index/indextest"
)

func TestEngine(t *testing.T) {
	indextest.Test(t, func(t *testing.T, dir string, zone *time.Location) index.Engine {
		return open(t, dir, zone)
	})
}

func open(t *testing.T, dir string, zone *time.Location) *bleve.Engine {
	t.Helper()
	e, err := bleve.Open(dir, zone, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return e
}
