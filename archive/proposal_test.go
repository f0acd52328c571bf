package archive_test

import (
	"bytes"
	"strings"
	"testing"

	"cutline/archive"
	"cutline/archive/embedded"
)

// saying is a JPEG of a hue whose words are these statements.
func saying(t *testing.T, hue uint8, sts ...embedded.Statement) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := embedded.WriteJPEG(&out, picture(t, hue), sts); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

func TestPropose(t *testing.T) {
	a := open(t, t.TempDir())
	xmp := func(property, value string) embedded.Statement {
		return embedded.Statement{Place: embedded.XMP, Property: property, Value: value}
	}
	add(t, a, "/twin.jpg", saying(t, 1, xmp("dc:description", "A quay. (AP Photo/Vadim Ghirda)"), xmp("photoshop:DateCreated", "2022-03-17")))
	for _, tt := range []struct {
		name, path, queue string
		data              []byte
		want              []string // value | beginning of from
	}{
		{"a twin's credit", "/x.jpg", archive.NoCredit, picture(t, 1), []string{"Vadim Ghirda/AP | the same picture"}},
		{"a twin's date", "/y.jpg", archive.NoDate, withComment(picture(t, 1), "2"), []string{"2022-03-17 | the same picture"}},
		{"a twin's caption", "/z.jpg", archive.NoCaption, withComment(picture(t, 1), "3"), []string{"A quay. | the same picture"}},
		{
			"the camera's owner", "/home/ada/Reuters/4.jpg", archive.NoCredit,
			saying(t, 4, embedded.Statement{Place: embedded.EXIF, Property: "Artist", Value: "Jo Petersen"}),
			[]string{"Jo Petersen | EXIF Artist", "Reuters | the folder"},
		},
		{"a folder that is no agency", "/1998/Vanier Cup/5.jpg", archive.NoCredit, picture(t, 5), nil},
		{
			"dates in caption and path", "/2022/03/16/6.jpg", archive.NoDate, saying(t, 6, xmp("dc:description", "Kyiv, March 17, 2022.")),
			[]string{"2022-03-17 | the date in its caption", "2022-03-16 | the date in its path"},
		},
		{"a date in a name", "/card/IMG_20220317_7.jpg", archive.NoDate, picture(t, 7), []string{"2022-03-17 | the date in its path"}},
		{"a month of folders", "/card/2022/03/8.jpg", archive.NoDate, picture(t, 8), []string{"2022-03 | the date in its path"}},
		{"no date but a number", "/card/120220399/9.jpg", archive.NoDate, picture(t, 9), nil},
		{
			"headline, then folders", "/mnt/1998/Sport/Vanier_Cup/10.jpg", archive.NoCaption, saying(t, 10, xmp("photoshop:Headline", "The final")),
			[]string{"The final | its headline", "Sport, Vanier Cup | the folders"},
		},
		{"one folder is no caption", "/in/11.jpg", archive.NoCaption, picture(t, 11), nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			o := add(t, a, tt.path, tt.data)
			p := get(t, a, o.ID)
			if ids := waiting(t, a, tt.queue); len(ids) == 0 || ids[0] != o.ID {
				t.Errorf("it does not wait in %q, which has %v", tt.queue, ids)
			}
			proposals, err := a.Propose(t.Context(), tt.queue, []*archive.Photo{p})
			if err != nil {
				t.Fatal(err)
			}
			got := proposals[o.ID]
			if len(got) != len(tt.want) {
				t.Fatalf("proposed %+v, want %q", got, tt.want)
			}
			for i, want := range tt.want {
				if line := got[i].Value + " | " + got[i].From; !strings.HasPrefix(line, want) {
					t.Errorf("proposal %d is %q, want %q", i, line, want)
				}
			}
		})
	}
}
