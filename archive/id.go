package archive

import (
	"encoding/base32"
	"encoding/hex"
	"fmt"
	"strings"
)

// ID names a photo: the first 100 bits of the SHA-256 of its original bytes in
// lower-case base32 (RFC 4648, section 6, without padding), 20 characters. The
// same bytes are the same photo on any machine.
type ID string

const idLength = 20

var base32Lower = base32.NewEncoding("abcdefghijklmnopqrstuvwxyz234567").WithPadding(base32.NoPadding)

// ParseID reads an ID as a person may type it: case and surrounding blanks do
// not count.
func ParseID(s string) (ID, error) {
	s = strings.ToLower(strings.TrimSpace(s))
	if len(s) != idLength || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz234567") != "" {
		return "", fmt.Errorf("%q is not a photo ID: an ID has 20 characters, a to z and 2 to 7", s)
	}
	return ID(s), nil
}

// Hash is the SHA-256 of an original's bytes. It names the original in its
// store.
type Hash [32]byte

// ID is the ID of the photo whose original has this hash.
func (h Hash) ID() ID { return ID(base32Lower.EncodeToString(h[:])[:idLength]) }

// String is the hash in lower-case hexadecimal, 64 characters.
func (h Hash) String() string { return hex.EncodeToString(h[:]) }

// MarshalText gives the hexadecimal form.
func (h Hash) MarshalText() ([]byte, error) { return []byte(h.String()), nil }

// UnmarshalText reads the hexadecimal form.
func (h *Hash) UnmarshalText(text []byte) error {
	if hex.DecodedLen(len(text)) != len(h) {
		return fmt.Errorf("%q is not a SHA-256 in hexadecimal: 64 characters are needed", text)
	}
	_, err := hex.Decode(h[:], text)
	return err
}
