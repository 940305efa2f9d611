{
  "targets": [{
    "target_name": "qr",
    "sources": ["qr.c"],
    "cflags": ["<!@(pkg-config --cflags libqrencode)"],
    "libraries": ["<!@(pkg-config --libs libqrencode)"]
  }]
}
