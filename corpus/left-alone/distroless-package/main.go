package main

import (
	"os"
	"os/exec"
	"strings"
)

func main() {
	command := exec.Command("jq", "--compact-output", ".")
	command.Stdin = strings.NewReader(os.Args[1])
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if command.Run() != nil {
		os.Exit(1)
	}
}
