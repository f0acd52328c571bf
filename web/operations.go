package web

import (
	"slices"

	"cutline/archive"
	"cutline/index"
)

// operation describes an address of the API.
type operation struct {
	Summary string
	// Query are the parameters beside those in the path.
	Query []parameter
	// Form are the fields of the form that it takes, Takes the other kinds of
	// body.
	Form  []parameter
	Takes []string
	// Answer is the name of a schema; empty for JSON of no fixed form.
	Answer string
	// Kind is the media type of the answer where it is not JSON.
	Kind string
}

type parameter struct {
	Name, Says string
	Kind       string // "string" where empty
	Many       bool
	OneOf      []string
}

var pageParameters = []parameter{
	{Name: "q", Says: "a query, as on the search page (see /search/help); empty finds every photo"},
	{Name: "sort", Says: "the order", OneOf: []string{string(index.Newest), string(index.Taken), string(index.Relevance)}},
	{Name: "limit", Says: "hits to return, at most 500; 0 for totals and facets alone", Kind: "integer"},
	{Name: "after", Says: "next of the page before; results of sort=relevance are kept for ten minutes"},
	{Name: "facet", Says: "a facet to count, repeated; all where it is missing, none where it is empty", Many: true, OneOf: index.FacetNames()},
}

// form are fields of a form beside that of who changes something.
func form(fields ...parameter) []parameter {
	return append(fields, parameter{Name: "desk", Says: "who does it; it may also be remembered by a cookie"})
}

// chosenForm are fields of a form beside those that name photos; see [selection].
func chosenForm(fields ...parameter) []parameter {
	return form(append(fields,
		parameter{Name: "id", Says: "a photo, repeated", Many: true},
		parameter{Name: "all", Says: "1: all that q finds, in place of id"},
		parameter{Name: "q", Says: "a query"},
		parameter{Name: "seq", Says: "the last change known when q was searched for: what changed since is left out", Kind: "integer"},
	)...)
}

// Fields that several forms have.
var (
	whyField  = parameter{Name: "why", Says: "the reason, which stands with the change"}
	nameField = parameter{Name: "name", Says: "its name"}
	// ofDesk says of whom an answer is.
	ofDesk     = []parameter{{Name: "desk", Says: "whose, where no cookie remembers it"}}
	keptFields = []parameter{
		{Name: "private", Says: "1: for this desk alone; 0: for every desk", OneOf: []string{"0", "1"}},
		{Name: "revision", Says: "the one that the change was made from", Kind: "integer"},
		{Name: "delete", Says: "1 deletes it"},
		{Name: "restore", Says: "1 restores it"},
	}
	refusedForm = form(
		parameter{Name: "n", Says: "a file, by its number, repeated", Many: true}, parameter{Name: "all", Says: "1: all of them"},
	)
)

