package main

import (
	"strings"
	"testing"
)

func TestPage(t *testing.T) {
	var out strings.Builder
	if err := pages.ExecuteTemplate(&out, "index.html", dishes); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "Lentil soup") {
		t.Errorf("no soup in %q", out.String())
	}
}
