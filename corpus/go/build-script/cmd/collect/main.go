package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

var version = "unknown"

func main() {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	fmt.Println("collect", version)
	for _, topic := range os.Args[1:] {
		publish := exec.Command(filepath.Join(filepath.Dir(self), "publish"), topic)
		publish.Stdout, publish.Stderr = os.Stdout, os.Stderr
		if err := publish.Run(); err != nil {
			fmt.Println("collect:", err)
			os.Exit(1)
		}
	}
}
