package main

import (
	"fmt"
	"os"
)

var version = "unknown"

func main() {
	stamp, err := os.ReadFile("VERSION")
	if err != nil {
		fmt.Fprintln(os.Stderr, "publish:", err)
		os.Exit(1)
	}
	fmt.Printf("<item topic=%q program=%q data=%q/>\n", os.Args[1], version, string(stamp))
}
