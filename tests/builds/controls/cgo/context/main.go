// Asks a C library, by way of cgo.
package main

/*
#cgo LDFLAGS: -lsqlite3
#include <sqlite3.h>
*/
import "C"

import "fmt"

func main() {
	fmt.Println("threadsafe:", C.sqlite3_threadsafe() != 0)
}
