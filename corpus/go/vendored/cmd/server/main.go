package main

import (
	"html/template"
	"log"
	"net/http"
	"os"
	"path/filepath"

	"example.com/slug"
)

const web = "web"

var headlines = []string{
	"Ferry late again",
	"Who ate the 40 cakes?",
}

func main() {
	page := template.Must(
		template.New("page.tmpl").
			Funcs(template.FuncMap{"slug": slug.Of}).
			ParseFiles(filepath.Join(web, "page.tmpl")))
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if err := page.Execute(w, headlines); err != nil {
			log.Print(err)
		}
	})
	http.HandleFunc("/robots.txt", func(w http.ResponseWriter, r *http.Request) {
		http.ServeFile(w, r, filepath.Join(web, "robots.txt"))
	})
	log.Fatal(http.ListenAndServe(os.Getenv("ADDR"), nil))
}
