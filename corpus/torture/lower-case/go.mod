module example.com/bells

go 1.22
