package folder_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"cutline/archive"
	"cutline/archive/embedded"
	"cutline/archive/folder"
)

// fields are the effective values of the photo that a file became.
func fields(t *testing.T, a *archive.Archive, r archive.RunFile) archive.Fields {
	t.Helper()
	p, err := a.Photo(t.Context(), r.ID)
	if err != nil {
		t.Fatalf("%s: %v (%+v)", r.Path, err, r)
	}
	return p.Fields()
}

// encoded is text in another character set.
func encoded(t *testing.T, text string, encode func(string) (string, error)) []byte {
	t.Helper()
	s, err := encode(text)
	if err != nil {
		t.Fatal(err)
	}
	return []byte(s)
}

// A manifest in any usual dress says the same.
func TestManifest(t *testing.T) {
	const caption = "A fire in Kitzbühel,\nseen from \"Hahnenkamm\""
	quoted := `"` + strings.ReplaceAll(caption, `"`, `""`) + `"`
	utf16 := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	for name, c := range map[string]struct {
		file string
		data []byte
	}{
		"commas":        {"words.csv", []byte("File,Caption,Photographer,Keywords,Custom\na.jpg," + quoted + ",Vadim Ghirda,\"fire, ski\",X1\n")},
		"semicolons":    {"words.csv", []byte("\xef\xbb\xbfDateiname;Bildunterschrift;Fotograf;Schlagwörter;Custom\r\nA.JPG;" + quoted + ";Vadim Ghirda;fire,ski;X1\r\n")},
		"Excel's":       {"words.csv", []byte("sep=;\nfile name;CAPTION;By-line;tags;custom\n.\\a.jpg;" + quoted + ";Vadim Ghirda;fire|ski;X1\n")},
		"tabs, 1252":    {"words.tsv", encoded(t, "filename\tcaption\tcreator\tsubject\tCustom\na.jpg\t"+quoted+"\tVadim Ghirda\tfire, ski\tX1\n", charmap.Windows1252.NewEncoder().String)},
		"tabs, UTF-16":  {"words.tab", encoded(t, "filename\tcaption\tcreator\tsubject\tCustom\na\t"+quoted+"\tVadim Ghirda\tfire;ski\tX1\n", utf16.NewEncoder().String)},
		"a name first":  {"words.csv", []byte("Name,Photo file,Caption,Creator,Keywords,Custom\nA. Clerk,a.jpg," + quoted + ",Vadim Ghirda,\"fire, ski\",X1\n")},
		"ExifTool, CSV": {"all.csv", []byte("SourceFile,IPTC:Caption-Abstract,XMP-dc:Creator,XMP-dc:Subject,Custom\n./a.jpg," + quoted + ",Vadim Ghirda,\"fire, ski\",X1\n")},
		"ExifTool, JSON": {
			"all.json",
			[]byte(`[{"SourceFile": "/Volumes/card/a.jpg", "Caption-Abstract": "A fire in Kitzbühel,\nseen from \"Hahnenkamm\"", "Creator": "Vadim Ghirda", "Keywords": ["fire", "ski"], "Custom": "X1"}, 7, {"x": 1}]`),
		},
	} {
		t.Run(name, func(t *testing.T) {
			dir, a := tree(t, map[string][]byte{"a.jpg": picture(t, 1), "b.jpg": picture(t, 2), c.file: c.data}), open(t)
			reports, summary := run(t, a, dir)
			got := fields(t, a, reports["a.jpg"])
			if got[embedded.Caption].String() != caption || got[embedded.By].String() != "Vadim Ghirda" || !strings.HasPrefix(got[embedded.Caption].Place, archive.Manifest) {
				t.Errorf("caption %+v, by %+v", got[embedded.Caption], got[embedded.By])
			}
			if keywords := got[embedded.Keyword].Values; strings.Join(keywords, "|") != "fire|ski" {
				t.Errorf("keywords %q", keywords)
			}
			if r := reports[c.file]; r.ReadWith == "" || r.Outcome != archive.Skipped || !strings.Contains(r.Reason, "words for 1 of the files") {
				t.Errorf("the manifest: %+v", r)
			}
			if other := fields(t, a, reports["b.jpg"]); other[embedded.Caption].String() != "" || summary.Added != 2 {
				t.Errorf("the other photo has %+v, summary %+v", other, summary)
			}
			p, err := a.Photo(t.Context(), reports["a.jpg"].ID)
			if err != nil || len(p.Arrivals[0].Sidecars) != 1 {
				t.Fatalf("the manifest is not kept: %+v, error %v", p, err)
			}
			original, err := a.Originals.Open(t.Context(), p.Arrivals[0].Sidecars[0])
			if err != nil || original.Size() != int64(len(c.data)) {
				t.Errorf("the manifest as it is kept: error %v", err)
			}
			original.Close()
			if custom := p.Arrivals[0].Statements[len(p.Arrivals[0].Statements)-1]; !strings.EqualFold(custom.Property, "custom") && name != "ExifTool, JSON" {
				t.Errorf("the column without a field: %+v", custom)
			}
		})
	}
}

