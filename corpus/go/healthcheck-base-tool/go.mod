module example.com/echod

go 1.22
