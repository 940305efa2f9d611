package main

import (
	"fmt"
	"log"
	"net"
	"net/http"
)

func main() {
	http.HandleFunc("/healthz", func(w http.ResponseWriter, r *http.Request) {
		fmt.Fprintln(w, "alive")
	})
	http.HandleFunc("/resolve", func(w http.ResponseWriter, r *http.Request) {
		addresses, err := net.LookupHost(r.URL.Query().Get("host"))
		if err != nil {
			http.Error(w, "no such host", http.StatusNotFound)
			return
		}
		for _, address := range addresses {
			if net.ParseIP(address).IsLoopback() {
				fmt.Fprintln(w, "loopback")
				return
			}
		}
		fmt.Fprintln(w, "elsewhere")
	})
	log.Fatal(http.ListenAndServe(":8080", nil))
}
