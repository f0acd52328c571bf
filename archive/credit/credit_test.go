package credit_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"cutline/archive/credit"
)

// The lines the project came from.
func TestSeedLines(t *testing.T) {
	rules := credit.Default()
	for _, test := range []struct {
		line string
		want credit.Credit
	}{
		{"[Vadim Ghirda/AP Photo]", credit.Credit{Photographers: []string{"Vadim Ghirda"}, Agency: "AP", Supplier: "AP", Sure: true}},
		{"[Saul Loeb/Pool via AP]", credit.Credit{Photographers: []string{"Saul Loeb"}, Via: []string{"AP"}, Supplier: "AP", Pool: true, Sure: true}},
	} {
		if diff := cmp.Diff(test.want, rules.Parse(test.line)); diff != "" {
			t.Errorf("Parse(%q): (-want +got)\n%s", test.line, diff)
		}
	}
}
