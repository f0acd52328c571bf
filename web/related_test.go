package web_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/web"
)

// twin adds the same picture with other words.
func (s *site) twin(path string, picture []byte, words says) archive.ID {
	s.Helper()
	var sts []embedded.Statement
	for property, value := range words {
		sts = append(sts, embedded.Statement{Place: embedded.XMP, Property: property, Value: value})
	}
	var out bytes.Buffer
	s.must(embedded.WriteJPEG(&out, picture, sts))
	return s.add(path, out.Bytes())
}

func TestTakeOverFromARelatedPhoto(t *testing.T) {
	s := open(t)
	picture := s.jpeg(60, 40)
	old := s.twin("/1.jpg", picture, says{"photoshop:Credit": "Vadim Ghirda/AP", "dc:description": "Fire in Kiev", "photoshop:City": "Kiev"})
	later := s.twin("/2.jpg", picture, says{"photoshop:Credit": "Ana Costa/AP", "dc:description": "CORRECTS city. Fire in Kyiv", "photoshop:City": "Kiev"})
	if _, err := s.server.Archive.Correct(t.Context(), old, archive.Correction{Actor: "Ada", Field: embedded.City, To: []string{"Kyiv"}, Why: "atlas"}, nil); err != nil {
		t.Fatal(err)
	}
	at := "/photos/" + string(later)
	body := s.page(at)
	s.contains(body, "Same pixels, other words · Version", "<mark>Ana </mark>", "<mark>Vadim </mark>", "It was corrected; this photo was not", `action="`+at+`/takeover"`)
	var answer struct{ Relations []archive.Relation }
	s.must(json.Unmarshal([]byte(s.page("/api/v1/photos/"+string(later)+"/relations")), &answer))
	if want := []archive.Relation{{Kind: archive.SamePixels, Of: old}, {Kind: archive.VersionOf, Of: old}}; len(answer.Relations) != 2 || answer.Relations[0] != want[0] || answer.Relations[1] != want[1] {
		t.Errorf("relations %v, want %v", answer.Relations, want)
	}
	for name, form := range map[string]url.Values{"nobody": {"from": {string(old)}}, "nothing": {"desk": {"Ben"}}} {
		if res, _ := s.form(at+"/takeover", form); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", name, res.Status)
		}
	}
	if res, _ := s.form(at+"/takeover", url.Values{"from": {string(old)}, "desk": {"Ben"}}); res.StatusCode != http.StatusSeeOther {
		t.Fatal(res.Status)
	}
	body = s.page(at)
	s.contains(body, "Ben corrected city from “Kiev” to “Kyiv”: taken over from "+string(old)+", corrected by Ada: atlas")
	s.lacks(body, "It was corrected; this photo was not")
}

func TestSamePictureOtherCredit(t *testing.T) {
	s := open(t)
	s.contains(s.page("/queues/same-picture"), "No picture waits here.")
	picture := s.jpeg(60, 40)
	one := s.twin("/1.jpg", picture, says{"photoshop:Credit": "Vadim Ghirda/AP", "dc:description": "<b>Fire</b>"})
	two := s.twin("/2.jpg", picture, says{"photoshop:Credit": "Ana Costa/AP"})
	body := s.page("/queues/same-picture")
	s.contains(body, "<mark>Vadim </mark>", "<mark>Ana </mark>", "They name different makers.", "&lt;b&gt;Fire", "Take <bdi>Ana Costa/AP</bdi>", `data-key="b"`)
	s.contains(s.page("/queues/no-date"), `href="/queues/same-picture"`)
	var answer struct{ Pairs []web.Pair }
	s.must(json.Unmarshal([]byte(s.page("/api/v1/same-picture")), &answer))
	if len(answer.Pairs) != 1 || answer.Pairs[0].A.ID != one || answer.Pairs[0].B.Credit != "Ana Costa/AP" || !answer.Pairs[0].Conflict {
		t.Errorf("pairs %+v", answer.Pairs)
	}
	for name, form := range map[string]url.Values{
		"nobody":      {"do": {"both"}, "id": {string(one)}, "from": {string(two)}},
		"one alone":   {"do": {"both"}, "id": {string(one)}, "from": {string(one)}, "desk": {"Ada"}},
		"no decision": {"id": {string(one)}, "from": {string(two)}, "desk": {"Ada"}},
	} {
		if res, _ := s.form("/queues/same-picture", form); res.StatusCode != http.StatusBadRequest {
			t.Errorf("%s: %s", name, res.Status)
		}
	}
	if res, _ := s.form("/queues/same-picture", url.Values{"do": {"both"}, "id": {string(one)}, "from": {"aaaaaaaaaaaaaaaaaaaa"}, "desk": {"Ada"}}); res.StatusCode != http.StatusNotFound {
		t.Errorf("one that is not there: %s", res.Status)
	}
	if res, _ := s.form("/queues/same-picture", url.Values{"do": {"take"}, "id": {string(one)}, "from": {string(two)}, "desk": {"Ada"}}); res.StatusCode != http.StatusSeeOther {
		t.Fatal(res.Status)
	}
	s.contains(s.page("/queues/same-picture"), "No picture waits here.")
	s.contains(s.page("/photos/"+string(one)), `data-copy="Ana Costa/AP"`, "the credit of the same picture, "+string(two))
	three := s.twin("/3.jpg", picture, says{"photoshop:Credit": "Jo Petersen/Reuters"})
	for _, other := range []archive.ID{one, two} {
		res, body := s.form("/api/v1/same-picture", url.Values{"do": {"both"}, "id": {string(three)}, "from": {string(other)}, "desk": {"Ada"}})
		if res.StatusCode != http.StatusOK || !strings.Contains(body, `"settled":true`) {
			t.Errorf("both right: %s %s", res.Status, body)
		}
	}
	s.contains(s.page("/queues/same-picture"), "No picture waits here.")
}
