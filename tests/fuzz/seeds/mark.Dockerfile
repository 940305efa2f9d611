from Scratch as Last
add https://example.com/a.tar.gz#x /
