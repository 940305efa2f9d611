package main

import (
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	files, err := filepath.Glob("stations/*.txt")
	if err != nil || len(files) == 0 {
		log.Fatal("no stations: ", err)
	}
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if err != nil {
			log.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		var low, high float64
		fmt.Sscan(string(raw), &low, &high)
		fmt.Printf("%s: %.1f to %.1f degrees\n", name, low, high)
	}
}
