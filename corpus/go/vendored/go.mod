module example.com/headlines

go 1.22

require example.com/slug v1.2.0
