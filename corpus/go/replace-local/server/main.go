package main

import (
	"fmt"
	"os"
	"strconv"

	"example.com/roman"
)

func main() {
	for _, argument := range os.Args[1:] {
		number, err := strconv.Atoi(argument)
		if err != nil || number < 1 {
			fmt.Fprintf(os.Stderr, "%s: not a number above zero\n", argument)
			os.Exit(2)
		}
		fmt.Println(number, "is", roman.Numeral(number))
	}
}