// operations describe the addresses by their patterns.
var operations = map[string]operation{
	"GET /api/v1/search":  {Summary: "Find photos", Query: pageParameters, Answer: "Answer"},
	"GET /api/v1/suggest": {Summary: "How a query that is being typed may go on", Query: []parameter{{Name: "q", Says: "the query as far as it is typed"}}, Answer: "Suggestions"},
	"GET /api/v1/search/new": {
		Summary: "How many photos of a search came in after a change",
		Query:   []parameter{pageParameters[0], {Name: "seq", Says: "the last change known when it was searched for", Kind: "integer"}},
	},
	"POST /api/v1/photos/{id}/recalls": {Summary: "Kill or withdraw a photo, or lift that", Form: form(
		parameter{Name: "kind", Says: "what is done", OneOf: []string{string(archive.Kill), string(archive.Withdrawal)}},
		parameter{Name: "lifted", Says: "1: what stands against its use is lifted"}, whyField,
	)},
	"GET /api/v1/notices": {
		Summary: "Notices of suppliers, with the photos that each may be about",
		Query:   []parameter{{Name: "state", Says: "those that wait, or all", OneOf: []string{string(archive.OpenAnnouncements), string(archive.AllAnnouncements)}}},
	},
	"POST /api/v1/notices": {
		Summary: "Take a notice of a supplier in, and recall what it surely names",
		Form:    form(parameter{Name: "text", Says: "the notice"}, parameter{Name: "rehearse", Says: "1: only tell what it is about"}),
		Takes:   []string{"text/plain"},
	},
	"GET /api/v1/photos/{id}/like": {
		Summary: "Photos like one: by its picture, and by its words with the query that finds them", Answer: "Like",
	},
	"GET /api/v1/photos/{id}": {Summary: "All layers of one photo", Answer: "Photo"},
	"GET /api/v1/credit":      {Summary: "Read a credit line, or a caption with one in it", Query: []parameter{{Name: "line", Says: "the line, at most 4096 bytes"}}},
	"POST /api/v1/check": {
		Summary: "Check what is about to be printed: text, an article, an image file, or items as JSON",
		Takes:   []string{"application/json", "text/plain", "text/html", "multipart/form-data", "image/jpeg"},
	},
	"POST /api/v1/photos/{id}/corrections": {Summary: "Correct a field of a photo", Form: form(
		parameter{Name: "field", Says: "the name of the field"}, parameter{Name: "value", Says: "its value, repeated for a list", Many: true},
		parameter{Name: "empty", Says: "1: it shall have none"}, whyField,
	)},
	"POST /api/v1/photos/{id}/corrections/{n}/undo": {Summary: "Take a correction back", Form: form()},
	"GET /api/v1/corrections":                       {Summary: "Corrections of many photos, the last first"},
	"POST /api/v1/corrections": {Summary: "Correct the photos named by id, or all that q finds", Form: form(
		parameter{Name: "id", Says: "a photo, repeated", Many: true}, parameter{Name: "q", Says: "a query, in place of id"},
		parameter{Name: "field", Says: "the name of the field"}, parameter{Name: "lang", Says: "the language of the text, where it is another"},
		parameter{Name: "op", Says: "what is done to it", OneOf: []string{string(archive.Set), string(archive.Append), string(archive.Prepend), string(archive.Replace)}},
		parameter{Name: "find", Says: "what is replaced"}, parameter{Name: "value", Says: "the value, repeated for a list", Many: true}, whyField,
		parameter{Name: "dry_run", Says: "1: only tell what would change"},
	)},
	"GET /api/v1/corrections/{n}":         {Summary: "How far a correction of many photos is"},
	"GET /api/v1/corrections/{n}/refused": {Summary: "The photos that it left alone, with the reasons"},
	"POST /api/v1/corrections/{n}/{do}":   {Summary: "Undo, stop or resume it", Form: form(whyField)},
	"GET /api/v1/photos/{id}/relations":   {Summary: "Versions, same pixels, also from, near"},
	"POST /api/v1/photos/{id}/takeover":   {Summary: "Take the corrections of a related photo over", Form: form(parameter{Name: "from", Says: "the related photo"})},
	"GET /api/v1/same-picture":            {Summary: "One picture with two credits"},
	"POST /api/v1/same-picture": {Summary: "Settle such a pair", Form: form(
		parameter{Name: "do", Says: "take the credit of from over to id, or both are right", OneOf: []string{"take", "both"}},
		parameter{Name: "id", Says: "a photo"}, parameter{Name: "from", Says: "the other"},
	)},
	"POST /api/v1/ingest": {Summary: "Take files in", Takes: []string{"multipart/form-data"}},
	"GET /api/v1/runs":    {Summary: "Ingests, the latest first"},
	"POST /api/v1/runs": {Summary: "Begin an ingest", Form: form(
		parameter{Name: "path", Says: "a folder of this machine, repeated; without one, what is uploaded to it", Many: true},
		parameter{Name: "rehearse", Says: "1: only tell what would happen"}, parameter{Name: "set", Says: "FIELD=VALUE for what no file says, repeated", Many: true},
	)},
	"GET /api/v1/runs/{run}":          {Summary: "One ingest"},
	"GET /api/v1/runs/{run}/files":    {Summary: "Its files, with the outcome of each"},
	"GET /api/v1/runs/{run}/events":   {Summary: "Its progress while it goes on", Kind: "text/event-stream"},
	"POST /api/v1/runs/{run}/end":     {Summary: "End an ingest that was begun here"},
	"POST /api/v1/runs/{run}/stop":    {Summary: "Stop an ingest"},
	"GET /api/v1/refused":             {Summary: "Files that were refused and kept"},
	"POST /api/v1/refused/retry":      {Summary: "Try refused files again", Form: refusedForm},
	"POST /api/v1/refused/discard":    {Summary: "Discard refused files", Form: append(slices.Clone(refusedForm), whyField)},
	"GET /api/v1/photos/{id}/uses":    {Summary: "Where a photo was used"},
	"GET /api/v1/photos/{id}/exports": {Summary: "What of a photo left the archive, and where to"},
	"POST /api/v1/photos/{id}/exports": {Summary: "Send a photo to a destination", Form: form(
		parameter{Name: "to", Says: "the name of the destination"}, parameter{Name: "anyway", Says: "1: also where a check stops it, which is recorded"},
	)},
	"GET /api/v1/destinations":  {Summary: "Where photos can be sent"},
	"POST /api/v1/uses":         {Summary: "Record a use, by ID or by the supplier's number", Takes: []string{"application/json"}},
	"GET /api/v1/report":        {Summary: "Uses by supplier and month", Kind: "text/csv"},
	"GET /api/v1/ends":          {Summary: "What ends, and when"},
	"GET /api/v1/status":        {Summary: "How far index and renditions are"},
	"POST /api/v1/reindex":      {Summary: "Build the index again"},
	"POST /api/v1/index/verify": {Summary: "Compare the index with the catalogue"},
	"POST /api/v1/marks": {Summary: "Mark photos with a pick, stars, a colour label", Form: chosenForm(
		parameter{Name: "pick", Says: "1 or 0", OneOf: []string{"0", "1"}}, parameter{Name: "stars", Says: "0 to 5", Kind: "integer"},
		parameter{Name: "label", Says: "a colour; empty takes it off"},
	)},
	"GET /api/v1/collections":             {Summary: "Collections that the desk may see", Query: append(slices.Clone(ofDesk), parameter{Name: "deleted", Says: "1: those that were deleted"})},
	"POST /api/v1/collections":            {Summary: "Make a collection", Form: form(nameField, parameter{Name: "note", Says: "a note"}, keptFields[0])},
	"GET /api/v1/collections/{n}":         {Summary: "A collection and its photos, in order", Query: append(slices.Clone(ofDesk), parameter{Name: "after", Says: "next of the answer before"})},
	"POST /api/v1/collections/{n}":        {Summary: "Rename, note, share, delete or restore a collection", Form: form(append(slices.Clone(keptFields), nameField, parameter{Name: "note", Says: "a note"})...)},
	"POST /api/v1/collections/{n}/photos": {Summary: "Put photos into a collection, by ID or all results of a search", Form: chosenForm()},
	"POST /api/v1/collections/{n}/remove": {Summary: "Take photos out of a collection", Form: chosenForm()},
	"POST /api/v1/collections/{n}/order": {Summary: "Move a photo of a collection", Form: form(
		parameter{Name: "id", Says: "the photo"}, parameter{Name: "to", Says: "where it moves", OneOf: []string{"first", "up", "down", "last", "before"}},
		parameter{Name: "beside", Says: "the photo that it moves before"},
	)},
	"POST /api/v1/collections/{n}/notes":  {Summary: "Write the note beside a photo of a collection", Form: form(parameter{Name: "id", Says: "the photo"}, parameter{Name: "note", Says: "the note"})},
	"GET /api/v1/photos/{id}/collections": {Summary: "Collections that a photo is in", Query: ofDesk},
	"GET /api/v1/searches":                {Summary: "Saved searches, with how many photos are new in each", Query: ofDesk},
	"POST /api/v1/searches":               {Summary: "Save a search", Form: form(nameField, parameter{Name: "q", Says: "the query"}, parameter{Name: "sort", Says: "the order"}, keptFields[0])},
	"POST /api/v1/searches/{n}":           {Summary: "Change, delete or restore a saved search", Form: form(append(slices.Clone(keptFields), nameField, parameter{Name: "q", Says: "the query"}, parameter{Name: "sort", Says: "the order"})...)},
	"POST /api/v1/searches/{n}/seen":      {Summary: "Say that the desk saw what is new in a saved search", Form: form()},
	"GET /api/v1/searches/events":         {Summary: "What is new in saved searches, as it comes", Query: ofDesk, Kind: "text/event-stream"},
	"GET /api/v1/openapi.json":            {Summary: "This description"},
}
