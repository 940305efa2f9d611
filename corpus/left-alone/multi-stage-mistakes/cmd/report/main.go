package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Println("templates in", os.Args[1])
}
