package main

import (
	"testing"

	"example.com/slug"
)

func TestSlugs(t *testing.T) {
	if got := slug.Of(headlines[1]); got != "who-ate-the-40-cakes" {
		t.Error(got)
	}
}
