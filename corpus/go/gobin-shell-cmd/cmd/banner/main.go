package main

import (
	"flag"
	"fmt"
	"strings"
)

func main() {
	width := flag.Int("width", 40, "of the frame")
	flag.Parse()
	text := strings.Join(flag.Args(), " ")
	line := strings.Repeat("=", *width)
	pad := strings.Repeat(" ", max(0, (*width-len(text))/2))
	fmt.Printf("%s\n%s%s\n%s\n", line, pad, text, line)
}
