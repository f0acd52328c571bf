package credit

import (
	"fmt"
	"slices"
	"strings"
)

// style is a house style.
type style struct {
	name      string
	templates []template
	caption   string // how a caption and the line stand together
}

// besideCaption is how they do in a style that does not say.
const besideCaption = "{caption} {line}"

// template is a form of a style and the condition under which it is used.
type template struct {
	own   string // only credits of this agency alone
	named bool   // only credits with a photographer
	label bool   // calls what it prints a photograph, so only photographs
	form  string
	cut   []string // the form, cut at its placeholders, which are every second
}

// template reads a line of the section of a style.
func (l *loader) template(line string) error {
	var t template
	condition, form, ok := strings.Cut(line, ": ")
	s := &l.rules.styles[len(l.rules.styles)-1]
	switch {
	case ok && condition == "caption":
		if !strings.Contains(form, "{caption}") || !strings.Contains(form, "{line}") {
			return fmt.Errorf("style: %q lacks {caption} or {line}", line)
		}
		s.caption = form
		return nil
	case ok && strings.HasPrefix(condition, "own "):
		t.own, t.form = condition[len("own "):], form
		if l.orgs[nameKey(t.own)] == nil {
			return fmt.Errorf("style: no organisation %q", t.own)
		}
	case ok && condition == "named":
		t.named, t.form = true, form
	default:
		t.form = line
	}
	if !strings.Contains(t.form, "{credit}") && !strings.Contains(t.form, "{full}") && !strings.Contains(t.form, "{names}") {
		return fmt.Errorf("style: %q has none of {credit}, {full} and {names}", line)
	}
	t.label, t.cut = l.rules.labels(t.form), cutForm(t.form)
	s.templates = append(s.templates, t)
	return nil
}

// cutForm cuts a form so that every second piece is the name of a placeholder.
func cutForm(form string) []string {
	cut := []string{""}
	for form != "" {
		at := strings.IndexByte(form, '{')
		name, rest, closed := strings.Cut(form[at+1:], "}")
		if at < 0 || !closed {
			break
		}
		switch name {
		case "credit", "full", "names":
			cut[len(cut)-1] += form[:at]
			cut = append(cut, name, "")
		default:
			cut[len(cut)-1] += form[:at] + "{" + name + "}"
		}
		form = rest
	}
	cut[len(cut)-1] += form
	return cut
}

// fill writes the form with its placeholders filled.
func (t *template) fill(r *Rules, c Credit, line string) string {
	var b strings.Builder
	for i, piece := range t.cut {
		switch {
		case i%2 == 0:
			b.WriteString(piece)
		case piece == "full":
			b.WriteString(r.compose(c, r.fullName))
		case piece == "names":
			b.WriteString(join(c.Photographers))
		default:
			b.WriteString(line)
		}
	}
	return b.String()
}

// labels says that a form has a label of its own: Photograph, Foto.
func (r *Rules) labels(form string) bool {
	p := r.tokenise(strings.NewReplacer("{credit}", "", "{full}", "", "{names}", "").Replace(form))
	return slices.ContainsFunc(p.tokens, func(t token) bool { return t.term.is(isLabel) })
}

// Styles returns the names of the house styles, the default first.
func (r *Rules) Styles() []string {
	names := make([]string, len(r.styles))
	for i, s := range r.styles {
		names[i] = s.name
	}
	return names
}

// Print returns the credit in a house style. Pool, via and handout always
// show, and the kind of what is not, or not only, a photograph: it stands
// instead of a label of the style. A credit that names nobody prints as its
// unread words, or as nothing; that a machine made the picture prints even
// then. The error is for a style that does not exist.
func (r *Rules) Print(c Credit, name string) (string, error) {
	for _, s := range r.styles {
		if s.name == name {
			return r.print(c, s, r.common(c)), nil
		}
	}
	return "", fmt.Errorf("credit: no style %q; there are %s", name, strings.Join(r.Styles(), ", "))
}

// PrintBeside returns the credit as it stands beside its caption, in a house
// style: as Print, but without the word File, which the caption says.
func (r *Rules) PrintBeside(c Credit, style string) (string, error) {
	c.File = false
	c.Credits = slices.Clone(c.Credits)
	for i := range c.Credits {
		c.Credits[i].File = false
	}
	return r.Print(c, style)
}

// PrintCaption returns a caption with its credit as they stand together in
// print, in a house style. Where one of the two is empty it is the other.
func (r *Rules) PrintCaption(caption string, c Credit, style string) (string, error) {
	line, err := r.PrintBeside(c, style)
	if err != nil || line == "" {
		return caption, err
	}
	if caption == "" {
		return line, nil
	}
	together := besideCaption
	for _, s := range r.styles {
		if s.name == style && s.caption != "" {
			together = s.caption
		}
	}
	return strings.NewReplacer("{caption}", caption, "{line}", line).Replace(together), nil
}

