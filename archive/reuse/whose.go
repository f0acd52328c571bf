package reuse

import (
	"fmt"
	"slices"
	"strings"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/embedded"
	"cutline/archive/terms"
)

// The codes of who made the picture, and of what it is.
const (
	Killed         = "killed"
	Withdrawn      = "withdrawn"
	Corrected      = "corrected"
	Lifted         = "lifted" // a kill or withdrawal that an editor took back
	Retired        = "retired"
	TwinKilled     = "twin-killed"
	TwinCredit     = "twin-credit"
	MachineMade    = "machine-made"
	Composite      = "composite"
	KindNote       = "kind"
	Mining         = "data-mining"
	Manifest       = "c2pa"
	NoCredit       = "no-credit"
	NoAgencyNamed  = "no-agency"
	NoPhotographer = "no-photographer"
	Guess          = "guess"
	LastResort     = "last-resort" // the name stands in EXIF Artist or Copyright alone
	UnreadCredit   = "unread-credit"
	Withheld       = "withheld"
	Ours           = "ours"
	Conflict       = "conflict"
	Difference     = "difference"
	Pool           = "pool"
	FilePicture    = "file"
	Symbolic       = "symbolic"
	Handout        = "handout"
	HandoutNoTerms = "handout-no-terms"
	FromTheNet     = "social" // of a user, without an agency
	Anonymous      = "anonymous"
	StateAgency    = "state-agency"
	StockPicture   = "stock"
	Government     = "government"
)

// notices checks what suppliers have announced of the photo, and of its twins.
func (c *checker) notices() {
	said := credit.Stated{Place: c.photo.Reading.NoticePlace, Value: string(c.photo.Reading.Notice)}
	recalled := c.photo.Recalled()
	switch {
	case recalled != nil && recalled.Actor != "":
		code, what := Killed, "killed"
		if recalled.Kind == archive.Withdrawal {
			code, what = Withdrawn, "withdrawn"
		}
		c.add(code, Stop, fmt.Sprintf("It was %s on %s by %s: %s. It must not be used.", what, c.say(recalled.At), recalled.Actor, strings.TrimSuffix(recalled.Why, ".")))
	case recalled != nil && recalled.Kind == archive.Kill:
		c.add(Killed, Stop, "Its supplier killed this picture: it must not be used.", said)
	case recalled != nil:
		c.add(Withdrawn, Stop, "Its supplier withdrew this picture.", said)
	case c.photo.Reading.Notice == archive.Amendment:
		c.add(Corrected, Note, "Its words correct those of an earlier delivery.", said)
	case c.photo.Reading.Notice != "": // an editor lifted it
		last := c.photo.Recalls[len(c.photo.Recalls)-1]
		c.add(Lifted, Note, fmt.Sprintf("Its words announce a %s, which %s lifted: %s.", c.photo.Reading.Notice, last.Actor, strings.TrimSuffix(last.Why, ".")), said)
	}
	if gone := c.photo.Shelf.Retired; gone != nil {
		c.add(Retired, Caution, "Its original has left the archive by a keep rule: only its words are here. Fetch the picture from its supplier again.")
	}
	for _, twin := range c.twins {
		other := &twin.Reading.Credit
		if twin.Withdrawn() {
			c.add(TwinKilled, Caution, fmt.Sprintf("The same picture was killed or withdrawn in another delivery (%s): look at photo %s.", supplier(other), twin.ID))
		}
		if credit.Compare(c.credit.Credit, other.Credit) == credit.Conflicting && differentPeople(c.credit.Credit, other.Credit) {
			c.add(TwinCredit, Caution, fmt.Sprintf("The same picture is here under another name, %s: look at photo %s.", list(other.Photographers), twin.ID))
		}
	}
}

func supplier(r *credit.Reading) string {
	if r.Supplier != "" {
		return r.Supplier
	}
	return "supplier unknown"
}

// differentPeople says that each credit names people and none of them is one of
// the other's.
func differentPeople(a, b credit.Credit) bool {
	if len(a.Photographers) == 0 || len(b.Photographers) == 0 {
		return false
	}
	for _, name := range a.Photographers {
		for _, other := range b.Photographers {
			if credit.ComparePersons(name, other) < credit.Conflicting {
				return false
			}
		}
	}
	return true
}

// Digital Source Types (IPTC NewsCodes) that an editor has to look at; those of
// a photograph, of a scan and of a retouch need no word.
var composites = []string{
	"compositecapture", "compositesynthetic", "composite", "softwareimage", "digitalart", "digitalcreation", "algorithmicallyenhanced",
	"algorithmicmedia", "virtualrecording", "screencapture", "datadrivenmedia",
}

// cautionKinds are the kinds of a credit that are made from photographs, or pass
// for one.
var cautionKinds = []string{"photo montage", "photo illustration", "composite", "rendering"}

