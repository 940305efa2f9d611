module example.com/porter

go 1.21
