package credit

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
)

// version is the version of the readings. Raise it with every change of the
// code or of the default vocabulary that can change a reading.
//
//	1  the first form
//	2  families, ports and the like before a house; words of duty behind a
//	   credit; by-lines cut inside a rank; publications; rival agencies;
//	   addresses in capitals
//	3  an agency nobody knows between a house and the person; countries that
//	   are out; family photos in prose; mandatory credits with a distributor;
//	   names in capitals that two places give
//	4  the programs that make images, as creators; credits of several pictures
//	   with a comma between; names in small letters
//	5  organisations and given names of every continent; where a name ends that
//	   a caption follows; who is shown and no maker; owners' labels; names with
//	   letters of two scripts; forms of the newsroom
const version = 5

// Rules are a compiled vocabulary: what the words of credit lines mean, and the
// house styles. They never change and are safe for concurrent use.
type Rules struct {
	own     string // the text given to Load
	words   node
	houses  []string // of one word, sorted, as they are looked up
	endings []string // of compound words that only organisations have
	styles  []style
	forms   []form // whole lines, the first that matches counts
}

// Version is the version of the readings that these rules make; a stored
// reading of another version is to be made anew.
func (r *Rules) Version() int { return version }

// Kind is what an organisation is, as far as credits depend on it.
type Kind string

// The kinds of organisation.
const (
	NewsAgency     Kind = "news agency"
	StateAgency    Kind = "state agency"
	Stock          Kind = "stock"
	Distributor    Kind = "distributor"
	Government     Kind = "government"
	PartyConcerned Kind = "party concerned"
	Network        Kind = "network"
	Publication    Kind = "publication"
)

// Organisation is an organisation that stands in credit lines.
type Organisation struct {
	// Name is the canonical name, Full the name in full.
	Name, Full string
	Kind       Kind
	// Of is the organisation of which this is a collection, if it is one.
	Of string

	signsFirst bool // writes its own name before the maker's: REUTERS/KCNA
	pools      bool // its name before a pool photographer's does not claim the picture
	wraps      bool // writes its own name before those it distributes: picture alliance/dpa
	rivals     []*Organisation
}

// distributes says that o passes on pictures that others made.
func (o *Organisation) distributes() bool {
	switch o.Kind {
	case NewsAgency, Stock, Distributor:
		return true
	}
	return false
}

// rival says that neither of the two passes on the other's pictures, pool
// pictures apart.
func (o *Organisation) rival(other *Organisation) bool { return slices.Contains(o.rivals, other) }

// party says that o makes pictures of itself, so that an agency that passes
// them on passes on a handout.
func (o *Organisation) party() bool { return o.Kind == Government || o.Kind == PartyConcerned }

// class is a set of the things that a word of credit lines can do.
type class uint64

const (
	isLabel class = 1 << iota
	isOwner       // a label that names the owner more often than the maker
	isBy
	isCopyright
	isVia
	isFor
	isAnd
	isPool
	isHandout
	isCourtesy
	isFile
	isSymbolic
	isStaff
	isStringer
	isNobody
	isRank
	isRankBehind // a rank that stands behind the name
	isOrganisationWord
	isPartyWord
	isPublicationWord
	isFamily
	isParticle
	isSuffix
	isResidue
	isLicence
	isDuty
	isDictation
	isGivenName
	isLeadingOn
	isConnecting
	isKind
	isProgram // its name is that of the program that made the image
	isPosition
	isEveryday // the organisation of this name is also an everyday word
)

// classes are the names of the sections of a vocabulary.
var classes = map[string]class{
	"label": isLabel, "owner label": isLabel | isOwner, "by": isBy, "copyright": isCopyright, "via": isVia, "for": isFor, "and": isAnd,
	"pool": isPool, "handout": isHandout, "courtesy": isCourtesy, "file": isFile, "symbolic": isSymbolic,
	"staff": isStaff, "stringer": isStringer, "nobody": isNobody, "rank": isRank, "rank behind": isRankBehind,
	"organisation word": isOrganisationWord, "party word": isPartyWord, "publication word": isPublicationWord, "family": isFamily, "particle": isParticle,
	"suffix": isSuffix, "residue": isResidue, "licence": isLicence, "duty": isDuty,
	"program":   isProgram,
	"dictation": isDictation, "given name": isGivenName, "leads on": isLeadingOn, "connects": isConnecting,
}

// term is what a spelling means: an organisation, the classes of a word, or
// both.
type term struct {
	org   *Organisation
	class class
	kind  string // of illustration, screenshot and so on
	place string // left or right
	exact string // the organisation is meant only where it is spelled so: SPA
	word  *term  // what the term means otherwise, nil for nothing
}

// as is what the term means where it is spelled so.
func (t *term) as(spelling string) *term {
	if t == nil || t.exact == "" || t.exact == spelling {
		return t
	}
	return t.word
}

func (t *term) is(c class) bool { return t != nil && t.class&c != 0 }

// house says that a spelling means an organisation, and is no everyday word.
func (t *term) house() bool { return t != nil && t.org != nil && t.class&isEveryday == 0 }

// node is a place in the tree of spellings, word by word.
type node struct {
	next map[string]*node
	term *term
}

var (
	//go:embed vocabulary/organisations.txt
	organisations string
	//go:embed vocabulary/words.txt
	words string
	//go:embed vocabulary/names.txt
	names string
	//go:embed vocabulary/styles.txt
	styles string
	//go:embed vocabulary/examples.txt
	examples string

	defaults = sync.OnceValue(func() *Rules {
		rules, err := Load("")
		if err != nil {
			panic(err) // the embedded vocabulary is tested
		}
		return rules
	})
)

// Default returns the rules of the embedded vocabulary.
func Default() *Rules { return defaults() }

// Vocabulary returns the text of the embedded vocabulary, in the form of [Load].
func Vocabulary() string {
	return strings.Join([]string{organisations, words, names, styles, examples}, "\n")
}
