package main

import (
	"flag"
	"fmt"
	"os"

	"example.com/ini"
)

var config = flag.String("config", "/etc/poller.ini", "")

func main() {
	flag.Parse()
	file, err := os.Open(*config)
	if err != nil {
		fmt.Println("poller:", err)
		os.Exit(2)
	}
	defer file.Close()
	for _, pair := range ini.Pairs(file) {
		fmt.Printf("polling %s at %s\n", pair.Key, pair.Value)
	}
}
