package main

import "fmt"

var plugins []string

func main() {
	fmt.Println("plugins:", plugins)
}
