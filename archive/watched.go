package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"cutline/archive/embedded"
)

// WatchedFolder is a folder that photos are dropped into all day, with what the
// newsroom knows of everything that comes that way.
type WatchedFolder struct {
	// Path is absolute and clean.
	Path string `json:"path"`
	// Supplier is who delivers into it. It beats what credit lines say of the
	// supplier; empty where several deliver.
	Supplier string `json:"supplier,omitempty"`
	// Fields are values for what a file does not state itself.
	Fields []FixedField `json:"fields,omitempty"`
	// Zone is the IANA time zone of dates that state none; empty for the
	// newsroom's.
	Zone string `json:"zone,omitempty"`
	// Keep says how long what comes stays.
	Keep KeepRule `json:"keep"`
}

// FixedField is a value given to everything that comes through a folder.
type FixedField struct {
	Field embedded.Field `json:"field"`
	Value string         `json:"value"`
}

// ParseFixedField reads FIELD=VALUE. Whether the field can be set is for
// [Archive.CheckSettings] to say.
func ParseFixedField(text string) (FixedField, error) {
	name, value, ok := strings.Cut(text, "=")
	if !ok {
		return FixedField{}, fmt.Errorf("%q: write FIELD=VALUE, such as source=Reuters", text)
	}
	return FixedField{Field: embedded.Field(strings.ToLower(strings.TrimSpace(name))), Value: strings.TrimSpace(value)}, nil
}

// KeepRule says what becomes of the photos of a watched folder. The zero rule
// keeps them for good.
type KeepRule struct {
	// WireDays, where not 0, makes the folder a wire shelf: a photo leaves so
	// many days after its last arrival, unless something keeps it (isKept).
	WireDays int
}

// Bounds of WireDays.
const (
	DefaultWireDays = 30
	minWireDays     = 2 // no shorter than the notice that is given
	maxWireDays     = 3650
)

// String is the rule as it is typed and stored: "archive" or "wire:30".
func (k KeepRule) String() string {
	if k.WireDays == 0 {
		return "archive"
	}
	return "wire:" + strconv.Itoa(k.WireDays)
}

// ParseKeepRule reads "archive", "wire" (30 days) or "wire:N".
func ParseKeepRule(text string) (KeepRule, error) {
	switch name, days, ok := strings.Cut(text, ":"); {
	case text == "archive":
		return KeepRule{}, nil
	case text == "wire":
		return KeepRule{WireDays: DefaultWireDays}, nil
	case name == "wire" && ok:
		n, err := strconv.Atoi(days)
		if err != nil || n < minWireDays || n > maxWireDays {
			return KeepRule{}, fmt.Errorf("%q is no number of days from %d to %d", days, minWireDays, maxWireDays)
		}
		return KeepRule{WireDays: n}, nil
	}
	return KeepRule{}, fmt.Errorf("%q is no keep rule; write archive, or wire:%d for %[2]d days", text, DefaultWireDays)
}

// MarshalJSON gives the rule as text.
func (k KeepRule) MarshalJSON() ([]byte, error) { return json.Marshal(k.String()) }

// UnmarshalJSON reads the text.
func (k *KeepRule) UnmarshalJSON(data []byte) (err error) {
	var text string
	if err = json.Unmarshal(data, &text); err == nil {
		*k, err = ParseKeepRule(text)
	}
	return err
}

// Location is the zone of the folder's dates, nil for the newsroom's.
func (f WatchedFolder) Location() (*time.Location, error) {
	if f.Zone == "" {
		return nil, nil
	}
	return Settings{Zone: f.Zone}.Location()
}

// zoneProperty is the property of the statement that carries a folder's zone.
const zoneProperty = "zone"

// Statements are the folder's words for each photo that comes through it.
func (f WatchedFolder) Statements() []embedded.Statement {
	var list []embedded.Statement
	add := func(property string, field embedded.Field, value string) {
		if value != "" {
			list = append(list, embedded.Statement{Place: Watched, Property: property, Field: field, Value: value})
		}
	}
	add(string(Supplier), Supplier, f.Supplier)
	for _, fixed := range f.Fields {
		add(string(fixed.Field), fixed.Field, fixed.Value)
	}
	add(zoneProperty, "", f.Zone)
	return list
}

// Watched returns the folder of a path as the settings have it.
func (s Settings) Watched(path string) (WatchedFolder, bool) {
	i := slices.IndexFunc(s.Folders, func(f WatchedFolder) bool { return f.Path == path })
	if i < 0 {
		return WatchedFolder{}, false
	}
	return s.Folders[i], true
}

// Limits of a watched folder's settings.
const (
	maxWatched    = 100 // folders
	maxFixed      = 50  // fields of one
	maxFixedBytes = 2000
)

