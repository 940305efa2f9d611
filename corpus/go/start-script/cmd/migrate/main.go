package main

import (
	"fmt"
	"os"
	"strings"
)

func main() {
	raw, err := os.ReadFile(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, "migrate:", err)
		os.Exit(1)
	}
	fmt.Println(os.Args[1], "statements:", strings.Count(string(raw), ";"))
}
