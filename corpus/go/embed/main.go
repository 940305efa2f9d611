package main

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

//go:embed pages/*.md
var pages embed.FS

//go:embed version.txt
var version string

type settings struct {
	Title string   `json:"title"`
	Hide  []string `json:"hide"`
}

func main() {
	var s settings
	raw, err := os.ReadFile("settings.json")
	if err == nil {
		err = json.Unmarshal(raw, &s)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "handbook:", err)
		os.Exit(1)
	}
	fmt.Printf("%s, edition %s\n", s.Title, strings.TrimSpace(version))
	names, _ := fs.Glob(pages, "pages/*.md")
	for _, name := range names {
		text, _ := pages.ReadFile(name)
		heading, _, _ := strings.Cut(string(text), "\n")
		if !hidden(heading, s.Hide) {
			fmt.Println(strings.TrimPrefix(heading, "# "))
		}
	}
}

func hidden(heading string, hide []string) bool {
	for _, word := range hide {
		if strings.Contains(heading, word) {
			return true
		}
	}
	return false
}
