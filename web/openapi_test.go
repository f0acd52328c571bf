package web_test

import (
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
	"testing"
)

type schema struct {
	Type       any
	Ref        string `json:"$ref"`
	Properties map[string]schema
	Required   []string
	Items      *schema
}

// TestOpenAPI: the description has every address of the API, what it says of
// answers is true of them, and all that it refers to is there.
func TestOpenAPI(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	_, body := s.get("/api/v1/openapi.json")
	var description struct {
		OpenAPI string
		Paths   map[string]map[string]struct {
			Summary     string
			RequestBody struct{ Content map[string]struct{} }
			Responses   map[string]struct {
				Content map[string]struct{ Schema schema }
			}
		}
		Components struct{ Schemas map[string]schema }
	}
	if err := json.Unmarshal([]byte(body), &description); err != nil {
		t.Fatal(err)
	}
	if description.OpenAPI != "3.1.0" {
		t.Errorf("openapi is %q", description.OpenAPI)
	}
	for path, methods := range description.Paths {
		for method, operation := range methods {
			if operation.Summary == "" {
				t.Errorf("%s %s has no summary", method, path)
			}
			if bare := regexp.MustCompile(`/(reindex|verify|end|stop)$`).MatchString(path); method == "post" && !bare && len(operation.RequestBody.Content) == 0 {
				t.Errorf("%s %s does not say what it takes", method, path)
			}
			_, endless := operation.Responses["2XX"].Content["text/event-stream"]
			if method == "get" && !strings.Contains(path, "{") && !endless { // it is an address that answers
				if res, _ := s.get(path); res.StatusCode == 404 {
					t.Errorf("GET %s: %s", path, res.Status)
				}
			}
		}
	}
	for _, name := range strings.Split(body, `"#/components/schemas/`)[1:] {
		if name, _, _ = strings.Cut(name, `"`); description.Components.Schemas[name].Type == nil {
			t.Errorf("there is no schema %s", name)
		}
	}
	var check func(where string, s schema, value any)
	check = func(where string, s schema, value any) {
		if name, ok := strings.CutPrefix(s.Ref, "#/components/schemas/"); ok {
			s = description.Components.Schemas[name]
		}
		switch value := value.(type) {
		case map[string]any:
			for _, name := range s.Required {
				if _, ok := value[name]; !ok {
					t.Errorf("%s lacks %s", where, name)
				}
			}
			for name, v := range value {
				of, ok := s.Properties[name]
				if !ok && s.Properties != nil {
					t.Errorf("%s has %s, which is not described", where, name)
				}
				check(where+"."+name, of, v)
			}
		case []any:
			for _, v := range value {
				if s.Items == nil {
					t.Errorf("%s is a list", where)
					return
				}
				check(where+"[]", *s.Items, v)
			}
		}
	}
	for address, path := range map[string]string{
		"/api/v1/search?q=" + url.QueryEscape("war crimes"): "/api/v1/search",
		"/api/v1/search?q=warehuose":                        "/api/v1/search",
		"/api/v1/suggest?q=fir":                             "/api/v1/suggest",
		"/api/v1/photos/" + string(fire) + "/like":          "/api/v1/photos/{id}/like",
		"/api/v1/search?q=bylne:x":                          "",
	} {
		_, body := s.get(address)
		var value any
		if err := json.Unmarshal([]byte(body), &value); err != nil {
			t.Fatalf("%s: %v", address, err)
		}
		if path == "" {
			check(address, description.Components.Schemas["Problem"], value)
			continue
		}
		check(address, description.Paths[path]["get"].Responses["2XX"].Content["application/json"].Schema, value)
	}
	if paths := len(description.Paths); paths < 20 {
		t.Errorf("%d addresses are described", paths)
	}
}
