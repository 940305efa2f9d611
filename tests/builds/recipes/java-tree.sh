#!/bin/sh
# Lays out Debian's JDK as its authors do: whole, without links to other places; and cuts a JRE from
# it, of the modules that Temurin's has.
set -eu
release=$1
installed=/usr/lib/jvm/java-$release-openjdk-amd64
mkdir -p /java/jdk

# Debian's own places are links, also to documents that are not there
(cd "$installed" && find . -name docs -prune -o -name man -prune -o -name src.zip -prune -o \
    -type d -print) | while read -r directory; do mkdir -p "/java/jdk/$directory"; done
(cd "$installed" && find -L . -type f ! -path '*/docs/*' ! -path '*/man/*' ! -name src.zip) |
    while read -r file; do cp "$installed/$file" "/java/jdk/$file"; done
source=$(find /source -name src.zip -type f)
cp "$source" /java/jdk/lib/src.zip

# libraries that others link to their own copies of
for library in libjpeg.so.62 liblcms2.so.2; do
    found=$(find /usr/lib/x86_64-linux-gnu -name "$library" | head -1)
    [ -z "$found" ] || cp -L "$found" /java/jdk/lib/
done

modules=$(/java/jdk/bin/java --list-modules | cut -d@ -f1 | grep -E \
    '^(java\.|jdk\.(accessibility|charsets|crypto|dynalink|httpserver|incubator|internal\.vm|jdwp|jfr|jsobject|localedata|management|naming|net|nio|sctp|security|unsupported|xml|zipfs))' |
    paste -sd,)
/java/jdk/bin/jlink --module-path /java/jdk/jmods --add-modules "$modules" \
    --no-header-files --no-man-pages --strip-debug --output /java/jre
cp /java/jdk/lib/libjpeg.so.62 /java/jdk/lib/liblcms2.so.2 /java/jre/lib/ 2>/dev/null || true
/java/jre/bin/java -version
du -sh /java/jdk /java/jre
