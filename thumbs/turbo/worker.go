//go:build linux && (amd64 || arm64) && !noturbo

package turbo

import (
	"bufio"
	"fmt"
	"os"
	"os/signal"
	"strconv"
	"syscall"

	"golang.org/x/sys/unix"
)

// sharedFD is the file descriptor of the shared memory in a worker.
const sharedFD = 3

// Work makes this process a worker if it was started as one, and then does not
// return. It must be the first call of the program.
func Work() {
	limit, ok := os.LookupEnv(asWorker)
	if !ok {
		return
	}
	os.Exit(work(limit))
}

// work answers requests until there are no more.
func work(limit string) (status int) {
	// It ends with the process that started it, not before.
	signal.Ignore(os.Interrupt, syscall.SIGTERM, syscall.SIGHUP)
	in, out := bufio.NewReader(os.Stdin), os.Stdout
	var a answer
	lib, err := load()
	if err == nil {
		err = confine(limit)
	}
	if err != nil {
		a.fail(err.Error())
		send(out, &a)
		return 1
	}
	copy(a.Reason[:], lib.version)
	if send(out, &a) != nil {
		return 1
	}
	var memory []byte
	for {
		var r request
		if receive(in, &r) != nil {
			return 0
		}
		a = answer{}
		if memory, err = mapped(memory, r.Memory); err == nil {
			if err = r.check(); err == nil {
				a.Length, err = lib.do(&r, memory)
			}
		}
		if err != nil {
			a.fail(err.Error())
		}
		if send(out, &a) != nil {
			return 0
		}
	}
}

// confine sets limits for the rest of the process's life: it can take so much
// memory, open no file, and write none.
func confine(limit string) error {
	bytes, err := strconv.ParseUint(limit, 10, 63)
	if err != nil {
		return fmt.Errorf("a limit of %q bytes", limit)
	}
	for _, l := range []struct {
		resource int
		value    uint64
	}{
		{unix.RLIMIT_DATA, bytes},
		{unix.RLIMIT_CORE, 0},
		{unix.RLIMIT_FSIZE, 0},
		{unix.RLIMIT_NOFILE, 0},
	} {
		if err := unix.Setrlimit(l.resource, &unix.Rlimit{Cur: l.value, Max: l.value}); err != nil {
			return fmt.Errorf("limit the process: %w", err)
		}
	}
	return unix.Prctl(unix.PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
}

// mapped is the shared memory, of which there may be more now.
func mapped(memory []byte, size uint64) ([]byte, error) {
	if uint64(len(memory)) == size {
		return memory, nil
	}
	if memory != nil {
		unix.Munmap(memory)
	}
	return unix.Mmap(sharedFD, 0, int(size), unix.PROT_READ|unix.PROT_WRITE, unix.MAP_SHARED)
}
