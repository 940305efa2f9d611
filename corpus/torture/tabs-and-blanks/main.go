package main

import (
	"fmt"
	"os"
)

func main() {
	text, err := os.ReadFile(os.Getenv("BOARD_FILE"))
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Printf("%s\n%s", os.Getenv("BOARD_TITLE"), text)
}
