// Ask says whether the server is there.
package main

import (
	"fmt"
	"net"
)

func main() {
	_, err := net.Dial("tcp", "localhost:8080")
	fmt.Println(err == nil)
}
