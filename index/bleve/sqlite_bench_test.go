package bleve_test

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"cutline/index"
	"cutline/index/indextest"
)

// fts5 is SQLite's full-text search: the C library, as its shell has it. The
// table keeps no text, has an index of beginnings, and its row numbers are in
// the order of news, so that the newest come first without sorting.
type fts5 struct {
	*console
	words vocabulary
}

func newFTS5(b *testing.B) contender {
	for _, tool := range []string{"sqlite3", "stdbuf"} {
		if _, err := exec.LookPath(tool); err != nil {
			b.Logf("no %s is installed: without SQLite FTS5", tool)
			return nil
		}
	}
	db := filepath.Join(b.TempDir(), "fts5.db")
	f := &fts5{console: startConsole(b, exec.Command("stdbuf", "-oL", "sqlite3", "-batch", db)), words: vocabulary{}}
	f.ask(b, `PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -200000;
		PRAGMA mmap_size = 4000000000; PRAGMA temp_store = MEMORY;
		CREATE VIRTUAL TABLE fts USING fts5(caption, headline, names, rest, by, agency, content = '',
			prefix = '3 4', tokenize = 'porter unicode61 remove_diacritics 2');
		CREATE TABLE photo(id INTEGER PRIMARY KEY, taken INTEGER, `+strings.Join(facetColumns(), " INTEGER, ")+` INTEGER);`)
	return f
}

// facetColumns are the facets as names of columns.
func facetColumns() []string {
	names := append([]string{}, index.FacetNames()...)
	for i, name := range names {
		names[i] = "facet_" + name
	}
	return names
}

func (*fts5) name() string { return "FTS5" }

// perTransaction is how many rows the others are given at a time.
const perTransaction = 1000

func (f *fts5) fill(b *testing.B, photos int) (took time.Duration) {
	var rows strings.Builder
	values, seen := numbered{}, map[string]bool{}
	n := 0
	flush := func() {
		start := time.Now()
		f.ask(b, "BEGIN;\n"+rows.String()+"COMMIT;")
		took += time.Since(start)
		rows.Reset()
	}
	for p := range indextest.Generated(photos, 1) {
		n++
		words, facets, taken := columnsOf(p)
		fmt.Fprintf(&rows, "INSERT INTO fts(rowid, caption, headline, names, rest, by, agency) VALUES(%d", n)
		for _, w := range words {
			rows.WriteString(", " + quoted(w))
		}
		fmt.Fprintf(&rows, ");\nINSERT INTO photo VALUES(%d, %d", n, taken)
		for _, v := range facets {
			rows.WriteString(", " + strconv.Itoa(values.of(v)))
		}
		rows.WriteString(");\n")
		f.words.add(seen, words[:4]...)
		if n%perTransaction == 0 {
			flush()
		}
	}
	flush()
	f.ask(b, "INSERT INTO fts(fts) VALUES('optimize'); CREATE INDEX photo_taken ON photo(taken); ANALYZE; PRAGMA wal_checkpoint(TRUNCATE);")
	return took
}

func quoted(text string) string { return "'" + strings.ReplaceAll(text, "'", "''") + "'" }

func (f *fts5) bytes(b *testing.B) (words, rest int64) {
	for _, line := range f.ask(b, "SELECT name LIKE 'fts%', sum(pgsize) FROM dbstat GROUP BY 1;") {
		of, size, _ := strings.Cut(line, "|")
		n, err := strconv.ParseInt(size, 10, 64)
		if err != nil {
			b.Fatal(err)
		}
		if of == "1" {
			words = n
		} else {
			rest = n
		}
	}
	return words, rest
}

// match is a query in FTS5's language.
func (f *fts5) match(q indextest.ShapedQuery) string {
	word := func(w string) string { return `"` + strings.ReplaceAll(w, `"`, "") + `"` }
	anywhere := "{caption headline names rest} : "
	var parts []string
	for i, w := range q.Words {
		switch {
		case q.Shape == indextest.Phrase:
			parts = []string{anywhere + word(strings.Join(q.Words, " "))}
		case q.Shape == indextest.Prefix && i == 0:
			parts = append(parts, anywhere+word(w)+" *")
		case q.Shape == indextest.Fuzzy:
			near := f.words.near(w)
			for i := range near {
				near[i] = word(near[i])
			}
			parts = append(parts, anywhere+"("+strings.Join(append(near, word(w)), " OR ")+")")
		default:
			parts = append(parts, anywhere+word(w))
		}
	}
	if q.By != "" {
		parts = append(parts, "by : "+word(q.By))
	}
	if q.Agency != "" {
		parts = append(parts, "agency : "+word(q.Agency))
	}
	return quoted(strings.Join(parts, " AND "))
}

func (f *fts5) search(b *testing.B, q indextest.ShapedQuery, facets bool) (a answer) {
	start := time.Now()
	from := "FROM fts WHERE fts MATCH " + f.match(q)
	made := time.Since(start)
	key := "rowid"
	if !q.To.IsZero() {
		key = "photo.id"
		from = fmt.Sprintf("FROM fts JOIN photo ON photo.id = fts.rowid WHERE fts MATCH %s AND taken BETWEEN %d AND %d",
			f.match(q), q.From.Unix(), q.To.AddDate(0, 0, 1).Unix()-1)
	}
	page := "SELECT " + key + " " + from + " ORDER BY fts.rowid DESC LIMIT 50;\n"
	if facets {
		_, a.took = f.timed(b, page+facetSQL("SELECT photo.* "+strings.Replace(from, "FROM fts WHERE", "FROM fts JOIN photo ON photo.id = fts.rowid WHERE", 1)))
		a.took += made
		return a
	}
	_, a.first = f.timed(b, page)
	lines, took := f.timed(b, page+"SELECT count(*) "+from+";")
	a.took, a.first = took+made, a.first+made
	a.total, _ = strconv.Atoi(lines[len(lines)-1])
	return a
}

// facetSQL counts all, and the most frequent values of each facet, of the rows
// of a query.
func facetSQL(hits string) string {
	parts := []string{"SELECT 'total', 0, count(*) FROM hits"}
	for _, c := range facetColumns() {
		parts = append(parts, fmt.Sprintf("SELECT * FROM (SELECT '%s', %s, count(*) FROM hits WHERE %s > 0 GROUP BY %s ORDER BY 3 DESC LIMIT %d) AS %s",
			c, c, c, c, index.MaxFacets, c))
	}
	return "WITH hits AS MATERIALIZED (" + hits + ") " + strings.Join(parts, " UNION ALL ") + ";"
}

func (f *fts5) close(b *testing.B) {
	if err := f.console.close(); err != nil {
		b.Error(err)
	}
}
