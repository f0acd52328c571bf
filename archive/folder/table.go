package folder

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"cutline/archive/embedded"
)

// readTable reads a table with a heading, a column of which names the file:
// separated by commas, semicolons, tabs or bars, in UTF-8, UTF-16 or
// Windows-1252, with line breaks inside quotes. It returns why it is none.
func (m *manifest) readTable(data []byte) string {
	m.what = "a table"
	text := utf8Text(data)
	comma, heading := ',', 0
	if line, _, _ := bytes.Cut(text, []byte("\n")); len(line) < 8 && bytes.HasPrefix(line, []byte("sep=")) && len(line) > 4 {
		comma, heading = rune(line[4]), len(line)+1 // Excel's own
	} else {
		comma = separator(text)
	}
	r := tableReader(text[heading:], comma)
	columns, err := r.Read()
	if err != nil {
		return "a table without a heading"
	}
	if len(columns) > maxColumns {
		columns = columns[:maxColumns]
	}
	columns = append([]string(nil), columns...)
	for i, name := range columns {
		columns[i] = strings.TrimSpace(name)
	}
	file := fileColumn(columns)
	if file < 0 || len(columns) < 2 {
		return `a table, but no column names the files; give it one headed "file"`
	}
	for {
		start := heading + int(r.InputOffset())
		record, err := r.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			m.broken = fmt.Sprintf("it cannot be read after row %d: %v", len(m.rows)+m.repeats+1, err)
			break
		}
		if len(record) <= file || strings.TrimSpace(record[file]) == "" {
			continue
		}
		for _, cell := range record {
			if len(cell) > maxCell && m.broken == "" {
				m.broken = fmt.Sprintf("after row %d a quote seems to have no end: a value of %d KB", len(m.rows)+m.repeats+1, len(cell)>>10)
			}
		}
		m.add(record[file], start, heading+int(r.InputOffset()))
	}
	if len(m.rows) == 0 {
		return "a table without rows"
	}
	m.words = func(at row) []embedded.Statement {
		record, err := tableReader(text[at.start:at.end], comma).Read()
		if err != nil {
			return nil // it was read before
		}
		var list []embedded.Statement
		for i, cell := range record {
			if i != file && i < len(columns) && columns[i] != "" && len(cell) <= maxCell {
				list = append(list, state(m.place, columns[i], cell, 1)...)
			}
		}
		return list
	}
	return ""
}

func tableReader(text []byte, comma rune) *csv.Reader {
	r := csv.NewReader(bytes.NewReader(text))
	r.Comma, r.LazyQuotes, r.FieldsPerRecord, r.ReuseRecord = comma, true, -1, true
	return r
}

// separator is the one that the heading has most of.
func separator(text []byte) rune {
	line, _, _ := bytes.Cut(text, []byte("\n"))
	best, most := ',', 0
	for _, mark := range []rune{',', ';', '\t', '|'} {
		if n := bytes.Count(line, []byte(string(mark))); n > most {
			best, most = mark, n
		}
	}
	return best
}
