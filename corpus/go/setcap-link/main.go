// Porter opens a door below 1024 without being root.
package main

import (
	"fmt"
	"log"
	"net"
	"os"
	"strconv"
	"strings"
)

// bindService is the number of CAP_NET_BIND_SERVICE.
const bindService = 10

func main() {
	log.SetFlags(0)
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		log.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(raw), "CapEff:")
	mask, err := strconv.ParseUint(strings.Fields(rest)[0], 16, 64)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("root:", os.Getuid() == 0)
	fmt.Println("may bind:", mask>>bindService&1 == 1)

	door, err := net.Listen("tcp", os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	defer door.Close()
	fmt.Println("open")
}
