{ "targets": [ { "target_name": "bits", "sources": [ "bits.cc" ] } ] }
