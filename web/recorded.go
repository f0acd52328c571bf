package web

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"cutline/archive"
)

// recordedGroup is what the newsroom recorded of a photo, as its page shows it.
type recordedGroup struct {
	Uses        []useRow
	Permissions []permissionRow
	Checks      []checkRow
	MoreUses    int
	// Open: there is something to see at once.
	Open  bool
	Today archive.Day
	Media []archive.Medium
	Desk  string
}

type useRow struct {
	N                                     int64
	Day, Medium, Where, URL, Host, Credit string
	By, Withdrawn                         string
}

type permissionRow struct {
	N                                 int64
	Period, Where, Media              string
	Terms, Note, By, State, Withdrawn string
}

type checkRow struct{ At, Verdict, Asked, By string }

// recorded gathers what was recorded of a photo, the latest first.
func (s *site) recorded(ctx context.Context, r *http.Request, p *archive.Photo, h house) (recordedGroup, error) {
	today := archive.DayOf(h.now, h.zone)
	g := recordedGroup{Today: today, Media: archive.Media(), Desk: deskName(r)}
	for i := len(p.Usages) - 1; i >= 0; i-- {
		if len(g.Uses) == maxUsesShown {
			g.MoreUses = i + 1
			break
		}
		g.Uses = append(g.Uses, h.useRow(p.Usages[i]))
	}
	for i := len(p.Permissions) - 1; i >= 0; i-- {
		g.Permissions = append(g.Permissions, h.permissionRow(p.Permissions[i], today))
	}
	checks, err := s.Archive.CheckLog.ChecksOf(ctx, p.ID, maxChecksListed)
	if err != nil {
		return g, err
	}
	for _, c := range checks {
		g.Checks = append(g.Checks, checkRow{At: moment(c.At, h), Verdict: c.Verdict, Asked: clip(c.Asked, maxCreditShown), By: c.Actor})
	}
	g.Open = len(g.Uses) > 0 || len(g.Permissions) > 0
	return g, nil
}

func (h house) useRow(u archive.Usage) useRow {
	row := useRow{
		N: u.N, Day: string(u.Day), Medium: string(u.Medium), Where: u.Where, URL: u.URL, Credit: u.Credit,
		By: fmt.Sprintf("%s, %s", u.Actor, date(u.At, h)), Withdrawn: h.withdrawn(u.Withdrawn),
	}
	if u.Way == archive.ByAPI {
		row.By += ", by API"
	}
	if address, err := url.Parse(u.URL); err == nil {
		row.Host = address.Host
	}
	return row
}

func (h house) permissionRow(p archive.Permission, today archive.Day) permissionRow {
	row := permissionRow{
		N: p.N, Period: saysPeriod(p.Period), Where: joined(p.Territories, "everywhere"), Media: joined(p.Media, "all media"),
		Terms: p.Terms, Note: p.Note, By: fmt.Sprintf("%s, %s", p.Actor, date(p.At, h)), Withdrawn: h.withdrawn(p.Withdrawn),
	}
	switch {
	case p.Withdrawn != nil:
	case p.InForce(today):
		row.State = "in force"
	case p.Until != "" && p.Until < today:
		row.State = "over"
	default:
		row.State = "not yet"
	}
	return row
}

func (h house) withdrawn(w *archive.Withdrawn) string {
	if w == nil {
		return ""
	}
	text := fmt.Sprintf("withdrawn by %s, %s", w.By, date(w.At, h))
	if w.Why != "" {
		text += ": " + w.Why
	}
	return text
}

// saysPeriod is a period in words.
func saysPeriod(p archive.Period) string {
	switch {
	case p.From == "" && p.Until == "":
		return "without end"
	case p.Until == "":
		return "from " + string(p.From)
	case p.From == "":
		return "until " + string(p.Until)
	}
	return string(p.From) + " to " + string(p.Until)
}

func joined[T ~string](list []T, none string) string {
	if len(list) == 0 {
		return none
	}
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = string(v)
	}
	return strings.Join(texts, ", ")
}

