package main

import (
	"fmt"
	"os"
	"strconv"
)

func main() {
	for _, argument := range os.Args[1:] {
		year, err := strconv.Atoi(argument)
		if err != nil {
			fmt.Println(err)
			os.Exit(2)
		}
		fmt.Println(year, year%4 == 0 && (year%100 != 0 || year%400 == 0))
	}
}
