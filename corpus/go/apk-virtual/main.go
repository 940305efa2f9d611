package main

// #cgo LDFLAGS: -lz
// #include <stdlib.h>
// #include <zlib.h>
import "C"

import (
	"fmt"
	"os"
	"time"
	"unsafe"
)

func main() {
	for _, text := range os.Args[1:] {
		in := C.CString(text)
		sum := C.crc32(0, (*C.Bytef)(unsafe.Pointer(in)), C.uInt(len(text)))
		C.free(unsafe.Pointer(in))
		fmt.Printf("%08x %s\n", uint32(sum), text)
	}
	if _, err := time.LoadLocation("America/Bogota"); err != nil {
		fmt.Println(err)
	}
}