// A manifest speaks of its folder and those below; what it is not good for is
// said.
func TestManifestReach(t *testing.T) {
	dir := tree(t, map[string][]byte{
		"all.csv":      []byte("file,headline\na.jpg,Top\nsub/b.jpg,Below\nsub/c.jpg,Far\ngone.jpg,Nobody\na.jpg,Again\n"),
		"sub/near.csv": []byte("file,headline\nc.jpg,Near\n"),
		"a.jpg":        picture(t, 1), "sub/a.jpg": picture(t, 2), "sub/b.jpg": picture(t, 3), "sub/c.jpg": picture(t, 4),
		"plain.csv": []byte("a,b\n1,2\n"), "empty.csv": nil, "state.json": []byte(`{"a":1}`), "broken.json": []byte(`[{"file":"a.jpg"`),
		"page.html": []byte("<p>No pictures."), "quote.csv": []byte("file,headline\na.jpg,\"never ends\n" + strings.Repeat("x\n", 1<<16)),
	})
	a := open(t)
	reports, _ := run(t, a, dir)
	for name, want := range map[string]string{"a.jpg": "Top", "sub/a.jpg": "", "sub/b.jpg": "Below", "sub/c.jpg": "Near"} {
		if got := fields(t, a, reports[name])[embedded.Headline].String(); got != want {
			t.Errorf("%s: headline %q, want %q", name, got, want)
		}
	}
	for name, want := range map[string]string{
		"all.csv":   `words for 2 of the files here; 2 are named that are not here, such as "gone.jpg", "sub/c.jpg"; 1 rows name a file again`,
		"plain.csv": "no column names the files", "empty.csv": "without a heading", "state.json": "neither the sidecar", "broken.json": "nothing in it names a file",
		"page.html": "without pictures", "quote.csv": "a quote seems to have no end",
	} {
		if r := reports[name]; r.Outcome != archive.Skipped || !strings.Contains(r.Reason, want) || r.ReadWith != "" {
			t.Errorf("%s: %+v, want %q", name, r, want)
		}
	}
}