// common writes the credit in the common form, on which every style rests.
func (r *Rules) common(c Credit) string {
	return r.compose(c, func(name string) string { return name })
}

// print writes a credit, whose common form is line, in a style.
func (r *Rules) print(c Credit, s style, line string) string {
	if line == "" {
		return ""
	}
	for i := range s.templates {
		t := &s.templates[i]
		if t.named && len(c.Photographers) == 0 || t.own != "" && !owns(c, t.own) || t.label && !c.photograph() {
			continue
		}
		return t.fill(r, c, line)
	}
	return line
}

// owns says that the picture is the agency's own, by a photographer named, and
// nothing else is to be said.
func owns(c Credit, agency string) bool {
	return c.Agency == agency && len(c.Photographers) > 0 && len(c.Via) == 0 && !c.Pool && !c.Handout && !c.File &&
		c.Client == "" && c.Collection == "" && c.Kind == ""
}

// photograph says that nothing in the credit is of another kind.
func (c Credit) photograph() bool {
	return c.Kind == "" && !slices.ContainsFunc(c.Credits, func(one Credit) bool { return !one.photograph() })
}

// fullName is the full name of an organisation of the vocabulary.
func (r *Rules) fullName(name string) string {
	if o := r.lookup(name); o != nil {
		return o.Full
	}
	return name
}

// compose writes the common form: names, agency, pool or handout, distributors.
func (r *Rules) compose(c Credit, name func(string) string) string {
	if len(c.Credits) > 0 {
		lines := make([]string, len(c.Credits))
		for i, one := range c.Credits {
			lines[i] = r.compose(one, name)
		}
		return entitle(c, strings.Join(lines, "; "))
	}
	var b strings.Builder
	add := func(sep, s string) {
		if s == "" {
			return
		}
		if b.Len() > 0 {
			b.WriteString(sep)
		}
		b.WriteString(s)
	}
	add("", join(c.Creators))
	add("/", join(c.Photographers))
	forClient := c.Client != "" && (c.Agency == c.Client || c.Agency == "") // no agency between
	switch {
	case c.Courtesy != "":
		add("/", "Courtesy of "+c.Courtesy)
	case c.Stringer && len(c.Photographers) == 0 && !forClient:
		add("/", "Stringer")
	}
	if !forClient {
		add("/", name(c.Agency))
		add("/", c.Collection)
	}
	add(" for ", name(c.Client))
	if c.Pool {
		add("/", "Pool")
	}
	if c.Handout && c.Courtesy == "" {
		add("/", "Handout")
	}
	slash := c.Slash && !c.Pool && !c.Handout && c.Agency != ""
	for _, v := range c.Via {
		if slash {
			add("/", name(v))
		} else {
			add(" ", "via "+name(v))
		}
	}
	if c.File {
		add("/", "File")
	}
	if b.Len() == 0 {
		add("", strings.Join(c.Unread, " "))
	}
	return entitle(c, b.String())
}

// entitle writes the kind before what a credit names.
func entitle(c Credit, line string) string {
	machine := c.Kind == machineMade
	title := c.Kind
	if machine {
		title = "AI-generated image" // never to be taken for a photograph
	}
	switch {
	case title == "" || line == "" && !machine:
		return line
	case line == "":
		return title
	case strings.HasPrefix(line, "via "):
		line = " " + line
	case machine && len(c.Creators) == 0:
		line = "/" + line
	default:
		line = ": " + line
	}
	return strings.ToUpper(title[:1]) + title[1:] + line
}

// join writes a list of names.
func join(names []string) string {
	switch n := len(names); n {
	case 0:
		return ""
	case 1:
		return names[0]
	default:
		return strings.Join(names[:n-1], ", ") + " and " + names[n-1]
	}
}

// explain writes a credit as the examples of a vocabulary do.
func explain(c Credit) string {
	var parts []string
	add := func(label, value string) {
		if value != "" {
			parts = append(parts, strings.TrimSpace(label+" "+value))
		}
	}
	flag := func(name string, set bool) {
		if set {
			parts = append(parts, name)
		}
	}
	add("by", strings.Join(c.Photographers, " and "))
	add("agency", c.Agency)
	for _, via := range c.Via {
		add("via", via)
	}
	add("collection", c.Collection)
	add("client", c.Client)
	flag("pool", c.Pool)
	flag("handout", c.Handout)
	add("courtesy", c.Courtesy)
	flag("file", c.File)
	flag("symbolic", c.Symbolic)
	flag("stringer", c.Stringer)
	flag("staff", c.Staff)
	add("picture", c.Picture)
	add("dated", c.Dated)
	add("kind", c.Kind)
	add("creators", strings.Join(c.Creators, " and "))
	add("licence", c.Licence)
	add("instructions", c.Instructions)
	for _, words := range c.Unread {
		add("unread", words)
	}
	for _, name := range c.Disguised {
		add("disguised", name)
	}
	flag("unsure", !c.Sure)
	return strings.Join(parts, "; ")
}
