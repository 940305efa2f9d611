package main

import (
	"flag"
	"fmt"
	"os"
	"strings"
)

func main() {
	from := flag.Int("from", 10, "first number")
	flag.Parse()

	built, err := os.ReadFile("BUILT_WITH")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("built with go:", strings.HasPrefix(string(built), "go1."))
	for number := *from; number > 0; number-- {
		fmt.Println(word(number))
	}
	fmt.Println(os.Getenv("TICK_MESSAGE"))
}
