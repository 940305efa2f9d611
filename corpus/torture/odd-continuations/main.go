package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Printf("%q %q\n", os.Getenv("ESCAPED"), os.Getenv("PLAIN"))
}
