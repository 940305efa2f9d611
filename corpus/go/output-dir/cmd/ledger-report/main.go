package main

import (
	"flag"
	"fmt"
	"log"
	"sort"

	"example.com/ledger/internal/book"
)

func main() {
	year := flag.Int("year", 2024, "which book")
	flag.Parse()
	entries, err := book.Read(*year)
	if err != nil {
		log.Fatal(err)
	}
	names := make([]string, 0, len(entries))
	total := 0
	for name, cents := range entries {
		names = append(names, name)
		total += cents
	}
	sort.Strings(names)
	for _, name := range names {
		fmt.Printf("%-10s %8.2f\n", name, float64(entries[name])/100)
	}
	fmt.Printf("%-10s %8.2f\n", "total", float64(total)/100)
}
