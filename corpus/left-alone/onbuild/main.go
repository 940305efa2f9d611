package main

import (
	"fmt"
	"os"
	"os/exec"
)

func main() {
	if _, err := exec.LookPath(os.Args[1]); err != nil {
		fmt.Println("supervisor: nothing to supervise")
		os.Exit(3)
	}
	command := exec.Command(os.Args[1], os.Args[2:]...)
	command.Stdout, command.Stderr = os.Stdout, os.Stderr
	if err := command.Run(); err != nil {
		fmt.Println("supervisor:", err)
		os.Exit(1)
	}
}
