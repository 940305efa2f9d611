package main

import (
	"fmt"
	"os"

	"example.com/notes/internal/version"
)

func main() {
	fmt.Println("notes", version.Version, os.Args[1:])
}
