// Longlines complains about lines over 100 bytes on standard input.
package main

import (
	"bufio"
	"fmt"
	"os"
)

func main() {
	lines, bad := bufio.NewScanner(os.Stdin), 0
	for number := 1; lines.Scan(); number++ {
		if len(lines.Text()) > 100 {
			fmt.Printf("%d: %d bytes\n", number, len(lines.Text()))
			bad++
		}
	}
	if bad > 0 {
		os.Exit(1)
	}
}
