package bleve

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"cutline/index"
)

// TestRangeTerms holds that a range is found by exactly the numbers in it, and
// by few terms.
func TestRangeTerms(t *testing.T) {
	const most = 2 * levels * len(digits)
	rapid.Check(t, func(t *rapid.T) {
		number := rapid.OneOf(rapid.IntRange(0, index.MaxNumber), rapid.IntRange(0, 2000),
			rapid.SampledFrom([]int{0, 31, 32, 1023, 1024, index.MaxNumber - 1, index.MaxNumber}))
		low, high, n := number.Draw(t, "low"), number.Draw(t, "high"), number.Draw(t, "n")
		terms := rangeTerms(low, high)
		if len(terms) > most {
			t.Fatalf("%d terms for %d..%d, want at most %d", len(terms), low, high, most)
		}
		for _, n := range []int{n, low, high, low - 1, high + 1, (low + high) / 2} {
			if n < 0 || n > index.MaxNumber {
				continue
			}
			found := slices.ContainsFunc(numberTerms(n), func(term string) bool { return slices.Contains(terms, term) })
			if want := low <= n && n <= high; found != want {
				t.Fatalf("%d in %d..%d: %v, want %v", n, low, high, found, want)
			}
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
		if a, b := sortKey(times[i-1], "a"), sortKey(times[i], "a"); a >= b {
			t.Errorf("%v has the sort key %s, %v has %s", times[i-1], a, times[i], b)
		}
	}
}
