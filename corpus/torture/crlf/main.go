package main

import (
	"fmt"
	"os"
)

func main() {
	text, err := os.ReadFile("dishes.txt")
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Print(string(text))
}
