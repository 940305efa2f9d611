package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"

	"example.com/taskd/internal/task"
)

var version = "unknown"

func main() {
	log.SetFlags(0)
	path := flag.String("config", "", "the list of tasks")
	flag.Parse()

	raw, err := os.ReadFile(*path)
	if err != nil {
		log.Fatal(err)
	}
	var list task.List
	if err := json.Unmarshal(raw, &list); err != nil {
		log.Fatal(err)
	}
	fmt.Println("taskd", version)
	for _, name := range list.Ordered() {
		fmt.Println("-", name)
	}
}
