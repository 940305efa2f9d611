// Answers with the sites of a list, how many authorities are trusted to vouch for them, and where it runs.
package main

import (
	"bytes"
	"fmt"
	"log"
	"net/http"
	"os"
)

func main() {
	sites, err := os.ReadFile("/etc/checker/sites.txt")
	if err != nil {
		log.Fatal(err)
	}
	trusted, _ := os.ReadFile("/etc/ssl/certs/ca-certificates.crt")
	many := bytes.Count(trusted, []byte("BEGIN CERTIFICATE")) > 50
	here, _ := os.Getwd()
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintf(w, "%smany authorities: %v\nin %s\n", sites, many, here)
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
