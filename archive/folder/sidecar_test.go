package folder_test

import (
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// A sidecar that never ends, or never begins, does not hold up the run.
func TestSidecarThatIsNoFile(t *testing.T) {
	dir := tree(t, map[string][]byte{"pipe.jpg": picture(t, 1), "endless.jpg": picture(t, 2)})
	if err := unix.Mkfifo(filepath.Join(dir, "pipe.xmp"), 0o600); err != nil {
		t.Fatal(err)
	}
	symlink(t, "/dev/zero", filepath.Join(dir, "endless.xmp"))
	if _, summary := run(t, open(t), dir); summary.Files != 4 {
		t.Errorf("summary %+v", summary)
	}
}
