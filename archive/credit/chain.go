package credit

import "slices"

// link is an organisation of a credit line, in the order printed.
type link struct {
	name    string
	org     *Organisation
	via     bool // a word said that it is a distributor
	bracket bool
	words   bool // its words say that it is a party concerned
	before  bool // stands before the first person
	pooled  bool // stands after the word Pool
}

func (l *link) kind() Kind {
	if l.org == nil {
		return ""
	}
	return l.org.Kind
}

// party says that the organisation makes pictures of itself.
func (l *link) party() bool { return l.words || l.org != nil && l.org.party() }

// chain collects the organisations of a line and finds the one that made the
// picture first.
type chain struct {
	links   []link
	people  bool
	sawPool bool
}

func (ch *chain) add(l link) {
	l.before, l.pooled = !ch.people, ch.sawPool
	ch.links = append(ch.links, l)
}

// settle sets agency, via and collection.
func (ch *chain) settle(c *Credit) {
	ch.dedupe()
	ch.collect(c)
	order := ch.order(c.Pool)
	for _, l := range order {
		// (AP Photo/Ana Silva, Pool): the house in front sent it.
		sentPool := c.Pool && ch.people && l.before && l.org != nil && l.org.pools
		passesOn := l.via || l.pooled || sentPool || c.Agency != "" || len(c.Via) > 0
		if passesOn {
			c.Via = append(c.Via, l.name)
			continue
		}
		c.Agency = l.name
		c.Handout = c.Handout || l.party() && passedOnBy(order, l.name)
	}
}

// passedOnBy says that one of the links passes on the pictures of the maker.
func passedOnBy(links []link, maker string) bool {
	return slices.ContainsFunc(links, func(l link) bool {
		return l.org != nil && l.org.distributes() && l.name != maker
	})
}

// dedupe keeps one of the links that name the same organisation: the one that a
// word calls a distributor (REUTERS/…/Handout via Reuters), else the first.
func (ch *chain) dedupe() {
	if len(ch.links) < 2 {
		return
	}
	kept := ch.links[:0:0]
	for i, l := range ch.links {
		same := func(other link) bool { return other.name == l.name }
		again := slices.IndexFunc(ch.links[i+1:], same)
		laterVia := again >= 0 && !l.via && ch.links[i+1+again].via
		if !laterVia && !slices.ContainsFunc(kept, same) {
			kept = append(kept, l)
		}
	}
	ch.links = kept
}

// collect takes the collections out of the chain: Getty Images/iStockphoto.
func (ch *chain) collect(c *Credit) {
	for i := range ch.links {
		org := ch.links[i].org
		if org == nil || org.Of == "" {
			continue
		}
		parent := slices.ContainsFunc(ch.links, func(l link) bool { return l.name == org.Of })
		switch {
		case parent && (len(ch.links) == 2 || !ch.links[i].via):
			c.Collection = org.Name
			ch.links = slices.Delete(ch.links, i, i+1)
			return
		case !parent && len(org.Name) > len(org.Of) && org.Name[:len(org.Of)] == org.Of:
			c.Collection = org.Name
			ch.links[i].name = org.Of
			return
		}
	}
}

// order returns the links from the maker to the last distributor.
func (ch *chain) order(pool bool) []link {
	links := ch.links
	if len(links) < 2 {
		return links
	}
	// APA/APA (dpa): the house in brackets is the origin.
	for i := 1; i < len(links); i++ {
		if links[i].bracket && !links[i].via {
			one := links[i]
			links = slices.Insert(slices.Delete(links, i, i+1), 0, one)
			if !one.before && i+1 == len(links) && links[i].before {
				slices.Reverse(links[1:]) // NASA, ESA, Ana Silva (Institute of Optics)
			}
			return links
		}
	}
	if pool {
		return links
	}
	before := 0
	for before < len(links) && links[before].before {
		before++
	}
	if !ch.people {
		return ch.houses(links)
	}
	if before == 0 {
		return links
	}
	// SN/APA/KEYSTONE/NAME: the house next to the name made the picture, and
	// the sandwich: picture alliance/Fabian Sommer/dpa.
	head := slices.Clone(links[:before])
	tail := slices.Clone(links[before:])
	explicit := slices.ContainsFunc(head, func(l link) bool { return l.via })
	if explicit {
		head = ch.explicit(head)
	} else {
		slices.Reverse(head)
	}
	if len(tail) > 0 && wraps(head[0]) && tail[0].wrapped() {
		return append(tail, head...)
	}
	return append(head, tail...)
}

// wrapped says that the link may be the maker where one before it wraps it.
func (l *link) wrapped() bool {
	return !l.via && !wraps(*l) && l.kind() != Stock && l.kind() != Distributor
}

// explicit orders Keystone/The White House via AP: what stands next to "via"
// made it, the house in front passes it on last.
func (ch *chain) explicit(head []link) []link {
	via := slices.IndexFunc(head, func(l link) bool { return l.via })
	if via <= 0 {
		return head
	}
	out := []link{head[via-1]}
	out = append(out, head[via:]...)
	return append(out, head[:via-1]...)
}

// houses orders a line without a person.
func (ch *chain) houses(links []link) []link {
	first, second := links[0], links[1]
	if first.via || second.via {
		return links
	}
	wrapped := wraps(first) && !wraps(second) && second.kind() != Stock
	signed := first.org != nil && first.org.signsFirst && (second.party() || second.kind() == StateAgency)
	if !wrapped && !signed {
		return links
	}
	rest := slices.Clone(links[1:])
	if len(rest) > 1 {
		rest = ch.houses(rest)
	}
	return append(rest, first)
}

func wraps(l link) bool { return l.org != nil && l.org.wraps }
