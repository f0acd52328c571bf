package main

import (
	"errors"
	"image"
	"image/jpeg"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"cutline/cmd/cutline/demo"
)

// TestScripts runs the commands as a user does. Each script finds the demo's
// photos in $WORK/photos and an empty data directory named in the environment.
func TestScripts(t *testing.T) {
	if testing.Short() {
		t.Skip("-short: painting the demo takes minutes under the race detector")
	}
	photos := t.TempDir()
	if _, err := demo.Write(t.Context(), photos); err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("CUTLINE_DATA", filepath.Join(env.WorkDir, "data"))
			env.Setenv("HOME", env.WorkDir)
			return os.Symlink(photos, filepath.Join(env.WorkDir, "photos"))
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"exits": exits,
			"draw":  draw,
		},
		RequireExplicitExec: true,
	})
}

// exits runs a command and checks its exit status: exits 3 cutline verify.
func exits(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: exits STATUS COMMAND [ARG…]")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	got := 0
	var exit *exec.ExitError
	if err := ts.Exec(args[1], args[2:]...); errors.As(err, &exit) {
		got = exit.ExitCode()
	} else if err != nil {
		ts.Fatalf("%v", err)
	}
	if got != want {
		ts.Fatalf("exit status %d, want %d", got, want)
	}
}

// draw writes a small picture without words: draw FILE.
func draw(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: draw FILE")
	}
	f, err := os.Create(ts.MkAbs(args[0]))
	ts.Check(err)
	img := image.NewGray(image.Rect(0, 0, 48, 32))
	for i := range img.Pix {
		img.Pix[i] = uint8(i)
	}
	ts.Check(jpeg.Encode(f, img, nil))
	ts.Check(f.Close())
}
