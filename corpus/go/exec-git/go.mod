module mirror

go 1.22
