package web

import (
	"net/http"
	"regexp"
	"slices"
	"strings"

	"cutline/index"
)

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
		parameters = append(parameters, object{"name": p.Name, "in": "query", "description": p.Says, "schema": p.schema()})
	}
	kind, schema := "application/json", object{}
	if o.Kind != "" {
		kind = o.Kind
	}
	if o.Answer != "" {
		schema["$ref"] = "#/components/schemas/" + o.Answer
	}
	described := object{
		"summary": o.Summary, "parameters": parameters,
		"responses": object{
			"2XX":     object{"description": "done", "content": object{kind: object{"schema": schema}}},
			"default": object{"description": "a problem", "content": object{"application/problem+json": object{"schema": object{"$ref": "#/components/schemas/Problem"}}}},
		},
	}
	content := object{}
	for _, kind := range o.Takes {
		content[kind] = object{}
	}
	if o.Form != nil {
		properties := object{}
		for _, p := range o.Form {
			schema := p.schema()
			schema["description"] = p.Says
			properties[p.Name] = schema
		}
		content["application/x-www-form-urlencoded"] = object{"schema": object{"type": "object", "properties": properties}}
	}
	if len(content) > 0 {
		described["requestBody"] = object{"content": content}
	}
	return described
}

func (p parameter) schema() object {
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
	return schema
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
