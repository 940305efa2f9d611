package main

import (
	"fmt"
	"net"
	"os"
)

func main() {
	for _, name := range append([]string{"localhost"}, os.Args[1:]...) {
		addresses, err := net.LookupHost(name)
		fmt.Println(name, len(addresses) > 0, err)
	}
}
