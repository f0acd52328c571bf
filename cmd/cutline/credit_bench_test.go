package main

import (
	"strings"
	"testing"
)

// BenchmarkCreditCommand reads ordinary credit lines with the command itself,
// in a process of its own, and reports the lines a core reads in a second.
func BenchmarkCreditCommand(b *testing.B) {
	const lines = 250_000
	ordinary := []string{
		"Vadim Ghirda/AP Photo", "Saul Loeb/Pool via AP", "REUTERS/Simon Dawson", "(Photo by Phil Cole/Getty Images)",
		"Olivier Douliery/AFP via Getty Images", "Photograph: Dan Kitwood/Getty Images", "© IMAGO/Beautiful Sports", "Martin Rickett/PA Wire",
	}
	in := strings.Repeat(strings.Join(ordinary, "\n")+"\n", lines/len(ordinary))
	b.Setenv("CUTLINE_DATA", b.TempDir())
	for b.Loop() {
		cmd := cutline(b.Context(), "credit", "--json")
		cmd.Stdin = strings.NewReader(in)
		out, err := cmd.Output()
		if err != nil {
			b.Fatal(err)
		}
		if n := strings.Count(string(out), "\n"); n != lines {
			b.Fatalf("%d answers to %d lines", n, lines)
		}
		cpu := cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
		b.ReportMetric(lines/cpu.Seconds(), "lines/s/core")
	}
}
