package main

// #include <ctype.h>
// #include <stdlib.h>
// #include <string.h>
// static int words(const char *text) {
//     int count = 0, inside = 0;
//     for (; *text; text++) {
//         int letter = isalpha((unsigned char)*text) != 0;
//         count += letter && !inside;
//         inside = letter;
//     }
//     return count;
// }
import "C"

import (
	"fmt"
	"os"
	"unsafe"
)

func main() {
	for _, text := range os.Args[1:] {
		in := C.CString(text)
		fmt.Println(int(C.words(in)), "words in", int(C.strlen(in)), "bytes")
		C.free(unsafe.Pointer(in))
	}
}
