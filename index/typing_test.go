package index_test

import (
	"testing"

	"cutline/index"
)

func TestTyping(t *testing.T) {
	for _, c := range []struct{ typed, want string }{
		{"wisn", "wisn OR wisn*"},
		{"kyiv firef", "kyiv (firef OR firef*)"},
		{"by:ghi", "by:ghi OR by:ghi*"},
		{"ky", "ky"},
		{"", ""},
		{`"war crimes"`, `"war crimes"`},
		{"merkel*", "merkel*"},
		{"kyiv is:pool", "kyiv is:pool"},
		{"blaze -getty", "blaze -getty"},
		{"taken:2022-03", "taken:2022-03"},
		{"blaze OR fir", "blaze OR fir"},
	} {
		q, err := index.Parse(c.typed)
		if err != nil {
			t.Fatal(err)
		}
		got := q.Typing().String()
		if got != c.want {
			t.Errorf("while typing %q: %q, want %q", c.typed, got, c.want)
		}
		if _, err := index.Parse(got); err != nil {
			t.Errorf("%q cannot be read: %v", got, err)
		}
		if q.String() != c.typed {
			t.Errorf("the query itself changed to %q", q)
		}
	}
}
