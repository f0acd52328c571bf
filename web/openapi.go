package web

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"cutline/index"
)

// operation describes an address of the API.
type operation struct {
	Summary string
	// Query are the parameters beside those in the path.
	Query []parameter
	// Takes are the kinds of body, where it takes one.
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

// operations describe the addresses by their patterns. One that is missing here
// is in the description by its address alone.
var operations = map[string]operation{
	"GET /api/v1/search":  {Summary: "Find photos", Query: pageParameters, Answer: "Answer"},
	"GET /api/v1/suggest": {Summary: "How a query that is being typed may go on", Query: []parameter{{Name: "q", Says: "the query as far as it is typed"}}, Answer: "Suggestions"},
	"GET /api/v1/photos/{id}/like": {
		Summary: "Photos like one: by its picture, and by its words with the query that finds them", Answer: "Like",
	},
	"GET /api/v1/photos/{id}": {Summary: "All layers of one photo", Answer: "Photo"},
	"GET /api/v1/credit":      {Summary: "Read a credit line, or a caption with one in it", Query: []parameter{{Name: "line", Says: "the line, at most 4096 bytes"}}},
	"POST /api/v1/check": {
		Summary: "Check what is about to be printed: text, an article, an image file, or items as JSON",
		Takes:   []string{"application/json", "text/plain", "text/html", "multipart/form-data", "image/jpeg"},
	},
	"POST /api/v1/photos/{id}/corrections":          {Summary: "Correct a field of a photo", Takes: []string{"application/json"}},
	"POST /api/v1/photos/{id}/corrections/{n}/undo": {Summary: "Take a correction back"},
	"GET /api/v1/corrections":                       {Summary: "Corrections of many photos, the last first"},
	"POST /api/v1/corrections":                      {Summary: "Correct the photos named by id, or all that q finds; dry_run only tells"},
	"GET /api/v1/corrections/{n}":                   {Summary: "How far a correction of many photos is"},
	"GET /api/v1/corrections/{n}/refused":           {Summary: "The photos that it left alone, with the reasons"},
	"POST /api/v1/corrections/{n}/{do}":             {Summary: "Undo, stop or resume it"},
	"GET /api/v1/photos/{id}/relations":             {Summary: "Versions, same pixels, also from, near"},
	"POST /api/v1/photos/{id}/takeover":             {Summary: "Take the corrections of a related photo over"},
	"GET /api/v1/same-picture":                      {Summary: "One picture with two credits"},
	"POST /api/v1/same-picture":                     {Summary: "Settle such a pair: take or both"},
	"POST /api/v1/ingest":                           {Summary: "Take files in", Takes: []string{"multipart/form-data"}},
	"GET /api/v1/runs":                              {Summary: "Ingests, the latest first"},
	"POST /api/v1/runs":                             {Summary: "Begin an ingest", Takes: []string{"application/json"}},
	"GET /api/v1/runs/{run}":                        {Summary: "One ingest"},
	"GET /api/v1/runs/{run}/files":                  {Summary: "Its files, with the outcome of each"},
	"GET /api/v1/runs/{run}/events":                 {Summary: "Its progress while it goes on", Kind: "text/event-stream"},
	"POST /api/v1/runs/{run}/end":                   {Summary: "End an ingest that was begun here"},
	"POST /api/v1/runs/{run}/stop":                  {Summary: "Stop an ingest"},
	"GET /api/v1/refused":                           {Summary: "Files that were refused and kept"},
	"POST /api/v1/refused/retry":                    {Summary: "Try refused files again"},
	"POST /api/v1/refused/discard":                  {Summary: "Discard refused files"},
	"GET /api/v1/photos/{id}/uses":                  {Summary: "Where a photo was used"},
	"GET /api/v1/photos/{id}/exports":               {Summary: "What of a photo left the archive, and where to"},
	"POST /api/v1/photos/{id}/exports":              {Summary: "Send a photo to a destination: to=NAME"},
	"GET /api/v1/destinations":                      {Summary: "Where photos can be sent"},
	"POST /api/v1/uses":                             {Summary: "Record a use, by ID or by the supplier's number", Takes: []string{"application/json"}},
	"GET /api/v1/report":                            {Summary: "Uses by supplier and month", Kind: "text/csv"},
	"GET /api/v1/ends":                              {Summary: "What ends, and when"},
	"GET /api/v1/status":                            {Summary: "How far index and renditions are"},
	"POST /api/v1/reindex":                          {Summary: "Build the index again"},
	"POST /api/v1/index/verify":                     {Summary: "Compare the index with the catalogue"},
	"POST /api/v1/marks":                            {Summary: "Mark photos with a pick, stars, a colour label"},
	"GET /api/v1/collections":                       {Summary: "Collections that the desk may see"},
	"POST /api/v1/collections":                      {Summary: "Make a collection"},
	"GET /api/v1/collections/{n}":                   {Summary: "A collection and its photos, in order"},
	"POST /api/v1/collections/{n}":                  {Summary: "Rename, note, share, delete or restore a collection"},
	"POST /api/v1/collections/{n}/photos":           {Summary: "Put photos into a collection, by ID or all results of a search"},
	"POST /api/v1/collections/{n}/remove":           {Summary: "Take photos out of a collection"},
	"POST /api/v1/collections/{n}/order":            {Summary: "Move a photo of a collection"},
	"POST /api/v1/collections/{n}/notes":            {Summary: "Write the note beside a photo of a collection"},
	"GET /api/v1/photos/{id}/collections":           {Summary: "Collections that a photo is in"},
	"GET /api/v1/searches":                          {Summary: "Saved searches, with how many photos are new in each"},
	"POST /api/v1/searches":                         {Summary: "Save a search"},
	"POST /api/v1/searches/{n}":                     {Summary: "Change, delete or restore a saved search"},
	"POST /api/v1/searches/{n}/seen":                {Summary: "Say that the desk saw what is new in a saved search"},
	"GET /api/v1/searches/events":                   {Summary: "What is new in saved searches, as it comes", Kind: "text/event-stream"},
	"GET /api/v1/openapi.json":                      {Summary: "This description"},
}

// object is a part of a JSON document.
type object = map[string]any

var pathParameter = regexp.MustCompile(`\{([a-z]+)\}`)

// openAPI describes the addresses of the API among patterns, by OpenAPI 3.1.
func openAPI(patterns []string, version string) object {
	paths := object{}
	for _, pattern := range patterns {
		method, path, _ := strings.Cut(pattern, " ")
		if !strings.HasPrefix(path, "/api/") {
			continue
		}
		methods, _ := paths[path].(object)
		if methods == nil {
			methods = object{}
			paths[path] = methods
		}
		methods[strings.ToLower(method)] = operations[pattern].describe(path)
	}
	return object{
		"openapi": "3.1.0",
		"info": object{
			"title": "Cutline", "version": version,
			"description": "An archive of news photos, their captions and credits. Errors are problems by RFC 9457; a mistake in a query has its position in bytes.",
		},
		"paths":      paths,
		"components": object{"schemas": schemas()},
	}
}

func (o operation) describe(path string) object {
	parameters := []object{}
	for _, m := range pathParameter.FindAllStringSubmatch(path, -1) {
		parameters = append(parameters, object{"name": m[1], "in": "path", "required": true, "schema": object{"type": "string"}})
	}
	for _, p := range o.Query {
		schema := object{"type": p.Kind}
		if p.Kind == "" {
			schema["type"] = "string"
		}
		if p.OneOf != nil {
			schema["enum"] = p.OneOf
		}
		if p.Many {
			schema = object{"type": "array", "items": schema}
		}
		parameters = append(parameters, object{"name": p.Name, "in": "query", "description": p.Says, "schema": schema})
	}
	kind, schema := "application/json", object{}
	if o.Kind != "" {
		kind = o.Kind
	}
	if o.Answer != "" {
		schema["$ref"] = "#/components/schemas/" + o.Answer
	}
	summary := o.Summary
	if summary == "" {
		summary = path
	}
	described := object{
		"summary": summary, "parameters": parameters,
		"responses": object{
			"2XX":     object{"description": "done", "content": object{kind: object{"schema": schema}}},
			"default": object{"description": "a problem", "content": object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}}},
		},
	}
	if o.Takes != nil {
		content := object{}
		for _, kind := range o.Takes {
			content[kind] = object{}
		}
		described["requestBody"] = object{"content": content}
	}
	return described
}

