package main

import "fmt"

func main() {
	fmt.Println("no mark in the output")
}
