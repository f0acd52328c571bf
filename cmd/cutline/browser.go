package main

import (
	"os"
	"os/exec"
	"runtime"
)

// openBrowser shows a page in the desktop's browser, where there is a desktop.
// Whoever has none reads the address in the terminal, so failing is silent.
func openBrowser(url string) {
	opener := "xdg-open"
	switch {
	case runtime.GOOS == "darwin":
		opener = "open"
	case os.Getenv("DISPLAY") == "" && os.Getenv("WAYLAND_DISPLAY") == "":
		return
	}
	cmd := exec.Command(opener, url)
	if cmd.Start() == nil {
		go cmd.Wait()
	}
}
