package main

import (
	"flag"
	"log"
	"net/http"
)

func main() {
	root := flag.String("root", ".", "what to serve")
	flag.Parse()
	log.Fatal(http.ListenAndServe(":8080", http.FileServer(http.Dir(*root))))
}