// The precedence of words that come from different places.
func TestPrecedence(t *testing.T) {
	dir := tree(t, map[string][]byte{
		"1998/Sport/a.jpg": picture(t, 1),
		"1998/Sport/a.xmp": sidecar("sidecar"),
		"1998/Sport/a.json": []byte(`{"headline": "json", "byline": "Json", "ednote": "json", "person": [{"name": "Petr Cech"}, {"name": "Angela Merkel"}],
			"location": {"id": 7}, "photoTakenTime": {"timestamp": "1647512430", "formatted": "17 Mar 2022, 10:20:30 UTC"}}`),
		"1998/Sport/a.csv":     []byte("file,headline,by,instructions,caption\na.jpg,manifest,Manifest,manifest,manifest\n"),
		"1998/Sport/news.html": []byte(`<figure><img src="https://example.org/x/a.jpg?w=1" alt="alt"><figcaption>page [Vadim Ghirda/AP Photo]</figcaption></figure>`),
		"1998/Sport/a.jpg.txt": []byte("Caption: text\nSource: Text\nCity: Kyiv"),
	})
	a := open(t)
	given, err := folder.Give([]string{"Source=Given", "city=Given", "Country=Ukraine"})
	if err != nil {
		t.Fatal(err)
	}
	template, err := folder.ParseTemplate("{year}/{category}/{event}")
	if err != nil {
		t.Fatal(err)
	}
	in := folder.Ingest{Archive: a, ID: runID(), Given: given, Template: template}
	var photo archive.RunFile
	in.Report = func(r archive.RunFile) {
		if r.Outcome != archive.Skipped {
			photo = r
		}
	}
	if _, err := in.Run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	check := func(want map[embedded.Field]string) {
		t.Helper()
		got := fields(t, a, photo)
		for field, want := range want {
			if value := strings.Join(got[field].Values, "|") + " @" + got[field].Place; value != want {
				t.Errorf("%s is %q, want %q", field, value, want)
			}
		}
	}
	check(map[embedded.Field]string{
		embedded.Headline: "sidecar @sidecar photoshop:Headline", embedded.By: "Json @manifest byline", embedded.Instructions: "json @manifest ednote",
		embedded.Caption: "manifest @manifest caption", embedded.AltText: "alt @page alt", embedded.Source: "Text @text Source", embedded.City: "Kyiv @text City",
		embedded.Country: "Ukraine @given Country", embedded.Category: "Sport @folders category", embedded.Taken: "2022-03-17 @manifest photoTakenTime",
		embedded.Person: "Petr Cech|Angela Merkel @manifest person", embedded.Place: " @",
	})

	in = folder.Ingest{Archive: a, ID: runID(), PreferManifest: true, Report: in.Report}
	summary, err := in.Run(t.Context(), dir)
	if err != nil || summary.Words != 1 {
		t.Errorf("with the manifest preferred: %+v, error %v", summary, err)
	}
	check(map[embedded.Field]string{embedded.Headline: "json @preferred manifest headline", embedded.Country: "Ukraine @given Country"})

	in = folder.Ingest{Archive: a, ID: runID(), Report: in.Report}
	if _, err := in.Run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	check(map[embedded.Field]string{embedded.Headline: "sidecar @sidecar photoshop:Headline"})
}

// A page saved by a browser speaks of the pictures in the folder beside it.
func TestSavedPage(t *testing.T) {
	dir := tree(t, map[string][]byte{
		"Live news.html":             []byte(`<figure><img src="Live%20news_files/AP%2022.jpg"><figcaption>Firefighters in Kyiv, March 17 [Vadim Ghirda/AP Photo]</figcaption></figure>`),
		"Live news_files/AP 22.jpg":  picture(t, 1),
		"Live news_files/AP 23.jpg":  picture(t, 2),
		"Other_files/sub/AP 22.jpg":  picture(t, 3),
		"Live news_files/script.txt": []byte("no words of a photo"),
	})
	a := open(t)
	reports, _ := run(t, a, dir)
	got := fields(t, a, reports["Live news_files/AP 22.jpg"])
	if got[embedded.Caption].String() != "Firefighters in Kyiv, March 17" || got[archive.Agency].String() != "AP" || got[archive.Photographer].String() != "Vadim Ghirda" {
		t.Errorf("%+v", got)
	}
	for _, other := range []string{"Live news_files/AP 23.jpg", "Other_files/sub/AP 22.jpg"} {
		if got := fields(t, a, reports[other])[embedded.Caption].String(); got != "" {
			t.Errorf("%s has the caption %q", other, got)
		}
	}
}

// Words that come later to bytes that are there are the outcome "words", once.
func TestNewWords(t *testing.T) {
	dir := tree(t, map[string][]byte{"a.jpg": picture(t, 1), "b.jpg": picture(t, 2)})
	a := open(t)
	run(t, a, dir)
	write(t, filepath.Join(dir, "words.csv"), []byte("file,credit\na.jpg,AP\n"))
	settle(t, dir)
	reports, summary := run(t, a, dir)
	if reports["a.jpg"].Outcome != archive.Words || summary.Words != 1 || summary.Known != 1 || reports["a.jpg"].Supplier != "AP" {
		t.Errorf("with a manifest: %+v, %+v", summary, reports)
	}
	if _, summary := run(t, a, dir); summary.Unchanged != 2 || summary.Known != 2 {
		t.Errorf("once more: %+v", summary)
	}
	// Another row changes nothing for the photos of the others.
	write(t, filepath.Join(dir, "words.csv"), []byte("file,credit\na.jpg,AP\nb.jpg,Reuters\n"))
	if reports, summary := run(t, a, dir); summary.Words != 1 || !reports["a.jpg"].Unchanged || reports["b.jpg"].Supplier != "Reuters" {
		t.Errorf("with another row: %+v", summary)
	}
	if err := os.Remove(filepath.Join(dir, "words.csv")); err != nil {
		t.Fatal(err)
	}
	if reports, summary := run(t, a, dir); summary.Known != 2 || fields(t, a, reports["a.jpg"])[embedded.Credit].String() != "AP" {
		t.Errorf("without the manifest: %+v; what was said stays", summary)
	}
}