// machine checks how the picture was made.
func (c *checker) machine() {
	source := c.fields[embedded.SourceType]
	said := credit.Stated{Place: source.Place, Value: source.String()}
	code := strings.ToLower(source.String())
	code = code[strings.LastIndexByte(code, '/')+1:]
	switch {
	case c.fields.MachineMade():
		c.add(MachineMade, Stop, "Made or altered by a machine: not as a news photo. For a story about it, label it.", said)
	case c.credit.Kind == "machine-made":
		c.add(MachineMade, Stop, "Its credit says that a machine made it: not as a news photo. For a story about it, label it.", credit.Stated{Place: c.credit.From})
	case slices.Contains(composites, code):
		c.add(Composite, Caution, "Marked as put together or enhanced ("+code+"): look before use.", said)
	case slices.Contains(cautionKinds, c.credit.Kind):
		c.add(Composite, Caution, "It is a "+c.credit.Kind+": say so beside it.", credit.Stated{Place: c.credit.From})
	case c.credit.Kind != "":
		c.add(KindNote, Note, "It is no plain photograph: "+c.credit.Kind+".", credit.Stated{Place: c.credit.From})
	}
	if mining := c.fields[embedded.DataMining]; mining.String() != "" {
		c.add(Mining, Note, "Its file states terms of data mining.", credit.Stated{Place: mining.Place, Value: mining.String()})
	}
	for _, s := range c.photo.Statements {
		if s.Place == embedded.C2PA {
			c.add(Manifest, Note, "Its file carries a C2PA manifest, which is not checked here.", credit.Stated{Place: s.Place, Value: s.Value})
			break
		}
	}
}

// whose checks that the picture has a maker who may be named.
func (c *checker) whose() {
	r := c.credit
	from := credit.Stated{Place: r.From, Value: c.line}
	people, made := len(r.Photographers) > 0 || len(r.Creators) > 0, r.Agency != "" || len(r.Via) > 0 || r.Courtesy != ""
	for _, one := range r.Credits {
		people, made = people || len(one.Photographers) > 0 || len(one.Creators) > 0, made || one.Agency != ""
	}
	switch {
	case len(r.Unread) > 0 && c.licensed():
		// A public licence asks for the credit as it stands, understood or not.
		c.add(UnreadCredit, Note, "No rule reads all of its credit, and its licence wants it whole: print it word for word.", from)
	case len(r.Unread) > 0:
		c.add(UnreadCredit, Caution, "No rule reads all of its credit: "+quote(strings.Join(r.Unread, "; "))+".", from)
	case !people && !made:
		c.add(NoCredit, Caution, "No photographer and no source in the file"+c.nearest()+".")
		return
	case lastResort(r.From):
		c.add(LastResort, Caution, "Only "+r.From+" names anybody: often the owner of the camera, not who made the picture.", from)
	case !r.Sure && !(c.handle() && c.agencyPasses()): // an account is nobody shown
		c.add(Guess, Caution, "Its credit is a guess of the rules: look before you print it.", from)
	}
	if r.Withheld {
		c.add(Withheld, Caution, "The agency gives no name, and the file has one: printing it can endanger the photographer.", from)
	}
	if len(r.Unread) == 0 { // what it lacks may stand in the words that no rule reads
		c.complete(people, made)
	}
}

// licensed says that the photo is under a public licence.
func (c *checker) licensed() bool {
	return c.credit.Licence != "" || slices.ContainsFunc(c.photo.Reading.Terms, func(t terms.Term) bool { return t.Kind == terms.Licence })
}

// lastResort says that a credit was read from places that seldom say who made a
// picture.
func lastResort(place string) bool {
	return strings.HasSuffix(place, " Artist") || strings.Contains(place, "Copyright") || strings.Contains(place, "dc:rights") || place == "IIM 2:116"
}

// complete checks the credit against what a printed one must hold.
func (c *checker) complete(people, made bool) {
	r, holds := c.credit, c.Settings.Holds
	from := credit.Stated{Place: r.From, Value: c.line}
	if people && !made && len(r.Photographers) > 0 {
		day := c.taken()
		if _, ours := c.Rights.Ours(r.Photographers[0], day); ours {
			c.add(Ours, Note, fmt.Sprintf("Ours: %s.", r.Photographers[0]), from)
			return
		}
		if holds != archive.HoldsPhotographer {
			evidence := []credit.Stated{from}
			text := fmt.Sprintf("No agency or owner is stated beside %s", list(r.Photographers))
			if s, ok := c.imageSupplier(); ok {
				text += "; the file's Image Supplier is " + s.Value
				evidence = append(evidence, s)
			}
			c.add(NoAgencyNamed, Caution, text+".", evidence...)
		}
	}
	party := false
	switch c.Rules.Kind(r.Agency) {
	case credit.Government, credit.PartyConcerned, credit.StateAgency:
		party = true
	}
	nameless := r.Stringer || r.Handout || r.Courtesy != "" || r.Pool || party || r.Withheld || r.SignOff != ""
	if made && !people && !nameless && holds != archive.HoldsAgency {
		c.add(NoPhotographer, Caution, "No photographer is named, only who sent it.", from)
	}
}

