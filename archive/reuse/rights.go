package reuse

import (
	"fmt"
	"slices"

	"cutline/archive"
	"cutline/archive/credit"
	"cutline/archive/terms"
)

// The codes of the newsroom's own rights, and of the line about to be printed.
const (
	NoAgreement    = "no-agreement-recorded" // none of any supplier
	NotCovered     = "not-covered"           // others are recorded, this supplier is not
	AgreementEnded = "agreement-ended"
	AgreementLimit = "agreement-limit"
	Covered        = "covered"
	Permitted      = "permission-recorded"
	LineSame       = "line-same"
	LineUnread     = "line-unread"
	LineDiffers    = "line-differs"
	LineShort      = "line-shortened"
	LineLost       = "line-lost" // pool, via or handout is missing
)

// isBinding says that a term binds what a handout may be used for.
func isBinding(t terms.Term) bool {
	switch t.Kind {
	case terms.NewsOnly, terms.ForDays, terms.Until, terms.OneTime, terms.NoArchive, terms.EditorialOnly, terms.NoSales:
		return true
	}
	return false
}

// permitted says that a permission recorded of this photo holds for the use.
func (c *checker) permitted() bool {
	return slices.ContainsFunc(c.photo.Permissions, func(p archive.Permission) bool {
		return p.InForce(c.on()) && within(p.Territories, c.Territory) && within(p.Media, c.Medium)
	})
}

// within says that a list has a value, or that it does not limit it.
func within[T comparable](list []T, value T) bool {
	var none T
	return len(list) == 0 || value == none || slices.Contains(list, value)
}

// rights checks what the newsroom has agreed with the supplier.
func (c *checker) rights() {
	if c.permitted() {
		c.add(Permitted, Note, "A permission for it is recorded.")
		return
	}
	if c.has(Ours) || c.has(NoCredit) {
		return
	}
	names := append([]string{c.credit.Supplier}, houses(c.credit.Credit)...)
	agreements := c.Rights.With(names...)
	switch {
	case len(c.Rights.Agreements) == 0:
		c.add(NoAgreement, Note, "No agreement with any supplier is recorded.")
	case len(agreements) == 0 && c.free():
	case len(agreements) == 0:
		c.add(NotCovered, Caution, fmt.Sprintf("No agreement with %s is recorded.", c.sender()))
	default:
		c.agreed(agreements)
	}
}

// free says that nobody sells the picture: who made it gives it away.
func (c *checker) free() bool {
	if c.credit.Handout || c.credit.Courtesy != "" || c.credit.Licence != "" {
		return true
	}
	return c.Rules.Kind(c.credit.Supplier) == credit.Government
}

// agreed looks for an agreement that covers the use, and says what stands
// against the nearest where there is none.
func (c *checker) agreed(agreements []archive.Agreement) {
	purpose := c.Purpose
	if purpose == "" {
		purpose = archive.Editorial
	}
	ended := ""
	for _, a := range agreements {
		switch {
		case !a.Holds(c.on()):
			ended = fmt.Sprintf("The agreement with %s holds from %s until %s, and not on %s.", a.Supplier, open(a.From), open(a.Until), c.on())
		case within(a.Territories, archive.Territory(c.Territory)) && within(a.Media, c.Medium) && within(a.Covers, purpose):
			text := fmt.Sprintf("Covered by the agreement with %s", a.Supplier)
			if a.Until != "" {
				text += " until " + string(a.Until)
			}
			c.add(Covered, Note, text+".")
			return
		}
	}
	if ended != "" {
		c.add(AgreementEnded, Caution, ended)
		return
	}
	c.add(AgreementLimit, Caution, fmt.Sprintf("The agreement with %s does not cover this use (%s, %s, %s).",
		agreements[0].Supplier, purpose, orAny(string(c.Medium)), orAny(string(c.Territory))))
}

func open(d archive.Day) string {
	if d == "" {
		return "an open day"
	}
	return string(d)
}

func orAny(s string) string {
	if s == "" {
		return "anywhere"
	}
	return s
}

// about compares the line about to be printed with what the archive holds.
func (c *checker) about() {
	if c.Line == "" {
		return
	}
	printed := c.Rules.Parse(c.Line)
	held := c.credit.Credit
	said := []credit.Stated{{Place: "about to be printed", Value: c.Line}, {Place: "archive", Value: c.line}}
	if len(printed.Unread) > 0 {
		c.add(LineUnread, Caution, "No rule reads all of the line about to be printed: "+quote(c.Line)+".", said...)
		return
	}
	people := c.linePeople(printed, held, said)
	makers := c.lineHouses(printed, held, said)
	flags := c.lineFlags(printed, held, said)
	if people && makers && flags && c.line != "" {
		c.add(LineSame, Note, "The line says what the archive holds.", said...)
	}
}

