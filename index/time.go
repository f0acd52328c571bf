package index

import (
	"strings"
	"time"
)

// ParseTime reads a date as files state it: ISO 8601 in full or in part, or
// the digits of IIM and EXIF. One without a zone is in zone, and a part of a
// date means its beginning.
func ParseTime(s string, zone *time.Location) (time.Time, bool) {
	s = strings.TrimSpace(s)
	for _, layout := range timeLayouts {
		if t, err := time.ParseInLocation(layout, s, zone); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

var timeLayouts = []string{
	time.RFC3339Nano, "2006-01-02T15:04:05.999999999", "2006-01-02T15:04Z07:00", "2006-01-02T15:04", "2006-01-02",
	"2006-01-02 15:04:05Z07:00", "2006-01-02 15:04:05", "2006-01", "2006", "20060102T150405Z0700", "20060102",
	"2006:01:02 15:04:05Z07:00", "2006:01:02 15:04:05", "2006:01:02",
}
