package main

import (
	"encoding/json"
	"fmt"
	"html"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/index/indextest"
	"cutline/web"
)

// BenchmarkCheckArticle checks articles with 20 pictures, as a news site serves
// them, over 100,000 generated photos; and 1,000 captions of photos that the
// archive does not have, of which none may be found for certain.
//
//	go test -run XXX -bench CheckArticle -benchtime 1x ./cmd/cutline
func BenchmarkCheckArticle(b *testing.B) {
	const photos, articles, pictures, strangers = 100_000, 30, 20, 1000
	var captions []string
	n := 0
	handler := overGenerated(b, photos, func(p *archive.Photo) {
		if n++; n%(photos/(articles*pictures)) == 0 {
			captions = append(captions, captionOf(p))
		}
	})
	check := func(kind, body string) web.Checked {
		r := httptest.NewRequest(http.MethodPost, "http://localhost/api/v1/check", strings.NewReader(body))
		r.Header.Set("Content-Type", kind)
		w := httptest.NewRecorder()
		handler.ServeHTTP(w, r)
		var checked web.Checked
		if err := json.Unmarshal(w.Body.Bytes(), &checked); err != nil || w.Code != http.StatusOK {
			b.Fatalf("status %d: %.200s", w.Code, w.Body)
		}
		return checked
	}
	for b.Loop() {
		var took []time.Duration
		found := 0
		for part := range slices.Chunk(captions[:articles*pictures], pictures) {
			var article strings.Builder
			for i, caption := range part {
				fmt.Fprintf(&article, "<p>Text.</p><figure><img src=%d.jpg><figcaption>%s</figcaption></figure>", i, html.EscapeString(caption))
			}
			start := time.Now()
			for _, item := range check("text/html", article.String()).Items {
				if item.ID != "" {
					found++
				}
			}
			took = append(took, time.Since(start))
		}
		wrong := 0
		strange := ""
		for p := range indextest.Generated(strangers, 77) {
			strange += captionOf(p) + "\n"
		}
		for lines := range slices.Chunk(strings.Split(strings.TrimSpace(strange), "\n"), 100) {
			for _, item := range check("text/plain", strings.Join(lines, "\n")).Items {
				if item.ID != "" {
					wrong++
					b.Logf("found for certain: %s\n  %s", item.Item, item.ID)
				}
			}
		}
		slices.Sort(took)
		b.ReportMetric(took[len(took)/2].Seconds()*1000, "p50-ms")
		b.ReportMetric(took[len(took)-1].Seconds()*1000, "max-ms")
		b.ReportMetric(100*float64(found)/float64(articles*pictures), "%found")
		b.ReportMetric(float64(wrong), "false-certain")
	}
}

// captionOf is the caption of a photo with its credit, as a page prints it.
func captionOf(p *archive.Photo) string {
	return p.Fields()[embedded.Caption].String() + " [" + strings.Join(p.Reading.Credit.Photographers, " and ") + "/" + p.Reading.Credit.Agency + "]"
}
