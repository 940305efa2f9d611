// Atlas lists regions, and any notices that lie around.
package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	regions := os.Getenv("DATA_DIR")
	for _, folder := range []string{regions, filepath.Dir(regions)} {
		entries, err := os.ReadDir(folder)
		if err != nil {
			fmt.Println(err)
			os.Exit(1)
		}
		for _, entry := range entries {
			if filepath.Ext(entry.Name()) != ".txt" {
				continue
			}
			text, err := os.ReadFile(filepath.Join(folder, entry.Name()))
			if err != nil {
				fmt.Println(err)
				os.Exit(1)
			}
			fmt.Printf("%s: %s\n", strings.TrimSuffix(entry.Name(), ".txt"), strings.TrimSpace(string(text)))
		}
	}
}
