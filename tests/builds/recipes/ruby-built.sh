#!/bin/sh
# Builds the Ruby of /source (without the optimizations that only cost time here), and writes to
# /packages which Debian packages it links.
set -eu
mkdir -p /usr/src/ruby /usr/local/etc
echo 'gem: --no-document' >/usr/local/etc/gemrc
tar --extract --directory /usr/src/ruby --strip-components=1 --file /source/source.tar
cd /usr/src/ruby
: >gems/bundled_gems # Debian's sources are without them, and they would be downloaded
[ -x configure ] || autoconf
./configure --build="$(dpkg-architecture --query DEB_BUILD_GNU_TYPE)" \
    --disable-install-doc --enable-shared optflags=-O0 debugflags= >/configure.log 2>&1 ||
    { tail -30 /configure.log; exit 1; }
make -j "$(nproc)" >/make.log 2>&1 || { tail -30 /make.log; exit 1; }
make install >/install.log 2>&1 || { tail -30 /install.log; exit 1; }
cd /
rm -r /usr/src/ruby
ldconfig
sh /run/recipes/linked-packages.sh /usr/local >/packages
