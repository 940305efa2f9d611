// Package ini reads lines of the form key = value.
package ini

import (
	"bufio"
	"io"
	"strings"
)

// Pair is one line.
type Pair struct{ Key, Value string }

// Pairs reads them all; other lines are left out.
func Pairs(from io.Reader) (pairs []Pair) {
	lines := bufio.NewScanner(from)
	for lines.Scan() {
		key, value, found := strings.Cut(lines.Text(), "=")
		if found && !strings.HasPrefix(key, ";") {
			pairs = append(pairs, Pair{strings.TrimSpace(key), strings.TrimSpace(value)})
		}
	}
	return pairs
}
