module example.com/hum

go 1.22
