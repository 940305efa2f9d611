module example.com/carte

go 1.21
