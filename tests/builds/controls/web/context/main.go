// A guest book: a template, static files, and a directory that it writes to.
package main

import (
	"fmt"
	"html/template"
	"log"
	"net/http"
	"os"
	"path/filepath"
)

var page = template.Must(template.ParseFiles("templates/page.html"))

func healthy(port string) bool {
	response, err := http.Get("http://localhost:" + port + "/healthz")
	return err == nil && response.StatusCode == http.StatusOK
}

func main() {
	port := os.Getenv("PORT")
	if len(os.Args) > 1 && os.Args[1] == "-check" {
		if !healthy(port) {
			os.Exit(1)
		}
		return
	}
	book := filepath.Join("data", "book.txt")
	http.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))
	http.HandleFunc("/healthz", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, "ok")
	})
	http.HandleFunc("/sign", func(w http.ResponseWriter, r *http.Request) {
		if err := os.WriteFile(book, []byte(r.URL.Query().Get("name")), 0o644); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, "thank you")
	})
	http.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		guest, _ := os.ReadFile(book)
		_ = page.Execute(w, map[string]string{"Title": os.Getenv("TITLE"), "Guest": string(guest)})
	})
	log.Fatal(http.ListenAndServe(":"+port, nil))
}
