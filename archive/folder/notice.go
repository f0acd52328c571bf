package folder

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"cutline/archive"
)

// notice takes in a text that is no word of a photo but a supplier's notice, as
// wires drop them among the pictures. reason is why the file was skipped all
// the same, empty where it is no notice.
func (p *pipeline) notice(ctx context.Context, path string, size int64) (reason string, err error) {
	if !strings.EqualFold(filepath.Ext(path), ".txt") || size > archive.MaxNoticeText {
		return "", nil
	}
	text, err := readText(path)
	if err != nil {
		return "", nil // it is skipped as it was
	}
	kind := archive.ReadNotice(text)
	if kind == "" {
		return "", nil
	}
	reason = fmt.Sprintf("a text that announces a %s", kind)
	if p.Rehearse {
		return reason, nil
	}
	_, err = p.Archive.AnnounceText(ctx, text, p.Actor)
	if _, invalid := errors.AsType[*archive.InvalidError](err); invalid {
		return "", nil // such as control characters
	}
	return reason + ": it waits on the page Notices", err
}

// readText reads a small file.
func readText(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, archive.MaxNoticeText+1))
	return string(text), err
}