func TestUnreadableWords(t *testing.T) {
	dir := tree(t, map[string][]byte{
		"a.jpg": picture(t, 1), "a.json": []byte(`{"headline": `), "b.jpg": picture(t, 2), "b.json": []byte(`["x", "y"]`),
		"c.jpg": picture(t, 3), "c.txt": []byte("a\x00b"), "d.jpg": picture(t, 4), "d.txt": make([]byte, 17<<20),
	})
	reports, _ := run(t, open(t), dir)
	for name, want := range map[string]string{"a": "not JSON", "b": "no object", "c": "no text", "d": "more than 1 MB"} {
		if r := reports[name+".jpg"]; r.Outcome != archive.Added || !strings.Contains(r.Reason, want) {
			t.Errorf("%s: %+v, want %q", name, r, want)
		}
	}
}

func TestGive(t *testing.T) {
	for word, want := range map[string]string{
		"Source": "write FIELD=VALUE", "=AP": "there is no field", "Credits to=AP": "there is no field", "credit=": "write FIELD=VALUE", "taken=soon": "no date",
	} {
		if _, err := folder.Give([]string{word}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("Give(%q): %v, want %q", word, err, want)
		}
	}
}

func TestParseTemplate(t *testing.T) {
	for text, want := range map[string]string{"": "no {field}", "{year": "without its }", "year}": "without its {", "{}/a": "a name is missing", "a/b": "no {field}"} {
		if _, err := folder.ParseTemplate(text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseTemplate(%q): %v, want %q", text, err, want)
		}
	}
	dir := tree(t, map[string][]byte{"2014-7-04 Vanier Cup/roll 12/a.jpg": picture(t, 1), "misc/b.jpg": picture(t, 2)})
	template, err := folder.ParseTemplate("{year}-{month}-{day} {title}/{roll}")
	if err != nil {
		t.Fatal(err)
	}
	a := open(t)
	in := folder.Ingest{Archive: a, ID: runID(), Template: template}
	in.Report = func(r archive.RunFile) {
		got := fields(t, a, r)
		want := [2]string{"2014-07-04", "Vanier Cup"}
		if strings.HasSuffix(r.Path, "b.jpg") {
			want = [2]string{}
		}
		if got[embedded.Taken].String() != want[0] || got[embedded.Title].String() != want[1] {
			t.Errorf("%s: taken %+v, title %+v", r.Path, got[embedded.Taken], got[embedded.Title])
		}
	}
	if _, err := in.Run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
}

// A manifest is kept once, and only with a photo that it speaks of.
func TestManifestIsKeptWithItsPhotos(t *testing.T) {
	a := open(t)
	originals := func() (count int) {
		for _, err := range a.Originals.All(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			count++
		}
		return count
	}
	run(t, a, tree(t, map[string][]byte{"bad.jpg": nil, "words.csv": []byte("file,credit\nbad.jpg,AP\n")}))
	if n := originals(); n != 0 {
		t.Errorf("%d originals are kept of a refused photo and its manifest", n)
	}
	run(t, a, tree(t, map[string][]byte{
		"a.jpg": picture(t, 1), "b.jpg": picture(t, 2), "words.csv": []byte("file,credit\na.jpg,AP\nb.jpg,AP\n"),
	}))
	if n := originals(); n != 3 {
		t.Errorf("%d originals are kept, want two photos and one manifest", n)
	}
}
