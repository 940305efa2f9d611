package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"os"
)

func main() {
	year := flag.Int("year", 2024, "which book")
	flag.Parse()
	file, err := os.OpenFile(fmt.Sprintf("books/%d.txt", *year), os.O_APPEND|os.O_CREATE|os.O_WRONLY, 0o644)
	if err != nil {
		log.Fatal(err)
	}
	if _, err := io.Copy(file, os.Stdin); err != nil {
		log.Fatal(err)
	}
	if err := file.Close(); err != nil {
		log.Fatal(err)
	}
}
