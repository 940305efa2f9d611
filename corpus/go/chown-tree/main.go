package main

import (
	"fmt"
	"log"
	"net/http"
	"os"
	"path/filepath"
	"syscall"
)

func main() {
	// fails if the working directory belongs to somebody else
	if err := os.MkdirAll("uploads", 0o750); err != nil {
		log.Fatal(err)
	}
	http.Handle("/", http.FileServer(http.Dir("public")))
	http.HandleFunc("/owners", owners)
	log.Fatal(http.ListenAndServe(":8080", nil))
}

func owners(w http.ResponseWriter, r *http.Request) {
	for _, path := range []string{".", "gallery", "public", "public/index.html", "uploads"} {
		info, err := os.Stat(path)
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		id := info.Sys().(*syscall.Stat_t)
		fmt.Fprintf(w, "%s %v %d:%d\n", filepath.Base(path), info.Mode(), id.Uid, id.Gid)
	}
}
