module example.com/pages-server

go 1.21
