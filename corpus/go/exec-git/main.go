// Mirror keeps a bare repository.
package main

import (
	"fmt"
	"log"
	"os"
	"os/exec"
)

func git(arguments ...string) {
	command := exec.Command("git", arguments...)
	command.Stderr = os.Stderr
	out, err := command.Output()
	if err != nil {
		log.Fatal("git: ", err)
	}
	fmt.Print(string(out))
}

func main() {
	git("init", "--quiet", "--bare", "--initial-branch=main", os.Args[1])
	git("-C", os.Args[1], "rev-parse", "--is-bare-repository")
	git("-C", os.Args[1], "symbolic-ref", "HEAD")
}