// CheckWatched says what is wrong with watched folders, each by itself and beside
// one another.
func CheckWatched(folders []WatchedFolder) error {
	if len(folders) > maxWatched {
		return fmt.Errorf("%d folders are too many to watch: at most %d", len(folders), maxWatched)
	}
	for i, f := range folders {
		if err := f.check(); err != nil {
			return fmt.Errorf("watched folder %q: %w", f.Path, err)
		}
		for _, other := range folders[:i] {
			if err := f.apart(other); err != nil {
				return fmt.Errorf("watched folder %q: %w", f.Path, err)
			}
		}
	}
	return nil
}

func (f WatchedFolder) check() error {
	switch {
	case !utf8.ValidString(f.Path):
		return errors.New("its path is not UTF-8, which settings cannot hold; rename it, or watch a link to it")
	case !filepath.IsAbs(f.Path) || filepath.Clean(f.Path) != f.Path:
		return errors.New("its path must be absolute and have no detours")
	case len(f.Fields) > maxFixed:
		return fmt.Errorf("%d fixed fields are too many: at most %d", len(f.Fields), maxFixed)
	case f.Keep.WireDays != 0 && (f.Keep.WireDays < minWireDays || f.Keep.WireDays > maxWireDays):
		return fmt.Errorf("%d is no number of days from %d to %d", f.Keep.WireDays, minWireDays, maxWireDays)
	}
	if err := checkFixed("the supplier", f.Supplier); f.Supplier != "" && err != nil {
		return err
	}
	for _, fixed := range f.Fields {
		if !mayBeFixed(fixed.Field) {
			return fmt.Errorf("%q is no field that can be set; there are %s", fixed.Field, fixable)
		}
		if err := checkFixed(string(fixed.Field), fixed.Value); err != nil {
			return err
		}
	}
	_, err := f.Location()
	return err
}

// checkFixed says what is wrong with a value that everything gets.
func checkFixed(name, value string) error {
	switch {
	case strings.TrimSpace(value) == "":
		return fmt.Errorf("%s has no value", name)
	case len(value) > maxFixedBytes:
		return fmt.Errorf("%s has %d bytes, at most %d are taken", name, len(value), maxFixedBytes)
	case !utf8.ValidString(value) || strings.ContainsFunc(value, func(r rune) bool { return unicode.IsControl(r) && r != '\n' }):
		return fmt.Errorf("%s must be text without control characters", name)
	}
	return nil
}

// apart makes sure that no file comes through two folders.
func (f WatchedFolder) apart(other WatchedFolder) error {
	switch {
	case f.Path == other.Path:
		return errors.New("it is watched already")
	case within(f.Path, other.Path):
		return fmt.Errorf("it lies in %q, which is watched with all its subfolders", other.Path)
	case within(other.Path, f.Path):
		return fmt.Errorf("%q in it is watched already; watch folders beside one another", other.Path)
	}
	return nil
}

// within tells whether a clean path lies below a folder.
func within(path, folder string) bool {
	return strings.HasPrefix(path, strings.TrimSuffix(folder, "/")+"/")
}

// fixable are the fields that a folder may give a value.
var fixable = fieldNames{
	embedded.Headline, embedded.Caption, embedded.By, embedded.JobTitle, embedded.Credit, embedded.Source, embedded.Copyright,
	embedded.Instructions, embedded.Usage, embedded.Keyword, embedded.Person, embedded.Place, embedded.City, embedded.State,
	embedded.Country, embedded.CountryCode, embedded.Release, embedded.Expires, embedded.Ref, embedded.Title, embedded.EditStatus,
	embedded.Writer, embedded.Urgency, embedded.Category, embedded.Rating, embedded.Label, embedded.SourceType, embedded.AltText,
	embedded.Licensor, embedded.DataMining,
}

func mayBeFixed(name embedded.Field) bool { return slices.Contains(fixable, name) }

type fieldNames []embedded.Field

func (names fieldNames) String() string {
	texts := make([]string, len(names))
	for i, name := range names {
		texts[i] = string(name)
	}
	return strings.Join(texts, ", ")
}

// SupplierName is the name that the rules print a supplier under: AP for
// "Associated Press", so that a folder's pictures and those of credit lines
// stand under one name. What the rules do not know stays as it is.
func (r Rules) SupplierName(typed string) string {
	typed = strings.TrimSpace(typed)
	c := r.Parse(typed)
	if c.Sure && c.Agency != "" && len(c.Photographers) == 0 && len(c.Via) == 0 && len(c.Unread) == 0 {
		return c.Agency
	}
	return typed
}
