package bleve

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// folder is the directory of an engine.
type folder string

// The files of a folder beside its numbered generations.
const (
	currentName = "current"   // the number of the generation that answers
	asideName   = "set-aside" // the last index that was damaged
)

func (f folder) path(number int) string { return filepath.Join(string(f), strconv.Itoa(number)) }

// current is the number of the generation that answers; where the file that
// says so cannot be read, the only generation there is, else 0.
func (f folder) current() int {
	text, err := os.ReadFile(filepath.Join(string(f), currentName))
	if err == nil {
		if n, err := strconv.Atoi(strings.TrimSpace(string(text))); err == nil && n > 0 && isDir(f.path(n)) {
			return n
		}
	}
	if all := f.generations(); len(all) == 1 {
		return all[0]
	}
	return 0
}

func exists(path string) bool {
	_, err := os.Lstat(path)
	return err == nil
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// generations are the numbers of all generations, in order.
func (f folder) generations() []int {
	entries, err := os.ReadDir(string(f))
	if err != nil {
		return nil
	}
	var numbers []int
	for _, entry := range entries {
		if n, err := strconv.Atoi(entry.Name()); err == nil && n > 0 && entry.IsDir() && strconv.Itoa(n) == entry.Name() {
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// create makes a generation with a number that none has.
func (f folder) create() (*generation, error) {
	number := 1
	for _, n := range f.generations() {
		number = max(number, n+1)
	}
	for exists(f.path(number)) { // a file of that name is not ours to remove
		number++
	}
	return create(f.path(number), number)
}

// point names the generation that answers from now on. The file is replaced
// whole, so that a crash leaves the old or the new.
func (f folder) point(g *generation) error {
	temp, err := os.CreateTemp(string(f), currentName+".*")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(temp, g.number)
	err = errors.Join(err, temp.Sync(), temp.Close())
	if err == nil {
		err = os.Rename(temp.Name(), filepath.Join(string(f), currentName))
	}
	if err != nil {
		return errors.Join(err, os.Remove(temp.Name()))
	}
	return nil
}

// setAside keeps a damaged generation out of the way, in the place of the one
// before it.
func (f folder) setAside(number int) error {
	aside := filepath.Join(string(f), asideName)
	if err := os.RemoveAll(aside); err != nil {
		return err
	}
	return os.Rename(f.path(number), aside)
}

func (f folder) remove(number int) error { return os.RemoveAll(f.path(number)) }