// usedNotice says of a photo that must not be used any more where it was used.
func usedNotice(p *archive.Photo, stopped bool) []notice {
	uses := p.Uses()
	if len(uses) == 0 || !stopped {
		return nil
	}
	where := make([]string, 0, 3)
	for i := len(uses) - 1; i >= 0 && len(where) < cap(where); i-- {
		u := uses[i]
		text := string(u.Day) + " " + string(u.Medium)
		if u.Where != "" {
			text += " (" + clip(u.Where, 80) + ")"
		}
		where = append(where, text)
	}
	times := "once"
	if len(uses) > 1 {
		times = fmt.Sprintf("%d times, last", len(uses))
	}
	return []notice{{Text: sentence(fmt.Sprintf("it was used %s: %s; every use and check is listed under Uses and rights", times, strings.Join(where, ", "))), Stop: true}}
}

// useForm records that a photo was used.
func (s *site) useForm(w http.ResponseWriter, r *http.Request) error {
	id, who, err := s.recording(w, r)
	if err != nil {
		return err
	}
	field := func(name string) string { return strings.TrimSpace(r.PostFormValue(name)) }
	u := archive.Usage{
		Where: field("where"), URL: field("url"), Credit: field("credit"), Number: field("number"), Actor: who, Way: archive.ByHand,
	}
	if err := u.Set(field("day"), field("medium")); err != nil {
		return err
	}
	if _, err := s.Archive.RecordUsage(r.Context(), []archive.ID{id}, u); err != nil {
		return err
	}
	return s.recordedNow(w, r, id)
}

// permissionForm records a permission of a photo.
func (s *site) permissionForm(w http.ResponseWriter, r *http.Request) error {
	id, who, err := s.recording(w, r)
	if err != nil {
		return err
	}
	p := archive.Permission{
		Terms: formText(r, "terms"), Note: formText(r, "note"), Actor: who,
	}
	if err := p.Set(r.PostFormValue("from"), r.PostFormValue("until"), r.PostFormValue("territories"), strings.Join(r.PostForm["media"], ",")); err != nil {
		return err
	}
	if err := s.Archive.RecordPermission(r.Context(), []archive.ID{id}, p); err != nil {
		return err
	}
	return s.recordedNow(w, r, id)
}

// formText is a text of several lines as a form sends it.
func formText(r *http.Request, name string) string {
	return strings.TrimSpace(strings.ReplaceAll(r.PostFormValue(name), "\r\n", "\n"))
}

// withdrawUse takes back a use.
func (s *site) withdrawUse(w http.ResponseWriter, r *http.Request) error {
	return s.withdraw(w, r, func(_ archive.ID, n int64, why archive.Withdrawn) error {
		return s.Archive.WithdrawUsage(r.Context(), n, why)
	})
}

// withdrawPermission takes back a permission of a photo.
func (s *site) withdrawPermission(w http.ResponseWriter, r *http.Request) error {
	return s.withdraw(w, r, func(id archive.ID, n int64, why archive.Withdrawn) error {
		return s.Archive.WithdrawPermission(r.Context(), id, n, why)
	})
}

func (s *site) withdraw(w http.ResponseWriter, r *http.Request, take func(archive.ID, int64, archive.Withdrawn) error) error {
	id, who, err := s.recording(w, r)
	if err != nil {
		return err
	}
	n, err := strconv.ParseInt(r.PathValue("n"), 10, 64)
	if err != nil {
		return &requestError{status: http.StatusNotFound, text: "Uses and permissions have numbers from 1."}
	}
	if err := take(id, n, archive.Withdrawn{By: who, Why: formText(r, "why")}); err != nil {
		return err
	}
	return s.recordedNow(w, r, id)
}

// recording reads a form about a photo, and who sends it.
func (s *site) recording(w http.ResponseWriter, r *http.Request) (archive.ID, string, error) {
	if err := readForm(w, r); err != nil {
		return "", "", err
	}
	id, err := photoID(r)
	if err != nil {
		return "", "", err
	}
	who, err := actor(w, r)
	return id, who, err
}

// recordedNow goes back to the photo, where what was recorded stands.
func (s *site) recordedNow(w http.ResponseWriter, r *http.Request, id archive.ID) error {
	http.Redirect(w, r, "/photos/"+string(id)+"#recorded", http.StatusSeeOther)
	return nil
}
