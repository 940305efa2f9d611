// Probe says what a program finds around it.
package main

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log"
	"net/http"
	"os"
	"os/user"
	"time"
)

// client asks the service this program is about to watch.
func client() *http.Client {
	roots, err := x509.SystemCertPool()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("some root certificates:", !roots.Equal(x509.NewCertPool()))
	return &http.Client{
		Timeout:   5 * time.Second,
		Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}},
	}
}

func main() {
	log.SetFlags(0)
	me, err := user.Current()
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("user:", me.Username)

	moment, err := time.Parse(time.RFC3339, os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("here:", moment.Local().Format(time.RFC1123))
	tokyo, err := time.LoadLocation("Asia/Tokyo")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("there:", moment.In(tokyo).Format(time.RFC1123))

	scratch, err := os.CreateTemp("", "probe-")
	if err != nil {
		log.Fatal(err)
	}
	defer os.Remove(scratch.Name())
	fmt.Println("a temporary file:", scratch.Name() != "")

	web := client()
	if url := os.Getenv("PROBE_URL"); url != "" {
		answer, err := web.Get(url)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println("status:", answer.Status)
	}
}
