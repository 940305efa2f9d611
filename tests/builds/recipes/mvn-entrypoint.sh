#!/bin/sh
# Fills Maven's settings with what the image brings, where there are none, and starts the command.
set -e
mkdir -p "$MAVEN_CONFIG" 2>/dev/null && for file in /usr/share/maven/ref/*; do
    [ -e "$MAVEN_CONFIG/$(basename "$file")" ] || cp "$file" "$MAVEN_CONFIG/" || true
done
unset MAVEN_CONFIG
exec "$@"
