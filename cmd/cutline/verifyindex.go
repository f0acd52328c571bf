package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"cutline/archive"
	"cutline/index"
)

// verifyIndex has whoever owns the index compare it with the catalogue: the
// server where one runs, else this process. With repair an index that is wrong
// is rebuilt.
func (s *stores) verifyIndex(ctx context.Context, repair bool, progress io.Writer) ([]archive.Finding, error) {
	owned, client, err := ownOrServer(ctx, s.dir)
	if err != nil {
		return nil, err
	}
	if client != nil {
		return askVerifyIndex(ctx, client, repair)
	}
	defer owned.release()
	// Without an index there is nothing to compare; whoever needs one builds it.
	if _, err := os.Stat(filepath.Join(s.dir, indexDir)); err != nil {
		return nil, nil
	}
	engine, err := s.openIndex(ctx)
	if err != nil {
		return nil, err
	}
	defer engine.Close()
	v, err := index.Verify(ctx, s.Catalogue, engine)
	if err != nil {
		return nil, err
	}
	if v.Harm() == 0 || !repair {
		return indexFindings(v, ""), nil
	}
	engine.Rebuild()
	if err := catchUp(ctx, s.Catalogue, engine, progress); err != nil {
		return nil, err
	}
	return indexFindings(v, "it was built again"), nil
}

// askVerifyIndex asks the server.
func askVerifyIndex(ctx context.Context, client *http.Client, repair bool) ([]archive.Finding, error) {
	body, err := call(ctx, client, http.MethodPost, "/api/v1/index/verify")
	if err != nil {
		return nil, err
	}
	var v index.Verified
	if err := json.Unmarshal(body, &v); err != nil {
		return nil, fmt.Errorf("the server's word on the index: %w", err)
	}
	if v.Harm() == 0 || !repair {
		return indexFindings(v, ""), nil
	}
	if _, err := call(ctx, client, http.MethodPost, "/api/v1/reindex"); err != nil {
		return nil, err
	}
	return indexFindings(v, "the server builds it again now, and answers meanwhile"), nil
}

// indexFindings says what is wrong with an index, and what was done about it.
func indexFindings(v index.Verified, repaired string) (findings []archive.Finding) {
	next := "run cutline verify --repair or cutline reindex"
	if repaired != "" {
		next = repaired
	}
	add := func(format string, n int, ids []archive.ID) {
		if n == 0 {
			return
		}
		text := fmt.Sprintf(format, n)
		if len(ids) > 0 {
			names := make([]string, len(ids))
			for i, id := range ids {
				names[i] = string(id)
			}
			text += ", such as " + strings.Join(names, " ")
		}
		findings = append(findings, archive.Finding{Kind: archive.Index, Text: text + "; " + next, Repaired: repaired != ""})
	}
	add("photos that search should find and does not: %d", v.Missing, v.Some[:min(v.Missing, len(v.Some), namedInText)])
	// The IDs of those extra come after those missing.
	extra := v.Some[min(v.Missing, index.MaxNamed, len(v.Some)):]
	add("entries of the index that are no photos of the archive: %d", v.Extra, extra[:min(len(extra), namedInText)])
	return findings
}

// namedInText is how many photos a sentence names.
const namedInText = 3
