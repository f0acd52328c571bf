package credit

import (
	"strings"
	"testing"
)

func TestShape(t *testing.T) {
	r := Default()
	for _, tt := range []struct{ line, want string }{
		{"Ana Silva/Bildwerk Foto", "<Name>/<X> foto"},
		{"Jan Novák/Bildwerk  FOTO", "<Name>/<X> foto"},
		{"Ana Silva/AP Photo/Qwert", "<Name>/AP/<X>"},
		{"Foto: Ana-Maria van der Silva J. pour Qwertz", "foto: <Name> pour <X>"},
		{"@anasilva via Qwertz 1234", "<Handle> via <X> <N>"},
		{"Qwertz Uiopü Asdf/AFP", "<Name>/AFP"},
		{"Ana Silva per Qwertz, Nr. 12", "<Name> per <X>, <X>. <N>"},
		{"", ""},
	} {
		if got := r.Shape(tt.line); got != tt.want {
			t.Errorf("Shape(%q) = %q, want %q", tt.line, got, tt.want)
		}
	}
	if long := r.Shape(strings.Repeat("qwertz/", 1000)); long != "<X>" {
		t.Errorf("a line of 1,000 slashes has the shape %q", long)
	}
	if long := r.Shape(strings.Repeat("ü/", 100)); len(long) > maxShape {
		t.Errorf("a shape has %d bytes: %q", len(long), long)
	}
}
