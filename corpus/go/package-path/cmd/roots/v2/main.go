// Roots says whether this machine could check the certificate of a server.
package main

import (
	"crypto/x509"
	"fmt"
	"net"
	"os"
)

func main() {
	roots, err := x509.SystemCertPool()
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println("roots:", !roots.Equal(x509.NewCertPool()))

	for _, service := range os.Args[1:] {
		port, err := net.LookupPort("tcp", service)
		fmt.Println(service, port, err)
	}
}
