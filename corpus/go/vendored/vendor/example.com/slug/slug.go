// Package slug makes addresses of headlines.
package slug

import "strings"

// Of gives the address: lower case, everything else a hyphen.
func Of(title string) string {
	letter := func(r rune) rune {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			return r
		}
		return ' '
	}
	return strings.Join(strings.Fields(strings.Map(letter, strings.ToLower(title))), "-")
}
