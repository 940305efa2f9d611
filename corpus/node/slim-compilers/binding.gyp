{
  "targets": [
    { "target_name": "crc", "sources": [ "crc.cpp" ], "cflags_cc": [ "-std=c++17" ] }
  ]
}
