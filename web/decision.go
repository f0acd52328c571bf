package web

import (
	"context"
	"slices"

	"cutline/archive"
	"cutline/archive/reuse"
)

// decision is whether a photo may be printed today, as its page says it.
type decision struct {
	Word, Class string
	Sentence    string
	Reasons     []reuse.Reason
}

// decide gives the verdict on a photo for the use that the settings assume.
func (s *Server) decide(ctx context.Context, p *archive.Photo) (*decision, error) {
	n, err := s.newsroom(ctx)
	if err != nil {
		return nil, err
	}
	var twins []*archive.Photo
	if len(p.Relations) > 0 {
		ids := make([]archive.ID, 0, maxRelated)
		for _, r := range p.Relations[:min(len(p.Relations), maxRelated)] {
			if r.Kind == archive.SamePixels {
				ids = append(ids, r.Of)
			}
		}
		if twins, err = s.Archive.Catalogue.Photos(ctx, ids); err != nil {
			return nil, err
		}
	}
	result := reuse.Check(p, twins, n.Intent(s.now()), n)
	d := &decision{Sentence: clip(result.Sentence(), maxReason)}
	d.Word, d.Class = wordOf(result.Verdict)
	for _, r := range result.Reasons {
		switch r.Code {
		case reuse.Conflict, reuse.Difference, reuse.NoAgreement: // the card shows where places differ
		default:
			if r = shown(r); r.Text != d.Sentence || len(r.Evidence) > 0 { // else it has been said
				d.Reasons = append(d.Reasons, r)
			}
		}
	}
	d.Reasons = d.Reasons[:min(len(d.Reasons), maxReasons)]
	return d, nil
}

// Limits of what is shown of the reasons; a file can say anything.
const (
	maxReasons = 30
	maxReason  = 400 // bytes of a reason, and of what it rests on
)

// shown is a reason as a page shows it.
func shown(r reuse.Reason) reuse.Reason {
	r.Text = clip(r.Text, maxReason)
	r.Evidence = slices.Clone(r.Evidence[:min(len(r.Evidence), 4)])
	for i := range r.Evidence {
		r.Evidence[i].Value = clip(r.Evidence[i].Value, maxReason)
	}
	return r
}
