// Roman prints numbers as the Romans wrote them.
package main

import (
	"fmt"
	"os"
	"strconv"
)

var marks = []struct {
	value int
	text  string
}{
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"},
	{50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"},
}

func roman(number int) string {
	text := ""
	for _, mark := range marks {
		for ; number >= mark.value; number -= mark.value {
			text += mark.text
		}
	}
	return text
}

func main() {
	for _, word := range os.Args[1:] {
		number, err := strconv.Atoi(word)
		if err != nil {
			fmt.Fprintln(os.Stderr, "not a number:", word)
			os.Exit(1)
		}
		fmt.Println(roman(number))
	}
}
