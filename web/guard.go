package web

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// SocketHost is the Host of requests that come over a unix socket.
const SocketHost = "cutline"

// contentPolicy allows a page our own files and nothing else: no inline script
// or style, no frame, no foreign address. A caption that slips past escaping
// still cannot run or send anything.
const contentPolicy = "default-src 'none'; img-src 'self'; style-src 'self'; script-src 'self'; connect-src 'self'; " +
	"form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// guard puts the safety headers on every answer and refuses requests that
// another website may have sent.
func (s *site) guard(next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	sameOrigin.SetDenyHandler(s.answering(func(http.ResponseWriter, *http.Request) error {
		return &requestError{status: http.StatusForbidden, text: "Another website sent this request; Cutline takes changes only from its own pages."}
	}))
	protected := sameOrigin.Handler(next)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", contentPolicy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		if !allowedHost(r) {
			s.fail(w, r, &requestError{
				status: http.StatusMisdirectedRequest,
				text:   "This address does not belong to Cutline.",
				next:   "Use http://localhost with the port that cutline serve printed.",
			})
			return
		}
		protected.ServeHTTP(w, r)
	})
}

// allowedHost reports whether a request names this machine. A website can make
// its own name resolve to loopback (DNS rebinding) and would then be of the
// same origin as its requests; the Host header still tells.
func allowedHost(r *http.Request) bool {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	if strings.EqualFold(host, "localhost") {
		return true
	}
	if host == SocketHost {
		local, ok := r.Context().Value(http.LocalAddrContextKey).(net.Addr)
		return ok && local.Network() == "unix"
	}
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return err == nil && addr.Unmap().IsLoopback()
}
