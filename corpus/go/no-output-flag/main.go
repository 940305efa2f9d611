// Quotes prints one quote a day.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

type quote struct {
	Author string `json:"author"`
	Text   string `json:"text"`
}

func load() ([]quote, error) {
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	raw, err := os.ReadFile(dir + "/data.json")
	if err != nil {
		return nil, err
	}
	var all []quote
	err = json.Unmarshal(raw, &all)
	return all, err
}

func main() {
	all, err := load()
	if err != nil {
		fmt.Fprintln(os.Stderr, "quotes:", err)
		os.Exit(1)
	}
	for number, one := range all {
		fmt.Printf("%d. %s (%s)\n", number+1, one.Text, one.Author)
	}
}
