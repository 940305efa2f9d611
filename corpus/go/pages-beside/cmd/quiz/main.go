// Quiz serves the pages of a directory.
package main

import (
	"log"
	"net/http"
	"os"
)

func main() {
	http.HandleFunc("/healthy", func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("yes\n"))
	})
	http.Handle("/", http.FileServer(http.Dir(os.Args[1])))
	log.Fatal(http.ListenAndServe(":8080", nil))
}
