// Prints the tales of a directory, who tells them, and what time it is in Tokyo when it is noon here.
package main

import (
	"fmt"
	"os"
	"os/user"
	"path/filepath"
	"time"
)

func main() {
	me, err := user.Current()
	if err != nil {
		panic(err)
	}
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		panic(err)
	}
	noon := time.Date(2024, 7, 1, 12, 0, 0, 0, time.UTC)
	fmt.Println(me.Username, me.Uid, noon.In(tokyo).Format(time.Kitchen))
	files, _ := filepath.Glob(filepath.Join(os.Args[1], "*.txt"))
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%s: %s", filepath.Base(file), text)
	}
}
