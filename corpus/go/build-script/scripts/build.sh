#!/usr/bin/env bash
# build.sh [DIRECTORY]: builds all programs into it
set -euo pipefail

cd "$(dirname "$0")/.."
OUT="${1:-dist}"
VERSION="$(cat VERSION)"

mkdir -p "$OUT"
for name in collect publish; do
    echo "building $name $VERSION"
    go build -ldflags "-X main.version=$VERSION" -o "$OUT/$name" "./cmd/$name"
done
install -m 0644 VERSION "$OUT/VERSION"
