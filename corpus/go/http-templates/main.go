// Menu shows today's dishes of a small canteen.
package main

import (
	"html/template"
	"log"
	"net/http"
)

type dish struct {
	Name  string
	Price string
}

var dishes = []dish{
	{"Lentil soup", "4.20"},
	{"Spinach pie", "6.80"},
	{"Rhubarb crumble", "3.50"},
}

var pages = template.Must(template.ParseGlob("templates/*.html"))

func main() {
	http.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		if err := pages.ExecuteTemplate(w, "index.html", dishes); err != nil {
			log.Print(err)
		}
	})
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("ok\n"))
	})
	http.Handle("/static/", http.StripPrefix("/static/", http.FileServer(http.Dir("static"))))

	log.Print("listening on :8080")
	log.Fatal(http.ListenAndServe(":8080", nil))
}
