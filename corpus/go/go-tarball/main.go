package main

import (
	"bufio"
	"fmt"
	"os"
	"time"
)

func main() {
	file, err := os.Open(os.Args[1])
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	for lines := bufio.NewScanner(file); lines.Scan(); {
		day, err := time.Parse(time.DateOnly, lines.Text())
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		fmt.Println(day.Format("2 January 2006"))
	}
}
