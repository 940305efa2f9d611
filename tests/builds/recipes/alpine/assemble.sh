#!/bin/sh
# Lays out Debian's busybox-static and musl below TREE as alpine:RELEASE has them.
set -eu
tree=$1
release=$2
here=$(dirname "$0")

for directory in bin dev etc/apk etc/ssl/certs home lib/apk media mnt opt proc run sbin srv sys \
    usr/bin usr/lib usr/local/bin usr/local/lib usr/local/share usr/sbin usr/share \
    var/cache/apk var/empty var/lib/apk var/log; do
    mkdir -p "$tree/$directory"
done
mkdir -m 700 "$tree/root"
mkdir -m 1777 "$tree/tmp" "$tree/var/tmp"

cp /bin/busybox "$tree/bin/busybox"
# Debian's build has two package managers that Alpine's has not
/bin/busybox --list-full | grep -vE '(^|/)(busybox|dpkg|dpkg-deb|rpm|rpm2cpio)$' |
    while read -r applet; do
        mkdir -p "$tree/$(dirname "$applet")"
        ln -s /bin/busybox "$tree/$applet"
    done

cp /usr/lib/x86_64-linux-musl/libc.so "$tree/lib/ld-musl-x86_64.so.1"
chmod 755 "$tree/lib/ld-musl-x86_64.so.1"
ln -s ld-musl-x86_64.so.1 "$tree/lib/libc.musl-x86_64.so.1"

cp /etc/ssl/certs/ca-certificates.crt "$tree/etc/ssl/certs/"
ln -s certs/ca-certificates.crt "$tree/etc/ssl/cert.pem"
cp "$here/passwd" "$here/group" "$tree/etc/"
sed 's/:.*/:!::0:::::/' "$here/passwd" >"$tree/etc/shadow"
chmod 640 "$tree/etc/shadow"
echo "$release" >"$tree/etc/alpine-release"
printf 'NAME="Alpine Linux"\nID=alpine\nVERSION_ID=%s\n' "$release" >"$tree/etc/os-release"
printf '/bin/sh\n/bin/ash\n' >"$tree/etc/shells"
echo 'hosts: files dns' >"$tree/etc/nsswitch.conf"

install -m 755 "$here/apk" "$tree/sbin/apk"
install -m 755 "$here/adduser" "$here/addgroup" "$tree/usr/sbin/"
