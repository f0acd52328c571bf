package export

import (
	"context"

	"cutline/archive"
	"cutline/archive/embedded"
)

// Printer returns what prints captions and credits in the house style: the two
// as they stand together, without the notes of the house, and the credit alone.
func (m *Maker) Printer(ctx context.Context) (func(*archive.Photo) (printed, credit string, err error), error) {
	rules, err := m.Archive.Rules(ctx)
	if err != nil {
		return nil, err
	}
	settings, _, err := m.Archive.Settings(ctx)
	if err != nil {
		return nil, err
	}
	return func(p *archive.Photo) (printed, credit string, err error) {
		caption := p.Fields()[embedded.Caption].String()
		if credit, err = rules.PrintBeside(p.Reading.Credit.Credit, settings.Style); err != nil {
			return "", "", err
		}
		printed, err = rules.PrintCaption(caption, p.Reading.Credit.Credit, settings.Style)
		return printed, credit, err
	}, nil
}
