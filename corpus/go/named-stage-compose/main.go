package main

import (
	"fmt"
	"math/rand"
	"os"
)

func main() {
	spec := os.Getenv("DICE")
	if spec == "" {
		spec = "3d6"
	}
	var count, sides int
	if _, err := fmt.Sscanf(spec, "%dd%d", &count, &sides); err != nil {
		fmt.Println("DICE: want something like 3d6")
		os.Exit(2)
	}
	throw := rand.New(rand.NewSource(6))
	for ; count > 0; count-- {
		fmt.Println(1 + throw.Intn(sides))
	}
}