// linePeople compares the photographers.
func (c *checker) linePeople(printed, held credit.Credit, said []credit.Stated) (same bool) {
	if len(held.Photographers) == 0 && len(printed.Photographers) == 0 {
		return true
	}
	switch {
	case len(printed.Photographers) == 0:
		if c.Settings.Holds == archive.HoldsAgency {
			return true
		}
		c.add(LineShort, Caution, fmt.Sprintf("The line leaves out %s.", list(held.Photographers)), said...)
	case len(held.Photographers) == 0:
		c.add(LineDiffers, Caution, fmt.Sprintf("The line names %s, and the archive knows no photographer of it.", list(printed.Photographers)), said...)
	default:
		return c.lineNames(printed, held, said)
	}
	return false
}

func (c *checker) lineNames(printed, held credit.Credit, said []credit.Stated) (same bool) {
	same = true
	for _, name := range printed.Photographers {
		best, whom := credit.Conflicting, ""
		for _, other := range held.Photographers {
			if r := credit.ComparePersons(name, other); whom == "" || r < best {
				best, whom = r, other
			}
		}
		switch best {
		case credit.Same:
		case credit.Conflicting:
			c.add(LineDiffers, Caution, fmt.Sprintf("The line names %s, and the picture is by %s.", name, list(held.Photographers)), said...)
			same = false
		default:
			c.add(LineShort, Caution, fmt.Sprintf("The line writes %s for %s.", name, whom), said...)
			same = false
		}
	}
	if missing := lacks(printed, credit.Credit{Photographers: held.Photographers}); len(missing) > 0 && same {
		c.add(LineShort, Caution, fmt.Sprintf("The line leaves out %s.", list(missing)), said...)
		same = false
	}
	return same
}

// lineHouses compares the organisations.
func (c *checker) lineHouses(printed, held credit.Credit, said []credit.Stated) (same bool) {
	extra := lacks(credit.Credit{Agency: held.Agency, Via: held.Via, Collection: held.Collection, Client: held.Client, Courtesy: held.Courtesy}, credit.Credit{
		Agency: printed.Agency, Via: printed.Via, Collection: printed.Collection, Client: printed.Client, Courtesy: printed.Courtesy,
	})
	if len(extra) > 0 {
		have := houses(held)
		if len(have) == 0 {
			c.add(LineDiffers, Caution, fmt.Sprintf("The line names %s, and the archive knows no organisation.", list(extra)), said...)
		} else {
			c.add(LineDiffers, Caution, fmt.Sprintf("The line names %s, and the archive has it from %s.", list(extra), list(have)), said...)
		}
		return false
	}
	if have := houses(held); len(have) > 0 && len(houses(printed)) == 0 {
		c.add(LineShort, Caution, fmt.Sprintf("The line leaves out %s.", list(have)), said...)
		return false
	}
	return true
}

// lineFlags checks that what must show does: pool, handout, and that who sent
// the picture does not pass for who made it.
func (c *checker) lineFlags(printed, held credit.Credit, said []credit.Stated) (same bool) {
	claims := printed.Agency != "" && held.Agency != printed.Agency && slices.Contains(held.Via, printed.Agency)
	switch {
	case held.Pool && !printed.Pool && claims:
		c.add(LineLost, Caution, fmt.Sprintf("Pool and “via” are missing: the line says that %s made it.", printed.Agency), said...)
	case held.Pool && !printed.Pool:
		c.add(LineLost, Caution, "The word Pool is missing.", said...)
	case claims && !held.Pool:
		c.add(LineLost, Caution, fmt.Sprintf("“via” is missing: the line says that %s made it, and %s did.", printed.Agency, orNobody(held.Agency)), said...)
	case held.Handout && !printed.Handout && printed.Courtesy == "" && held.Courtesy == "":
		c.add(LineLost, Caution, "The word Handout is missing.", said...)
	case len(held.Via) > 0 && len(printed.Via) == 0 && printed.Agency == held.Agency && held.Agency != "":
		c.add(LineShort, Caution, fmt.Sprintf("The line leaves out that it came via %s.", list(held.Via)), said...)
	default:
		return true
	}
	return false
}

func orNobody(agency string) string {
	if agency == "" {
		return "somebody else"
	}
	return agency
}
