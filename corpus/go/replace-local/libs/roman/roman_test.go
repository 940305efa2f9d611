package roman

import "testing"

func TestNumeral(t *testing.T) {
	for number, want := range map[int]string{4: "IV", 1990: "MCMXC"} {
		if got := Numeral(number); got != want {
			t.Errorf("%d: %s, not %s", number, got, want)
		}
	}
}
