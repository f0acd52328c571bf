package thumbs_test

import (
	"testing"
)

// BenchmarkRender renders a photo of 12 megapixels, as most cameras make.
func BenchmarkRender(b *testing.B) {
	data := encodeJPEG(b, scene(1, 4000, 3000), 90)
	s := openStore(b, 0)
	b.SetBytes(4000 * 3000)
	b.ReportAllocs()
	for b.Loop() {
		render(b, s, idOf(1), picture("jpeg", data))
	}
}
