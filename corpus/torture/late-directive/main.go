package main

import "fmt"

func main() {
	fmt.Println("still a backslash")
}
