// Thumbs makes a small picture of the first page of a document.
package main

import (
	"fmt"
	"os"
	"os/exec"
	"time"
)

func main() {
	for _, step := range [][]string{
		{"pdftoppm", "-png", "-singlefile", os.Args[1], "/tmp/page"},
		{"convert", "/tmp/page.png", "-resize", "64x64", "/tmp/thumb.png"},
	} {
		if out, err := exec.Command(step[0], step[1:]...).CombinedOutput(); err != nil {
			fmt.Printf("%s: %v\n%s", step[0], err, out)
			os.Exit(1)
		}
	}
	fmt.Println("done,", time.UnixMilli(0).Format("15:04 MST"))
}
