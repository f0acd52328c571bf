package bleve

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cutline/index"
)

// TestStretches holds that a range is found by exactly the numbers in it, and
// is a few walks.
func TestStretches(t *testing.T) {
	const most = 2*levels - 1
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.IntRange(0, index.MaxNumber), rapid.IntRange(0, 2000),
			rapid.SampledFrom([]int{0, 31, 32, 1023, 1024, index.MaxNumber - 1, index.MaxNumber}))
		low, high, n := number.Draw(t, "low"), number.Draw(t, "high"), number.Draw(t, "n")
		all := stretches(low, high)
		if len(all) > most {
			t.Fatalf("%d stretches for %d..%d, want at most %d", len(all), low, high, most)
		}
		for _, n := range []int{n, low, high, low - 1, high + 1, (low + high) / 2} {
			if n < 0 || n > index.MaxNumber {
				continue
			}
			found := slices.ContainsFunc(numberTerms(n), func(term string) bool {
				return slices.ContainsFunc(all, func(s stretch) bool {
					return numberTerm(s.low, s.level) <= term && term <= numberTerm(s.high, s.level)
				})
			})
			if want := low <= n && n <= high; found != want {
				t.Fatalf("%d in %d..%d: %v, want %v", n, low, high, found, want)
			}
		}
	})
}

// TestOrder holds that what is stored of a document's order is read back.
func TestOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		second := rapid.Uint64Range(0, maxSeconds)
		newest, taken := second.Draw(t, "newest"), second.Draw(t, "taken")
		a, b, err := readOrder(orderValue(newest, taken))
		if err != nil || a != newest || b != taken {
			t.Fatalf("%d and %d are read back as %d and %d, %v", newest, taken, a, b, err)
		}
	})
}

func TestMinutes(t *testing.T) {
	at := func(s string) time.Time {
		t.Helper()
		parsed, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	if a, b := minute(at("1969-12-31T23:59:59Z")), minute(at("1970-01-01T00:00:00Z")); b != a+1 {
		t.Errorf("the minute before 1970 is %d, the one after %d", a, b)
	}
	if m := minute(at("0001-01-01T00:00:00Z")); m != 0 {
		t.Errorf("a time before all others is minute %d, want 0", m)
	}
	if m := minute(at("9999-12-31T00:00:00Z")); m != index.MaxNumber {
		t.Errorf("a time after all others is minute %d, want %d", m, index.MaxNumber)
	}
	times := []time.Time{{}, at("1826-01-01T00:00:00Z"), at("1969-12-31T23:59:59Z"), at("2022-03-17T10:00:00Z"), at("2022-03-17T10:00:01Z")}
	for i := 1; i < len(times); i++ {
		if a, b := newOrderKey(seconds(times[i-1]), []byte("zzzz")), newOrderKey(seconds(times[i]), []byte("2222")); a >= b {
			t.Errorf("%v has the order key %x, %v has %x", times[i-1], a, times[i], b)
		}
	}
}
