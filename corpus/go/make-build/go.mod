module example.com/taskd

go 1.22
