// Ferry prints departures in the time of the harbour.
package main

import (
	"fmt"
	"log"
	"os"
	"time"
)

func main() {
	harbour, err := time.LoadLocation("Europe/Helsinki")
	if err != nil {
		log.Fatal(err)
	}
	for _, argument := range os.Args[1:] {
		departure, err := time.Parse(time.RFC3339, argument)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(departure.In(harbour).Format("Mon 2 Jan 15:04 MST"))
	}
}
