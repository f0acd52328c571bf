package web_test

import (
	"context"
	"net"
	"net/http"
	"strconv"
	"strings"
	"testing"

	"cutline/thumbs"
)

func TestHost(t *testing.T) {
	s := open(t)
	s.seeds()
	socket := &net.UnixAddr{Name: "/data/serve.sock", Net: "unix"}
	for _, row := range []struct {
		host   string
		local  net.Addr
		status int
	}{
		{"localhost", nil, 200},
		{"localhost:8080", nil, 200},
		{"LocalHost:8080", nil, 200},
		{"127.0.0.1", nil, 200},
		{"127.8.9.1:99", nil, 200},
		{"[::1]", nil, 200},
		{"[::1]:8080", nil, 200},
		{"[::ffff:127.0.0.1]:8080", nil, 200},
		{"cutline", socket, 200},
		{"localhost", socket, 200},
		{"cutline", nil, 421},
		{"cutline", &net.TCPAddr{IP: net.IPv4(127, 0, 0, 1)}, 421},
		{"", nil, 421},
		{"example.com", nil, 421},
		{"localhost.example.com:8080", nil, 421},
		{"127.0.0.1.example.com", nil, 421},
		{"192.168.1.5:8080", nil, 421},
		{"0.0.0.0:8080", nil, 421},
		{"[::]:8080", nil, 421},
		{"localhost:8080:1", nil, 421},
	} {
		for _, target := range []string{"/", "/api/v1/search", "/healthz"} {
			r := request(http.MethodGet, target)
			r.Host = row.host
			if row.local != nil {
				r = r.WithContext(context.WithValue(r.Context(), http.LocalAddrContextKey, row.local))
			}
			res := s.do(r)
			if body := s.body(res); res.StatusCode != row.status {
				t.Errorf("host %q over %v: %s answers %d, want %d", row.host, row.local, target, res.StatusCode, row.status)
			} else if row.status != 200 && strings.Contains(body, "Kyiv") {
				t.Errorf("host %q: %s answers with a caption", row.host, target)
			}
		}
	}
}

func TestCrossOrigin(t *testing.T) {
	s := open(t)
	asked := 0
	s.server.Reindex = func(context.Context) error { asked++; return nil }
	for _, row := range []struct {
		name, header, value string
		status              int
	}{
		{"another site", "Sec-Fetch-Site", "cross-site", 403},
		{"another port", "Sec-Fetch-Site", "same-site", 403},
		{"another origin", "Origin", "http://evil.example", 403},
		{"own page", "Sec-Fetch-Site", "same-origin", 202},
		{"own origin", "Origin", "http://localhost:8080", 202},
		{"no browser", "", "", 202},
	} {
		t.Run(row.name, func(t *testing.T) {
			before := asked
			r := request(http.MethodPost, "/api/v1/reindex")
			if row.header != "" {
				r.Header.Set(row.header, row.value)
			}
			res := s.do(r)
			if res.StatusCode != row.status {
				t.Errorf("status %d, want %d", res.StatusCode, row.status)
			}
			if done := asked > before; done != (row.status == 202) {
				t.Errorf("reindex asked for: %v", done)
			}
		})
	}
}

// TestHeaders: every answer, whatever it is, carries the safety headers.
func TestHeaders(t *testing.T) {
	s := open(t)
	fire, _ := s.seeds()
	for _, target := range []string{
		"/", "/search?q=kyiv", "/search?q=agancy:AP", "/photos/" + string(fire), "/photos/" + string(fire) + "/grid/" + strconv.Itoa(thumbs.Version),
		"/photos/" + string(fire) + "/grid/0", "/originals/" + string(fire), "/health", "/healthz", "/nothing",
		"/ingest", "/ingest/refused", "/queues/no-credit", "/api/v1/runs",
		"/api/v1/search", "/api/v1/search?sort=x", "/api/v1/status", "/api/v1/nothing", "/static/none", "//", "/photos/../health",
	} {
		for _, method := range []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodDelete, http.MethodOptions} {
			for _, host := range []string{"localhost", "example.com"} {
				r := request(method, target)
				r.Host = host
				h := s.do(r).Header
				policy := h.Get("Content-Security-Policy")
				for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} {
					if !strings.Contains(policy, want) {
						t.Errorf("%s %s: the policy %q lacks %q", method, target, policy, want)
					}
				}
				if strings.Contains(policy, "unsafe") {
					t.Errorf("%s %s: the policy is %q", method, target, policy)
				}
				if h.Get("X-Content-Type-Options") != "nosniff" || h.Get("Referrer-Policy") != "no-referrer" {
					t.Errorf("%s %s: headers %v", method, target, h)
				}
			}
		}
	}
}

func TestStatic(t *testing.T) {
	s := open(t)
	body := s.page("/")
	for _, name := range []string{"cutline-", "favicon-"} {
		_, rest, ok := strings.Cut(body, `"/static/`+name)
		if !ok {
			t.Fatalf("the page has no link to %s", name)
		}
		hash, _, _ := strings.Cut(rest, `"`)
		res, content := s.get("/static/" + name + hash)
		if res.StatusCode != http.StatusOK || content == "" {
			t.Errorf("%s: %s", name, res.Status)
		}
		if cache := res.Header.Get("Cache-Control"); cache != "public, max-age=31536000, immutable" {
			t.Errorf("%s: Cache-Control %q", name, cache)
		}
	}
}
