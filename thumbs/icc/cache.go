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
	hash [sha256.Size]byte
	make func() (*Transform, error)
}

// cacheSize bounds what is kept to a few megabytes.
const cacheSize = 12

// Transform prepares the conversion of a profile, once. It is nil where colours
// look as they do in sRGB.
func (c *Cache) Transform(profile []byte) (*Transform, error) {
	hash := sha256.Sum256(profile)
	c.mu.Lock()
	i := slices.IndexFunc(c.kept, func(k *cached) bool { return k.hash == hash })
	var k *cached
	if i >= 0 {
		k = c.kept[i]
		c.kept = slices.Delete(c.kept, i, i+1)
	} else {
		k = &cached{hash: hash, make: sync.OnceValues(func() (*Transform, error) {
			p, err := Parse(profile)
			if err != nil || p.SameAsSRGB() {
				return nil, err
			}
			return NewTransform(p), nil
		})}
	}
	c.kept = append(c.kept, k)
	if len(c.kept) > cacheSize {
		c.kept = slices.Delete(c.kept, 0, 1)
	}
	c.mu.Unlock()
	return k.make()
}
