package folder_test

import (
	"bytes"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
)

// BenchmarkOneMore times the arrival of one more small photo in archives of ten
// thousand to a million, whose catalogue rows are generated, with what is
// remembered of as many files. It prints the curve, and the ratio of its ends.
func BenchmarkOneMore(b *testing.B) {
	for b.Loop() {
		a, dir := openIn(b)
		sizes := []int{10_000, 30_000, 100_000, 300_000, 1_000_000}
		medians := make([]time.Duration, len(sizes))
		have := 0
		for i, size := range sizes {
			generate(b, filepath.Join(dir, "catalogue.db"), have, size)
			have = size
			medians[i] = oneMore(b, a, i)
		}
		for i, size := range sizes { // the curve, as numbers and as a plot of 40 columns
			b.Logf("one more photo at %9d: %8v %s", size, medians[i].Round(10*time.Microsecond), strings.Repeat("█", int(40*medians[i]/slices.Max(medians))))
		}
		b.ReportMetric(float64(medians[len(medians)-1])/float64(medians[0]), "million/10000")
	}
}

// oneMore adds photos one by one and returns the median time of one.
func oneMore(b *testing.B, a *archive.Archive, round int) time.Duration {
	b.Helper()
	const photos = 200
	took := make([]time.Duration, photos)
	for n := range took {
		data := withComment(picture(b, n), fmt.Sprintf("%d of %d", n, round))
		start := time.Now()
		if _, err := a.Add(b.Context(), archive.Incoming{Path: fmt.Sprintf("/more/%d.jpg", n), Source: bytes.NewReader(data)}); err != nil {
			b.Fatal(err)
		}
		took[n] = time.Since(start)
	}
	slices.Sort(took)
	return took[photos/2]
}

// rows makes rows of the size of a wire photo's, with random hashes, and what is
// remembered of their files.
const rows = `
	CREATE TEMP TABLE fresh AS
		WITH RECURSIVE count(n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM count WHERE n + 1 < ?2)
		SELECT n, randomblob(32) AS hash, '/archive/' || (n / 1000) || '/' || n || '.jpg' AS path FROM count;
	INSERT INTO photo (id, sha256, seq, added, size, format, width, height, orientation, pixel_hash, fingerprint, colour,
			placeholder, digest_stale, warnings, statements, rules, reading)
		SELECT substr(lower(hex(hash)), 1, 20), hash, (SELECT seq FROM feed) + 1 + n - ?1,
		1600000000000000 + n, 1000000, 'jpeg', 3000, 2000, 1, lower(hex(randomblob(32))), random(), '#405060', '', 0, '[]',
		'[{"place":"XMP","property":"dc:description","field":"caption","value":"Firefighters ' || n ||
		' extinguish a blaze at a warehouse after a bombing in Kyiv, Ukraine, Thursday, March 17, 2022. (AP Photo/Vadim Ghirda)"}]',
		1, '{"values":{"caption":{"values":["Firefighters ' || n || ' extinguish a blaze at a warehouse after a bombing in Kyiv, Ukraine"]}}}'
		FROM fresh;
	UPDATE feed SET seq = seq + ?2 - ?1;
	INSERT INTO arrival (photo, n, at, actor, run, path, modified, statements, sidecars)
		SELECT p.n, 0, p.added, 'bench', 'bench', CAST(path AS BLOB), 0, '[]', '[]' FROM fresh JOIN photo p ON p.sha256 = hash;
	INSERT INTO seen SELECT CAST(path AS BLOB), 1000000, n, hash, 'known', hash, '' FROM fresh;
	DROP TABLE fresh`

// generate fills a catalogue with the rows from and up to.
func generate(b *testing.B, path string, from, to int) {
	b.Helper()
	db, err := sql.Open("sqlite", path)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, statement := range append([]string{"BEGIN"}, append(strings.Split(rows, ";\n"), "COMMIT")...) {
		var args []any
		for n, mark := range []string{"?1", "?2"} {
			if strings.Contains(statement, mark) {
				args = append(args, []int{from, to}[n])
			}
		}
		if _, err := db.Exec(statement, args...); err != nil {
			b.Fatalf("%s: %v", statement, err)
		}
	}
}
