#!/bin/sh
# Makes the trees of debian:SUITE and debian:SUITE-slim: full.tar and slim.tar in DIRECTORY.
# Laid out as debuerreotype does it, which makes the real ones.
set -eu
suite=$1
directory=$2
mirror=${DEBIAN_MIRROR:-http://deb.debian.org/debian}

mkdir -p "$directory"
tree=$(mktemp -d "$directory/tree.XXXXXX")
trap 'rm -rf "$tree"' EXIT
chmod 755 "$tree"

debootstrap --variant=minbase "$suite" "$tree" "$mirror" >"$directory/debootstrap.log" 2>&1 || {
    tail -20 "$directory/debootstrap.log" >&2
    exit 1
}

cat >"$tree/etc/apt/apt.conf.d/docker-clean" <<'CONF'
DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
APT::Update::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache "";
Dir::Cache::srcpkgcache "";
CONF
echo 'Acquire::GzipIndexes "true";' >"$tree/etc/apt/apt.conf.d/docker-gzip-indexes"
echo 'Acquire::Languages "none";' >"$tree/etc/apt/apt.conf.d/docker-no-languages"
echo 'Apt::AutoRemove::SuggestsImportant "false";' >"$tree/etc/apt/apt.conf.d/docker-autoremove-suggests"
echo 'force-unsafe-io' >"$tree/etc/dpkg/dpkg.cfg.d/docker-apt-speedup"

rm -rf "$tree"/var/cache/apt/archives/*.deb "$tree"/var/cache/apt/*.bin "$tree"/var/lib/apt/lists/* \
    "$tree"/var/log/bootstrap.log "$tree"/var/log/dpkg.log "$tree"/var/log/alternatives.log \
    "$tree"/var/log/apt/* "$tree"/etc/resolv.conf "$tree"/etc/hostname "$tree"/var/cache/ldconfig/aux-cache
mkdir -p "$tree/var/lib/apt/lists/partial"

pack() {
    tar -C "$tree" --sort=name --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*' -cf "$1.part" .
    mv "$1.part" "$1"
}

pack "$directory/full.tar"

cat >"$tree/etc/dpkg/dpkg.cfg.d/docker" <<'CONF'
path-exclude /usr/share/doc/*
path-include /usr/share/doc/*/copyright
path-exclude /usr/share/info/*
path-exclude /usr/share/linda/*
path-exclude /usr/share/lintian/overrides/*
path-exclude /usr/share/locale/*
path-include /usr/share/locale/locale.alias
path-exclude /usr/share/man/*
path-exclude /usr/share/omf/*
CONF
find "$tree/usr/share/doc" ! -type d ! -name copyright -delete
find "$tree/usr/share/locale" ! -type d ! -name locale.alias -delete
for area in info linda lintian/overrides man omf; do
    [ ! -d "$tree/usr/share/$area" ] || find "$tree/usr/share/$area" -mindepth 1 ! -type d -delete
done
find "$tree/usr/share/doc" "$tree/usr/share/locale" "$tree/usr/share/man" -mindepth 1 -type d -empty -delete
pack "$directory/slim.tar"
