package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
)

func main() {
	log.SetFlags(0)
	spool := flag.String("spool", "/var/spool/relay", "")
	config := flag.String("config", "/opt/relay/etc/relay.conf", "")
	flag.Parse()

	raw, err := os.ReadFile(*config)
	if err != nil {
		log.Fatal(err)
	}
	prefix := strings.TrimSpace(string(raw))
	for number, line := range flag.Args() {
		name := filepath.Join(*spool, fmt.Sprintf("%03d", number))
		if err := os.WriteFile(name, []byte(prefix+" "+line), 0o600); err != nil {
			log.Fatal(err)
		}
		back, err := os.ReadFile(name)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%s: %s\n", name, back)
	}
}
