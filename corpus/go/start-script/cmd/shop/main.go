package main

import (
	"fmt"
	"os"
)

func main() {
	for _, name := range []string{"SHOP_NAME", "SHOP_CURRENCY"} {
		fmt.Printf("%s=%s\n", name, os.Getenv(name))
	}
}
