package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
)

// Set by the linker.
var version, commit = "dev", ""

func main() {
	http.HandleFunc("/version", func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, "{\"version\": %q, \"commit\": %q}\n", version, commit)
	})
	log.Fatal(http.ListenAndServe(":"+os.Getenv("APP_PORT"), nil))
}
