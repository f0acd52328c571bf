package thumbs

import (
	"testing"

	"cutline/archive"
)

// An agency that sends ten thousand blank plates must not make every search
// slow, nor hide the one photo that is nearer.
func TestNearAmongThousandsAlike(t *testing.T) {
	const plates, limit = 10_000, 12
	var p prints
	nearest := archive.Hash{1}.ID()
	for n := 1; n <= plates; n++ {
		f := archive.Fingerprinted{ID: archive.Hash{2, byte(n), byte(n >> 8)}.ID(), Seq: archive.Seq(n), N: n, Fingerprint: 0xff00ff}
		if n == plates*9/10 {
			f.ID, f.Fingerprint = nearest, 0xff00f0
		}
		p.add([]archive.Fingerprinted{f})
	}
	found, searched := p.near([]archive.Fingerprint{1, 0xff00f0}, 10, limit)
	if len(found) != limit || searched != plates {
		t.Fatalf("%d candidates of %d photos, want %d of %d", len(found), searched, limit, plates)
	}
	if found[0] != (candidate{nearest, 0, 1}) || found[1].distance != 4 || found[1].asked != 1 {
		t.Errorf("candidates %+v, want %s first", found[:2], nearest)
	}
	p.add([]archive.Fingerprinted{{ID: nearest, Seq: plates + 1, N: plates * 9 / 10}}) // it leaves
	if found, searched := p.near([]archive.Fingerprint{0xff00f0}, 3, limit); len(found) > 0 || searched != plates {
		t.Errorf("after it left: %+v of %d", found, searched)
	}
}
