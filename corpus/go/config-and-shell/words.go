package main

import "strconv"

var words = []string{"zero", "one", "two", "three", "four", "five"}

func word(number int) string {
	if number < len(words) {
		return words[number]
	}
	return strconv.Itoa(number)
}
