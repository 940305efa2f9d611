module example.com/menu

go 1.21
