package icc

import (
	"crypto/sha256"
	"slices"
	"sync"
)

// Cache keeps the conversions of the profiles used last: the photos of a day
// have few. The zero Cache is empty and ready; many goroutines may use it.
type Cache struct {
	mu   sync.Mutex
	kept []*cached // the last used last
}

type cached struct {
	key  [sha256.Size]byte
	make func() (*Transform, error)
}

// cacheSize bounds what is kept to a few megabytes.
const cacheSize = 12

// Transform prepares the conversion of a profile, once. It is nil where colours
// look as they do in sRGB.
func (c *Cache) Transform(profile []byte) (*Transform, error) {
	return c.get(sha256.Sum256(profile), func() (*Profile, error) { return Parse(profile) })()
}

// Space prepares the conversion of a space without a profile, known by a name
// of the caller's, as Transform does.
func (c *Cache) Space(name string, space func() *Profile) *Transform {
	t, _ := c.get(sha256.Sum256([]byte(name)), func() (*Profile, error) { return space(), nil })()
	return t
}

func (c *Cache) get(key [sha256.Size]byte, read func() (*Profile, error)) func() (*Transform, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var k *cached
	if i := slices.IndexFunc(c.kept, func(k *cached) bool { return k.key == key }); i >= 0 {
		k = c.kept[i]
		c.kept = slices.Delete(c.kept, i, i+1)
	} else {
		k = &cached{key, sync.OnceValues(func() (*Transform, error) {
			p, err := read()
			if err != nil || p == nil || p.SameAsSRGB() {
				return nil, err
			}
			return NewTransform(p), nil
		})}
	}
	c.kept = append(c.kept, k)
	if len(c.kept) > cacheSize {
		c.kept = slices.Delete(c.kept, 0, 1)
	}
	return k.make
}
