package bleve_test

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"cutline/index/indextest"
)

// postgres is PostgreSQL's full-text search: a GIN index over words that are
// stemmed as FTS5's and ours are, none left out. The row numbers are in the
// order of news.
type postgres struct {
	*console
	words vocabulary
	stop  func() error
}

func newPostgres(b *testing.B) contender {
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/postgres")
	if err != nil || len(found) == 0 {
		b.Log("no PostgreSQL is installed: without it")
		return nil
	}
	bin := filepath.Dir(slices.Max(found))
	dir, err := os.MkdirTemp("", "cutline-pg-")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { os.RemoveAll(dir) })
	as := &syscall.SysProcAttr{}
	if os.Geteuid() == 0 { // PostgreSQL refuses to run as root
		u, err := user.Lookup("postgres")
		if err != nil {
			b.Logf("PostgreSQL refuses to run as root, and there is no user for it: %v", err)
			return nil
		}
		uid, _ := strconv.Atoi(u.Uid)
		gid, _ := strconv.Atoi(u.Gid)
		as.Credential = &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}
		if err := os.Chown(dir, uid, gid); err != nil {
			b.Fatal(err)
		}
	}
	run := func(name string, args ...string) *exec.Cmd {
		cmd := exec.Command(filepath.Join(bin, name), args...)
		cmd.SysProcAttr, cmd.Dir = as, dir
		return cmd
	}
	data := filepath.Join(dir, "data")
	for _, cmd := range []*exec.Cmd{
		run("initdb", "--pgdata", data, "--auth", "trust", "--username", "cutline", "--encoding", "UTF8", "--no-sync"),
		run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", filepath.Join(dir, "log"), "--options",
			"-c listen_addresses='' -c unix_socket_directories="+dir+" -c shared_buffers=512MB -c work_mem=64MB "+
				"-c maintenance_work_mem=256MB -c random_page_cost=1.1 -c jit=off -c max_wal_size=4GB"),
	} {
		if out, err := cmd.CombinedOutput(); err != nil {
			b.Fatalf("%v\n%s", err, out)
		}
	}
	p := &postgres{words: vocabulary{}, stop: func() error {
		return run("pg_ctl", "stop", "--pgdata", data, "--mode", "immediate").Run()
	}}
	p.console = startConsole(b, run("psql", "-XAtq", "-v", "ON_ERROR_STOP=1", "-h", dir, "-U", "cutline", "postgres"))
	p.ask(b, `CREATE TEXT SEARCH DICTIONARY stem (TEMPLATE = snowball, Language = english);
		CREATE TEXT SEARCH CONFIGURATION words (COPY = pg_catalog.simple);
		ALTER TEXT SEARCH CONFIGURATION words ALTER MAPPING FOR asciiword, asciihword, hword_asciipart, word, hword, hword_part WITH stem;
		CREATE TABLE photo(id int PRIMARY KEY, words tsvector, by tsvector, agency text, taken bigint, `+
		strings.Join(facetColumns(), " int, ")+` int);`)
	return p
}

func (*postgres) name() string { return "PostgreSQL" }

func (p *postgres) fill(b *testing.B, photos int) (took time.Duration) {
	var rows strings.Builder
	values, seen := numbered{}, map[string]bool{}
	n := 0
	flush := func() {
		if rows.Len() == 0 {
			return
		}
		start := time.Now()
		p.ask(b, "INSERT INTO photo VALUES\n"+strings.TrimSuffix(rows.String(), ",\n")+";")
		took += time.Since(start)
		rows.Reset()
	}
	for photo := range indextest.Generated(photos, 1) {
		n++
		words, facets, taken := columnsOf(photo)
		// A gap of positions between the fields keeps phrases inside one.
		fmt.Fprintf(&rows, "(%d, to_tsvector('words', %s), to_tsvector('words', %s), %s, %d",
			n, quoted(strings.Join(words[:4], " zz zz zz ")), quoted(words[4]), quoted(words[5]), taken)
		for _, v := range facets {
			rows.WriteString(", " + strconv.Itoa(values.of(v)))
		}
		rows.WriteString("),\n")
		p.words.add(seen, words[:4]...)
		if n%perTransaction == 0 {
			flush()
		}
	}
	flush()
	start := time.Now()
	p.ask(b, `CREATE INDEX photo_words ON photo USING gin(words); CREATE INDEX photo_by ON photo USING gin(by);
		CREATE INDEX photo_taken ON photo(taken); CREATE INDEX photo_agency ON photo(agency);`)
	took += time.Since(start)
	p.ask(b, "VACUUM ANALYZE photo;")
	return took
}

func (p *postgres) bytes(b *testing.B) (words, rest int64) {
	line := p.ask(b, `SELECT pg_relation_size('photo_words') + pg_relation_size('photo_by'), pg_total_relation_size('photo')`+
		` - pg_relation_size('photo_words') - pg_relation_size('photo_by');`)[0]
	if _, err := fmt.Sscanf(line, "%d|%d", &words, &rest); err != nil {
		b.Fatal(err)
	}
	return words, rest
}

// where is a query as a condition.
func (p *postgres) where(q indextest.ShapedQuery) string {
	var parts []string
	match := func(column, function, text string) {
		parts = append(parts, fmt.Sprintf("%s @@ %s('words', %s)", column, function, quoted(text)))
	}
	switch q.Shape {
	case indextest.Phrase:
		match("words", "phraseto_tsquery", strings.Join(q.Words, " "))
	case indextest.Prefix:
		match("words", "to_tsquery", q.Words[0]+":* & "+q.Words[1])
	case indextest.Fuzzy:
		match("words", "to_tsquery", strings.Join(append(p.words.near(q.Words[0]), q.Words[0]), " | "))
	default:
		if len(q.Words) > 0 {
			match("words", "plainto_tsquery", strings.Join(q.Words, " "))
		}
	}
	if q.By != "" {
		match("by", "plainto_tsquery", q.By)
	}
	if q.Agency != "" {
		parts = append(parts, "agency = "+quoted(q.Agency))
	}
	if !q.To.IsZero() {
		parts = append(parts, fmt.Sprintf("taken BETWEEN %d AND %d", q.From.Unix(), q.To.AddDate(0, 0, 1).Unix()-1))
	}
	return strings.Join(parts, " AND ")
}

func (p *postgres) search(b *testing.B, q indextest.ShapedQuery, facets bool) (a answer) {
	start := time.Now()
	from := " FROM photo WHERE " + p.where(q)
	made := time.Since(start)
	page := "SELECT id" + from + " ORDER BY id DESC LIMIT 50;\n"
	if facets {
		_, a.took = p.timed(b, page+facetSQL("SELECT "+strings.Join(facetColumns(), ", ")+from))
		a.took += made
		return a
	}
	_, a.first = p.timed(b, page)
	lines, took := p.timed(b, page+"SELECT count(*)"+from+";")
	a.took, a.first = took+made, a.first+made
	a.total, _ = strconv.Atoi(lines[len(lines)-1])
	return a
}

func (p *postgres) close(b *testing.B) {
	if err := firstErr(p.console.close(), p.stop()); err != nil {
		b.Error(err)
	}
}
