package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	if err := os.WriteFile(os.Args[1], []byte("monday\n"), 0o600); err != nil {
		log.Fatal(err)
	}
	info, err := os.Stat("/app/keeper")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("written;", info.Mode())
}
