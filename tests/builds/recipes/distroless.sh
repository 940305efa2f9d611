#!/bin/sh
# Lays out Debian packages below TREE as distroless has them: unpacked in the order given.
set -eu
tree=$1
shift
mkdir -p "$tree" /downloads
cd /downloads
apt-get download "$@"
for package in "$@"; do
    dpkg-deb -x "$package"_*.deb "$tree"
done
mkdir -p "$tree/etc/ssl/certs" "$tree/tmp" "$tree/root"
chmod 1777 "$tree/tmp"
chmod 700 "$tree/root"
mkdir -p "$tree/home/nonroot"
chmod 700 "$tree/home/nonroot"
chown 65532:65532 "$tree/home/nonroot"
cp /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/"
cat >"$tree/etc/passwd" <<'ACCOUNTS'
root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
ACCOUNTS
cat >"$tree/etc/group" <<'ACCOUNTS'
root:x:0:
nobody:x:65534:
tty:x:5:
staff:x:50:
nonroot:x:65532:
ACCOUNTS
echo 'hosts: files dns' >"$tree/etc/nsswitch.conf"
rm -rf "$tree/usr/share/doc" "$tree/usr/share/man" "$tree/usr/share/lintian"
