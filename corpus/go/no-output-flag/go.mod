module example.com/acme/quotes/v3

go 1.22