// fields is the schema of an object: each field with its type, "string[]" for a
// list, "#Hit" or "#Hit[]" for another schema. Those with "!" are always there.
func fields(list ...string) object {
	properties, required := object{}, []string{}
	for i := 0; i+1 < len(list); i += 2 {
		name, kind := list[i], list[i+1]
		if always, ok := strings.CutSuffix(name, "!"); ok {
			name = always
			required = append(required, name)
		}
		one, many := strings.CutSuffix(kind, "[]")
		schema := object{"type": one}
		if ref, ok := strings.CutPrefix(one, "#"); ok {
			schema = object{"$ref": "#/components/schemas/" + ref}
		}
		if many {
			schema = object{"type": "array", "items": schema}
		}
		properties[name] = schema
	}
	return object{"type": "object", "properties": properties, "required": required}
}

func schemas() object {
	counts := object{}
	for _, name := range index.FacetNames() {
		counts[name] = object{"type": "array", "items": object{"$ref": "#/components/schemas/Count"}}
	}
	return object{
		"Problem": fields("title!", "string", "status!", "integer", "detail", "string", "next", "string",
			"position", "integer", "end", "integer", "suggestion", "string"),
		"Answer": fields("total!", "integer", "exact!", "boolean", "fuzzy", "boolean", "suggestion", "string", "hits!", "#Hit[]",
			"facets", "#Facets", "next", "string"),
		"Hit": fields("id!", "string", "file", "string", "headline", "string", "caption", "string", "credit", "string", "agency", "string",
			"photographers", "string[]", "taken", "string", "leaves", "string", "retired", "boolean", "score!", "number", "snippet", "#Snippet[]"),
		"Snippet":     fields("text!", "string", "mark", "boolean"),
		"Count":       fields("value!", "string", "count!", "integer"),
		"Facets":      object{"type": "object", "properties": counts},
		"Suggestions": fields("suggestions!", "#Suggested[]"),
		"Suggested":   fields("query!", "string", "label!", "string", "kind!", "string", "count", "integer"),
		"Like":        fields("picture!", "#Match[]", "words!", "string[]", "query!", "string"),
		"Match": fields("id!", "string", "how!", "string", "distance!", "integer", "likeness!", "number", "certain!", "boolean",
			"mirrored", "boolean"),
		"Photo": fields("id!", "string", "sha256!", "string", "seq!", "integer", "format", "string", "width", "integer", "height", "integer",
			"arrivals", "object[]", "fields!", "object", "reading", "object", "statements", "object[]", "corrections", "object[]",
			"relations", "object[]", "warnings", "string[]"),
	}
}

// apiDescription answers what the API is.
func (s *site) apiDescription(w http.ResponseWriter, r *http.Request) error {
	patterns := slices.Clone(s.patterns)
	slices.Sort(patterns)
	return s.sendJSON(w, r, http.StatusOK, openAPI(patterns, s.Version))
}
