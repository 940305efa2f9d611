package main

import (
	"fmt"
	"os"
	"os/exec"

	"example.com/greetings"
)

func main() {
	for _, name := range os.Args[1:] {
		fmt.Println(greetings.Hello(name))
		loud, err := exec.Command("shout", greetings.Hello(name)).Output()
		if err != nil {
			fmt.Fprintln(os.Stderr, "greet:", err)
			os.Exit(1)
		}
		fmt.Print(string(loud))
	}
}
