package web_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"cutline/archive"
)

// TestLike: photos like one are found by picture and by words, each once, and
// never one that was killed.
func TestLike(t *testing.T) {
	s := open(t)
	fire, talk := s.seeds()
	s.drawn = 0 // the pixels of fire again
	twin := s.add("/wire/twin.jpg", s.draw(600, 400, says{"dc:description": "Another desk's words"}))
	words := s.add("/wire/words.jpg", s.draw(300, 500, says{
		"dc:description": "Firefighters stand at a burnt warehouse after a bombing (Photo by Ana Costa/AFP)", "photoshop:City": "Kyiv",
	}))
	killed := s.add("/wire/killed.jpg", s.draw(310, 500, says{
		"dc:description": "MANDATORY KILL. Firefighters at a warehouse after a bombing in Kyiv", "photoshop:City": "Kyiv",
	}))
	_, body := s.get("/api/v1/photos/" + string(fire) + "/like")
	var answer struct {
		Picture []archive.Match
		Words   []archive.ID
		Query   string
	}
	if err := json.Unmarshal([]byte(body), &answer); err != nil {
		t.Fatal(err)
	}
	if len(answer.Picture) != 1 || answer.Picture[0].ID != twin || answer.Picture[0].How != archive.ByPixels {
		t.Errorf("by the picture: %v, want %s", answer.Picture, twin)
	}
	if len(answer.Words) == 0 || answer.Words[0] != words || slices.Contains(answer.Words, killed) || slices.Contains(answer.Words, fire) || slices.Contains(answer.Words, twin) {
		t.Errorf("by words: %v, want %s first, and neither %s, %s nor %s", answer.Words, words, fire, twin, killed)
	}
	s.contains(s.page(search(answer.Query)), string(words))
	page := s.page("/photos/" + string(fire) + "/like")
	s.contains(page, "Same pixels, other words", "/photos/"+string(twin), "/photos/"+string(words), "Search for these words")
	s.lacks(page, string(killed))
	s.contains(s.page("/photos/"+string(fire)), `href="/photos/`+string(fire)+`/like"`)
	s.contains(s.page("/photos/"+string(talk)+"/like"), "No other photo shows this picture")

	// One that is killed is none of them before the index knows of it.
	_, err := s.server.Archive.Recall(t.Context(), []archive.ID{words}, archive.Recall{Actor: "Ada", Kind: archive.Kill, Why: "mail"})
	s.must(err)
	s.lacks(s.page("/photos/"+string(fire)+"/like"), string(words))
	s.lacks(s.page(search(answer.Query)), string(words))

	bare := s.add("/wire/bare.jpg", s.draw(320, 200, nil))
	s.contains(s.page("/photos/"+string(bare)+"/like"), "No other photo has these words")
	if res, _ := s.get("/photos/" + strings.Repeat("a", 20) + "/like"); res.StatusCode != 404 {
		t.Errorf("like a photo that is not there: %s", res.Status)
	}
}
