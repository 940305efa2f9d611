// Mkpages turns texts into pages.
package main

import (
	"fmt"
	"html"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	from, to := os.Args[1], os.Args[2]
	texts, err := filepath.Glob(filepath.Join(from, "*.txt"))
	if err != nil {
		log.Fatal(err)
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		log.Fatal(err)
	}
	var index strings.Builder
	for _, text := range texts {
		raw, err := os.ReadFile(text)
		if err != nil {
			log.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(text), ".txt") + ".html"
		page := fmt.Sprintf("<!doctype html>\n<p>%s</p>\n", html.EscapeString(strings.TrimSpace(string(raw))))
		if err := os.WriteFile(filepath.Join(to, name), []byte(page), 0o644); err != nil {
			log.Fatal(err)
		}
		fmt.Fprintf(&index, "<a href=%q>%s</a>\n", name, name)
	}
	if err := os.WriteFile(filepath.Join(to, "index.html"), []byte(index.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}
