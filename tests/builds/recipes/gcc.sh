#!/bin/sh
# Unpacks Debian's compilers below /usr/local, where gcc finds its own parts beside itself.
set -eu
release=$1
machine=x86_64-linux-gnu
present=$(dpkg-query --show --showformat '${Package}\n' "*-$release-x86-64-linux-gnu" libasan8 \
    libasan6 libatomic1 libgcc-s1 libgomp1 libitm1 liblsan0 libquadmath0 libstdc++6 libtsan0 \
    libtsan2 libubsan1 libcc1-0 2>/dev/null || true)
mkdir -p /packages/partial
apt-get update
# shellcheck disable=SC2086 # a list of words
apt-get install -y --no-install-recommends --reinstall --download-only \
    -o Dir::Cache::archives=/packages \
    "cpp-$release" "gcc-$release" "g++-$release" "gfortran-$release" "gccgo-$release" \
    "libgcc-$release-dev" "libstdc++-$release-dev" "libgfortran-$release-dev" $present
for package in /packages/*.deb; do dpkg --extract "$package" /unpacked; done
rm -rf /packages /var/lib/apt/lists/*

for name in bin lib libexec include; do
    [ ! -d "/unpacked/usr/$name" ] || cp -a "/unpacked/usr/$name" /usr/local/
done
mkdir -p /usr/local/lib64
find /unpacked/usr/lib/$machine /unpacked/lib -name 'lib*.so*' -maxdepth 2 \
    -exec cp -a '{}' /usr/local/lib64/ ';' 2>/dev/null || true
rm -rf /unpacked
for name in c++ cpp g++ gcc gcc-ar gcc-nm gcc-ranlib gccgo gcov gfortran lto-dump; do
    from=$(echo "$name" | sed 's/^c++$/g++/')
    [ ! -e "/usr/local/bin/$from-$release" ] || ln -sf "$from-$release" "/usr/local/bin/$name"
done
