package web

import (
	"strings"

	"cutline/archive/folder"
)

// watchedRow is a watched folder as a page shows it.
type watchedRow struct {
	Path, Text, Counts string
	Bad                bool
	Problems           []string
}

// maxProblemBytes bounds a problem on the page: a name may have any length.
const maxProblemBytes = 400

func watchedRows(list []folder.WatchStatus, h house) []watchedRow {
	rows := make([]watchedRow, len(list))
	for i, s := range list {
		row := watchedRow{Path: shownPath(s.Path), Text: s.Text, Bad: s.State != folder.Watching}
		counts := []string{count(s.Waiting) + " waiting", count(s.Stored) + " stored", count(s.Refused) + " refused"}
		if s.LastArrival.IsZero() {
			counts = append(counts, "nothing came since the server started")
		} else {
			counts = append(counts, "last arrival "+moment(s.LastArrival, h))
		}
		row.Counts = strings.Join(counts, ", ")
		for _, problem := range s.Problems {
			row.Problems = append(row.Problems, clip(shownPath(problem), maxProblemBytes))
		}
		rows[i] = row
	}
	return rows
}
