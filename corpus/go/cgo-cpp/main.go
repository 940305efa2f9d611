package main

// #include <stdlib.h>
// #include "rank.h"
import "C"

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"unsafe"
)

func main() {
	ranking := C.ranking_new()
	defer C.ranking_free(ranking)
	for _, argument := range os.Args[1:] {
		name, points, _ := strings.Cut(argument, "=")
		number, err := strconv.Atoi(points)
		if err != nil {
			fmt.Fprintln(os.Stderr, "ranker:", err)
			os.Exit(2)
		}
		text := C.CString(name)
		C.ranking_add(ranking, text, C.int(number))
		C.free(unsafe.Pointer(text))
	}
	for place := 0; place < int(C.ranking_size(ranking)); place++ {
		fmt.Printf("%d. %s\n", place+1, C.GoString(C.ranking_name(ranking, C.int(place))))
	}
}
