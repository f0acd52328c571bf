package sqlite

import (
	"fmt"

	"golang.org/x/sys/unix"
)

// The magic numbers of network file systems, as statfs(2) lists them; those
// that package unix does not name are here.
const (
	cifsMagic = 0xff534d42
	smb2Magic = 0xfe534d42
)

// refuseNetwork refuses a folder on a network file system.
func refuseNetwork(dir string) error {
	var st unix.Statfs_t
	if err := unix.Statfs(dir, &st); err != nil {
		return fmt.Errorf("look at the file system of %s: %w", dir, err)
	}
	switch uint32(st.Type) {
	case unix.NFS_SUPER_MAGIC, unix.SMB_SUPER_MAGIC, cifsMagic, smb2Magic, unix.AFS_SUPER_MAGIC, unix.CEPH_SUPER_MAGIC:
		return fmt.Errorf("%s is on a network file system, where SQLite's locks do not hold; choose a data directory on a local disk", dir)
	}
	return nil
}
