#!/bin/sh
# The Debian packages whose libraries the programs and modules below a directory link.
set -eu
find "$1" -type f -perm /111 ! -name '*tkinter*' -exec ldd '{}' ';' 2>/dev/null |
    sed -n 's/.* => \(\/[^ ]*\) .*/\1/p' | sort -u | while read -r library; do
    realpath "$library"
    echo "$library"
    echo "/usr$library"
done | xargs dpkg-query --search 2>/dev/null | grep -v '^diversion by ' | cut -d: -f1 | sort -u
