package main

import "fmt"

func main() {
	fmt.Println("under the agent")
}
