// Scores adds a round of points to a database and prints the table.
package main

import (
	"fmt"
	"log"
	"os"
)

func main() {
	log.SetFlags(0)
	path := ":memory:"
	if len(os.Args) > 1 {
		path = os.Args[1]
	}
	db, err := open(path)
	if err != nil {
		log.Fatal(err)
	}
	defer db.close()

	for _, statement := range []string{
		"create table if not exists score (player text primary key, points integer)",
		"insert into score values ('Ada', 3), ('Grace', 5) on conflict (player) do update set points = points + excluded.points",
	} {
		if err := db.exec(statement); err != nil {
			log.Fatal(err)
		}
	}
	total, err := db.number("select sum(points) from score")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("points in all:", total)
}
