package main

import "fmt"

func main() {
	for lot := 1; lot <= 3; lot++ {
		fmt.Println("lot", lot)
	}
}
