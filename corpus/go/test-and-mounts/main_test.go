package main

import "testing"

func TestRoman(t *testing.T) {
	for number, want := range map[int]string{4: "IV", 1994: "MCMXCIV"} {
		if got := roman(number); got != want {
			t.Errorf("roman(%d) = %s, want %s", number, got, want)
		}
	}
}
