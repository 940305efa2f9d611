package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"time"
)

func main() {
	port := os.Getenv("PORT")
	if port == "" {
		log.Fatal("PORT is not set")
	}
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	http.HandleFunc("/", parse)
	log.Fatal(http.ListenAndServe(":"+port, nil))
}

// parse answers with the given moment in the usual spellings.
func parse(w http.ResponseWriter, r *http.Request) {
	moment, err := time.Parse(time.RFC3339, r.URL.Query().Get("at"))
	if err != nil {
		http.Error(w, "at: want a moment such as 2024-02-29T12:00:00Z", http.StatusBadRequest)
		return
	}
	fmt.Fprintf(w, "unix %d\nhttp %s\n", moment.Unix(), moment.Format(http.TimeFormat))
}