// imageSupplier is the Image Supplier that the file names (PLUS, 2.0: Image
// Supplier Name), which is no part of a credit and may be what one lacks.
func (c *checker) imageSupplier() (credit.Stated, bool) {
	for _, s := range c.photo.Statements {
		if strings.HasSuffix(s.Property, "ImageSupplierName") && s.Value != "" {
			return credit.Stated{Place: s.String(), Value: s.Value}, true
		}
	}
	return credit.Stated{}, false
}

// taken is the day on which the photo was taken, empty where that is not known.
func (c *checker) taken() archive.Day {
	value := c.fields[embedded.Taken].String()
	if len(value) < len("2006-01-02") {
		return ""
	}
	day, err := archive.ParseDay(value[:len("2006-01-02")])
	if err != nil {
		return ""
	}
	return day
}

// nearest says what else is known of where a photo without a credit came from.
func (c *checker) nearest() string {
	if len(c.photo.Arrivals) == 0 {
		return ""
	}
	a := c.photo.Arrivals[0]
	return fmt.Sprintf("; it came in on %s as %q", a.At.In(c.Zone).Format("2 January 2006"), a.Path)
}

// disagreements are the places that name others.
func (c *checker) disagreements() {
	for _, d := range c.credit.Differences {
		if d.Severity == credit.Conflict {
			c.add(Conflict, Caution, d.Text, d.A, d.B)
		} else if !c.has(Withheld) || !strings.HasPrefix(d.Text, "The credit gives no name") {
			c.add(Difference, Note, d.Text, d.A, d.B)
		}
	}
}

// ordinary notes what is to be known of an ordinary picture.
func (c *checker) ordinary() {
	r := c.credit
	from := credit.Stated{Place: r.From, Value: c.line}
	if r.Pool {
		text := "A pool picture: keep the word."
		if len(r.Via) > 0 {
			text = fmt.Sprintf("A pool picture that %s sent and did not make: keep Pool and via.", list(r.Via))
		}
		c.add(Pool, Note, text, from)
	}
	if r.File {
		c.add(FilePicture, Note, "A picture from the files: say so in the caption.", from)
	}
	if r.Symbolic || c.Rules.Kind(r.Supplier) == credit.Stock && len(r.Photographers) == 0 {
		c.add(Symbolic, Note, "It only stands for the subject: label it as symbolic.", from)
	}
	c.supplied(from)
	if r.Stringer && len(r.Photographers) == 0 && !r.Withheld {
		c.add(Anonymous, Note, r.Supplier+" gives no name.", from)
	}
	for _, house := range houses(r.Credit) {
		switch c.Rules.Kind(house) {
		case credit.StateAgency:
			c.add(StateAgency, Note, fmt.Sprintf("Released by %s, a state agency: say so.", house), from)
		case credit.Government:
			if !r.Handout {
				c.add(Government, Note, fmt.Sprintf("Made by %s: name it.", house), from)
			}
		}
	}
}

// supplied checks pictures that the party itself, or a user, gave away.
func (c *checker) supplied(from credit.Stated) {
	r := c.credit
	handle := c.handle()
	through := r.Agency != "" || len(r.Via) > 0
	switch {
	case handle && !c.agencyPasses():
		if !c.permitted() {
			c.add(FromTheNet, Caution, fmt.Sprintf("No permission of %s is recorded.", r.Photographers[0]), from)
		}
	case handle:
		c.add(FromTheNet, Note, fmt.Sprintf("%s has distributed it: keep the handle and its name.", r.Supplier), from)
	case !r.Handout && r.Courtesy == "":
	case c.permitted():
		c.add(Handout, Note, "A handout, with a permission recorded.", from)
	case c.bound() || through && c.has(TermNote):
		c.add(Handout, Note, "A handout: only for the story that it belongs to.", from)
	default:
		c.add(HandoutNoTerms, Caution, "Supplied by the party itself, no terms in the file: use it with this story only, or ask.", from)
	}
}

// handle says that an account made the picture.
func (c *checker) handle() bool {
	return len(c.credit.Photographers) > 0 && strings.HasPrefix(c.credit.Photographers[0], "@")
}

// agencyPasses says that an agency has distributed the picture.
func (c *checker) agencyPasses() bool {
	for _, house := range houses(c.credit.Credit) {
		switch c.Rules.Kind(house) {
		case credit.NewsAgency, credit.StateAgency, credit.Stock, credit.Distributor:
			return true
		}
	}
	return false
}

// bound says that the terms of a handout are stated.
func (c *checker) bound() bool {
	return slices.ContainsFunc(c.photo.Reading.Terms, isBinding)
}
