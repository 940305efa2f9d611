// Package greetings holds what both programs say.
package greetings

import "fmt"

// Hello greets one person.
func Hello(name string) string {
	return fmt.Sprintf("Hello, %s!", name)
}
