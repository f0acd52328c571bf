package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"cutline/archive"
	"cutline/archive/export"
	"cutline/thumbs"
)

// exportFlags are what goes out, and where to.
type exportFlags struct {
	as, to, name, destination string
	edge                      int
	sidecar, anyway, asJSON   bool
}

func exportCommand(data *dataFlag) *cobra.Command {
	var f exportFlags
	cmd := &cobra.Command{
		Use:   "export [--as KIND] [--to DIR] ID|QUERY…",
		Short: "Deliver copies of photos, with their words, or lists of them",
		Long: `Writes copies of photos, or lists of them, into a folder. They are named by
their IDs, or found by a query.

  original  the bytes that came in; --sidecar puts the words beside them
  words     the same picture with its effective words written in: XMP and IPTC
            (JPEG, PNG, TIFF, WebP); any other file comes with a sidecar
  preview   a JPEG at a long edge (--edge) with caption, credit and copyright
  sidecar   the words alone, as XMP
  csv json  one list of all the photos
  ninjs     the words of each photo as IPTC ninjs

  cutline export --as words --to /mnt/layout 'ghirda kyiv'
  cutline export --as preview --edge 1600 --name '{date} {headline} {id}' ID
  cutline export --as csv --to lists 'taken:2022-03'
  cutline export --destination layout ID     # see cutline destination --help

Names come from a template: {file} (the default), {id}, {date}, {credit}, or a
field such as {headline}. They are names that every file system takes; nothing
that is there is replaced, and a name that is taken gets a number.

What a check before reuse stops (killed, embargoed, its term over …) is refused
with the reason, unless --anyway. Every export is logged with its photo: search
is:exported finds them, the photo's page lists who has it, and a photo that was
exported stays on a wire shelf.

Exit status: 1 where a photo could not be exported, 3 where one was refused.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return withArchive(cmd, data.openExisting, func(ctx context.Context, s *stores) error {
				return s.export(ctx, cmd, args, f)
			})
		},
	}
	flags := cmd.Flags()
	flags.StringVar(&f.as, "as", string(export.Words), "original, words, preview, sidecar, csv, json or ninjs")
	flags.StringVar(&f.to, "to", ".", "the folder to write into")
	flags.StringVar(&f.name, "name", export.DefaultName, "template of the names of files")
	flags.IntVar(&f.edge, "edge", 0, fmt.Sprintf("long edge of a preview in pixels (default %d)", export.DefaultEdge))
	flags.BoolVar(&f.sidecar, "sidecar", false, "with --as original: the words beside it, as XMP")
	flags.StringVar(&f.destination, "destination", "", "send to this destination, in its own form")
	flags.BoolVar(&f.anyway, "anyway", false, "export also what a check stops; it is logged")
	flags.BoolVar(&f.asJSON, "json", false, "print a JSON line for each file")
	return cmd
}

// exported is a line of cutline export --json.
type exported struct {
	ID   archive.ID `json:"id,omitempty"`
	Path string     `json:"path,omitempty"`
	// Photos is how many a list holds.
	Photos int      `json:"photos,omitempty"`
	Notes  []string `json:"notes,omitempty"`
	// Refused says what stands against the export, Failed why there is none.
	Refused string `json:"refused,omitempty"`
	Failed  string `json:"failed,omitempty"`
}

// exportStep is how many photos are read at a time.
const exportStep = 200

func (s *stores) export(ctx context.Context, cmd *cobra.Command, args []string, f exportFlags) error {
	as, err := export.ParseAs(f.as)
	if err != nil {
		return usageError(err)
	}
	name, err := export.ParseName(f.name)
	if err != nil {
		return usageError(err)
	}
	switch {
	case f.sidecar && as != export.Original:
		return usageError(errors.New("--sidecar is for --as original; other copies have the words inside"))
	case f.edge != 0 && as != export.Preview:
		return usageError(errors.New("--edge is for --as preview"))
	case f.edge != 0 && (f.edge < thumbs.MinEdge || f.edge > thumbs.MaxEdge):
		return usageError(fmt.Errorf("--edge %d: choose %d to %d pixels", f.edge, thumbs.MinEdge, thumbs.MaxEdge))
	case f.destination != "" && (cmd.Flags().Changed("to") || cmd.Flags().Changed("as") || cmd.Flags().Changed("name")):
		return usageError(errors.New("a destination says what is sent and where; leave --as, --to and --name out"))
	}
	n, err := s.named(ctx, cmd.ErrOrStderr(), args, anyNumber)
	if err != nil {
		return err
	}
	run := &exportRun{stores: s, f: f, out: cmd.OutOrStdout(), maker: &export.Maker{Archive: s.Archive, Pictures: s.thumbs}}
	if f.destination != "" {
		return run.send(ctx, n.IDs)
	}
	// A folder that cannot be written into is said before any work.
	dir, err := filepath.Abs(f.to)
	if err == nil {
		err = os.MkdirAll(dir, 0o777)
	}
	if err != nil {
		return fmt.Errorf("the folder to write into cannot be made: %w; name another with --to", err)
	}
	run.folder = export.Folder{Dir: dir}
	if run.print, err = run.maker.Printer(ctx); err != nil {
		return err
	}
	if as.List() {
		return run.list(ctx, as, n.IDs)
	}
	order := export.Order{As: as, Edge: f.edge, Beside: f.sidecar}
	err = run.each(ctx, n.IDs, func(p *archive.Photo, despite string) error { return run.one(ctx, p, order, name, despite) })
	return run.end(err)
}

// exportRun is one run of cutline export.
type exportRun struct {
	*stores
	f       exportFlags
	out     io.Writer
	maker   *export.Maker
	folder  export.Folder
	print   func(*archive.Photo) (printed, credit string, err error)
	refused int
	failed  int
}

// each gives the photos one by one, with what stands against them and they are
// exported all the same; those that are refused, or not there, are told.
func (r *exportRun) each(ctx context.Context, ids []archive.ID, do func(p *archive.Photo, despite string) error) error {
	for len(ids) > 0 {
		step := ids[:min(len(ids), exportStep)]
		ids = ids[len(step):]
		photos, err := r.Catalogue.Photos(ctx, step)
		if err != nil {
			return err
		}
		r.tellMissing(ctx, step, photos)
		against, err := r.maker.Against(ctx, photos)
		if err != nil {
			return err
		}
		for _, p := range photos {
			if err := ctx.Err(); err != nil {
				return err
			}
			if why := against[p.ID]; why != "" && !r.f.anyway {
				r.tell(exported{ID: p.ID, Refused: why})
				continue
			}
			if err := do(p, against[p.ID]); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellMissing tells which of the IDs are of no photo.
func (r *exportRun) tellMissing(ctx context.Context, ids []archive.ID, photos []*archive.Photo) {
	there := make(map[archive.ID]bool)
	for _, p := range photos {
		there[p.ID] = true
	}
	for _, id := range ids {
		if !there[id] {
			r.tell(exported{ID: id, Failed: withNextStep(r.Missing(ctx, id)).Error()})
		}
	}
}

// one exports a photo as files of its own.
func (r *exportRun) one(ctx context.Context, p *archive.Photo, order export.Order, name export.Name, despite string) error {
	files, err := r.maker.Make(ctx, p, order)
	if none, ok := errors.AsType[*export.NotMadeError](err); ok {
		r.tell(exported{ID: p.ID, Failed: none.Reason})
		return nil
	}
	if err != nil {
		return err
	}
	defer func() {
		for _, f := range files {
			f.Close()
		}
	}()
	_, credit, err := r.print(p)
	if err != nil {
		return err
	}
	paths, err := r.folder.Put(ctx, name.Of(p, credit), files)
	if err != nil {
		return err
	}
	for i, path := range paths {
		// It is out: Ctrl-C does not keep it out of the log.
		err := r.LogExports(context.WithoutCancel(ctx), archive.Export{
			Photo: p.ID, Actor: systemUser(), As: string(files[i].As), To: r.folder.Dir, File: filepath.Base(path), Despite: despite,
		})
		if err != nil {
			return err
		}
		r.tell(exported{ID: p.ID, Path: path, Notes: files[i].Notes})
	}
	return nil
}

// list exports photos as one list.
func (r *exportRun) list(ctx context.Context, as export.As, ids []archive.ID) error {
	temp, err := os.CreateTemp("", "cutline-list-*")
	if err != nil {
		return err
	}
	defer os.Remove(temp.Name())
	defer temp.Close()
	l, err := export.NewList(temp, as, r.print)
	if err != nil {
		return err
	}
	var log []archive.Export
	err = r.each(ctx, ids, func(p *archive.Photo, despite string) error {
		log = append(log, archive.Export{Photo: p.ID, Actor: systemUser(), As: string(as), To: r.folder.Dir, Despite: despite})
		return l.Add(p, p.FileName(), nil)
	})
	if err == nil {
		err = l.Close()
	}
	if err != nil || len(log) == 0 {
		return r.end(err)
	}
	file, err := export.Stored(temp, as)
	if err != nil {
		return err
	}
	paths, err := r.folder.Put(ctx, "photos", []*export.File{file})
	if err != nil {
		return err
	}
	for i := range log {
		log[i].File = filepath.Base(paths[0])
	}
	if err := r.LogExports(context.WithoutCancel(ctx), log...); err != nil {
		return err
	}
	r.tell(exported{Path: paths[0], Photos: len(log)})
	return r.end(nil)
}

// send sends photos to a destination.
func (r *exportRun) send(ctx context.Context, ids []archive.ID) error {
	d, err := r.Destination(ctx, r.f.destination)
	if errors.Is(err, archive.ErrNotFound) {
		return usageError(fmt.Errorf("there is no destination %q; cutline destination lists them", r.f.destination))
	}
	if err != nil {
		return err
	}
	sender := &export.Sender{Maker: r.maker, Open: openTargetOf, Retry: export.DefaultRetry}
	for len(ids) > 0 {
		step := ids[:min(len(ids), exportStep)]
		ids = ids[len(step):]
		photos, err := r.Catalogue.Photos(ctx, step)
		if err != nil {
			return err
		}
		r.tellMissing(ctx, step, photos)
		err = sender.Send(ctx, d, photos, systemUser(), r.f.anyway, func(s export.Sent) {
			for _, place := range s.Places {
				r.tell(exported{ID: s.Photo, Path: place, Notes: s.Notes})
			}
			switch why, refused := strings.CutPrefix(s.Failed, "not sent: "); {
			case refused:
				r.tell(exported{ID: s.Photo, Refused: why})
			case s.Failed != "":
				r.tell(exported{ID: s.Photo, Failed: s.Failed})
			}
		})
		if err != nil {
			return r.end(err)
		}
	}
	return r.end(nil)
}

// tell prints a line, and counts what did not go.
func (r *exportRun) tell(e exported) {
	switch {
	case e.Refused != "":
		r.refused++
	case e.Failed != "":
		r.failed++
	}
	if r.f.asJSON {
		printJSON(r.out, e)
		return
	}
	switch {
	case e.Refused != "":
		fmt.Fprintf(r.out, "%s  refused: %s; --anyway exports it all the same\n", e.ID, printable(e.Refused))
	case e.Failed != "":
		fmt.Fprintf(r.out, "%s  failed: %s\n", e.ID, printable(e.Failed))
	case e.Photos > 0:
		fmt.Fprintf(r.out, "%s  %d photos\n", printable(e.Path), e.Photos)
	default:
		fmt.Fprintf(r.out, "%s  %s\n", e.ID, printable(e.Path))
		for _, note := range e.Notes {
			fmt.Fprintf(r.out, "  %s\n", printable(note))
		}
	}
}

// end is the exit status of the run.
func (r *exportRun) end(err error) error {
	switch {
	case err != nil:
		return err
	case r.failed > 0:
		return &exitError{status: exitFailed}
	case r.refused > 0:
		return &exitError{status: exitLook}
	}
	return nil
}
