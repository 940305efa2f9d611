package main

import (
	"bufio"
	"fmt"
	"log"
	"os"
	"strings"
)

func main() {
	names, err := os.Open("names.txt")
	if err != nil {
		log.Fatal(err)
	}
	out, err := os.Create(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	for lines := bufio.NewScanner(names); lines.Scan(); {
		if name := lines.Text(); !strings.Contains(name, " ") {
			fmt.Println("today:", name)
			fmt.Fprintln(out, name)
		}
	}
}
