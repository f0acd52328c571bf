package archive_test

import (
	"crypto/sha256"
	"fmt"
	"testing"
	"time"

	"cutline/archive"
	"cutline/archive/embedded"
)

// rereadPhotos is how many photos are read again at once; the figure to reach
// is 100,000 in a minute.
const rereadPhotos = 100_000

// BenchmarkReread reads photos again by new rules, of which one in fifty reads
// otherwise then. The words are of the length of real ones.
func BenchmarkReread(b *testing.B) {
	dir := b.TempDir()
	a := open(b, dir)
	people := []string{"Vadim Ghirda", "Saul Loeb", "Ana Silva", "Jonas Wittkamp", "Íñigo Cañizares", "Marta Villalonga"}
	houses := []string{"AP", "Reuters", "AFP via Getty Images", "Pool via AP", "dpa", "Qwertz"}
	var writes []archive.Write
	for n := range rereadPhotos {
		name, house := people[n%len(people)], houses[n%5]
		line := name + "/" + house
		if n%50 == 0 {
			line = name + " zeigt Qwertz"
		}
		hash := archive.Hash(sha256.Sum256(fmt.Appendf(nil, "photo %d", n)))
		var sts []embedded.Statement
		for _, s := range [][2]string{
			{"photoshop:Headline", "Ukrainian firefighters extinguish a blaze"},
			{"photoshop:Credit", line},
			{"dc:creator", name},
			{"dc:description", fmt.Sprintf("Ukrainian firefighters extinguish a blaze at a warehouse after a bombing in Kyiv, Ukraine, Thursday, March 17, 2022, "+
				"while the country defends itself for week %d. (AP Photo/%s)", n%9, name)},
			{"photoshop:City", "Kyiv"},
			{"photoshop:Country", "Ukraine"},
			{"photoshop:Source", house},
			{"photoshop:Instructions", "MANDATORY CREDIT"},
			{"photoshop:DateCreated", "2022-03-17T10:00:00+02:00"},
			{"dc:subject", "war"},
			{"dc:subject", "fire"},
			{"photoshop:TransmissionReference", "XVG101"},
		} {
			sts = append(sts, embedded.Statement{Place: embedded.XMP, Property: s[0], Field: fieldOf(s[0]), Value: s[1]})
		}
		writes = append(writes, archive.Write{Photo: &archive.Photo{
			ID: hash.ID(), SHA256: hash, Added: time.Unix(int64(n), 0), Format: "jpeg", Width: 3000, Height: 2000, Orientation: 1,
			PixelHash: fmt.Sprintf("%064d", n), Statements: sts, Arrivals: []archive.Arrival{{Path: fmt.Sprintf("/wire/%d.jpg", n)}},
		}})
		if len(writes) == 1000 {
			if conflicts, err := a.Catalogue.Commit(b.Context(), writes); err != nil || len(conflicts) > 0 {
				b.Fatal(conflicts, err)
			}
			writes = writes[:0]
		}
	}
	if _, err := a.Reread(b.Context(), archive.Reread{}); err != nil {
		b.Fatal(err)
	}
	rules := [2]string{showForm, ""}
	for n := 0; b.Loop(); n++ {
		b.StopTimer()
		if _, err := a.SetRules(b.Context(), rules[n%2], n, "desk"); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
		counts, err := a.Reread(b.Context(), archive.Reread{})
		if err != nil || counts.Photos != rereadPhotos || counts.Changed != rereadPhotos/50 {
			b.Fatalf("%+v, %v", counts, err)
		}
	}
	b.ReportMetric(float64(b.N)*rereadPhotos/b.Elapsed().Seconds(), "photos/s")
}

// fieldOf is the field of an XMP property.
func fieldOf(property string) embedded.Field {
	for _, f := range []embedded.Field{
		embedded.Headline, embedded.Credit, embedded.By, embedded.Caption, embedded.City, embedded.Country, embedded.Source,
		embedded.Instructions, embedded.Taken, embedded.Keyword, embedded.Ref,
	} {
		for _, s := range embedded.Say(f, "x") {
			if s.Place == embedded.XMP && s.Property == property {
				return f
			}
		}
	}
	return ""
}
