// Notes keeps short texts in the folder data.
package main

import (
	"flag"
	"fmt"
	"io"
	"log"
	"net/http"
	"os"
	"os/user"
	"path/filepath"
)

func main() {
	addr := flag.String("addr", ":8000", "where to listen")
	flag.Parse()

	http.HandleFunc("/whoami", func(w http.ResponseWriter, r *http.Request) {
		me, err := user.Current()
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		fmt.Fprintln(w, me.Username)
	})
	http.HandleFunc("/", note)
	log.Fatal(http.ListenAndServe(*addr, nil))
}

func note(w http.ResponseWriter, r *http.Request) {
	path := filepath.Join("data", filepath.Base(r.URL.Path)+".txt")
	if text := r.URL.Query().Get("put"); text != "" {
		if err := os.WriteFile(path, []byte(text+"\n"), 0o640); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	file, err := os.Open(path)
	if err != nil {
		http.NotFound(w, r)
		return
	}
	defer file.Close()
	io.Copy(w, file)
}
