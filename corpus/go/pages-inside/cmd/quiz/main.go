// Quiz serves its pages.
package main

import (
	"log"
	"net/http"

	"example.com/quiz/pages"
)

func main() {
	log.Fatal(http.ListenAndServe(":8080", http.FileServer(http.FS(pages.Files))))
}
