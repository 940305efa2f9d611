module example.com/server

go 1.21

require example.com/roman v0.0.0

replace example.com/roman => ../libs/roman
