// Package book reads the books, one file a year.
package book

import (
	"bufio"
	"fmt"
	"os"
)

// Read gives the entries of one year.
func Read(year int) (entries map[string]int, err error) {
	file, err := os.Open(fmt.Sprintf("books/%d.txt", year))
	if err != nil {
		return nil, err
	}
	defer file.Close()

	entries = make(map[string]int)
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		var name string
		var cents int
		if _, err := fmt.Sscan(lines.Text(), &name, &cents); err != nil {
			return nil, fmt.Errorf("%q: %w", lines.Text(), err)
		}
		entries[name] += cents
	}
	return entries, lines.Err()
}
