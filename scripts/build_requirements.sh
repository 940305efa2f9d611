#!/bin/sh
# Installs what `make test-builds` needs on Debian or Ubuntu and is not there. Needs root.
set -eu

if [ "$(id -u)" -ne 0 ]; then
    echo "real builds need root (mounts, other users' files): run as root" >&2
    exit 1
fi

packages=''
need() { command -v "$1" >/dev/null 2>&1 || packages="$packages $2"; }
need buildah buildah
need debootstrap debootstrap
need unshare util-linux
[ -e /usr/share/keyrings/debian-archive-keyring.gpg ] || packages="$packages debian-archive-keyring"
[ -e /etc/ssl/certs/ca-certificates.crt ] || packages="$packages ca-certificates"

if [ -n "$packages" ]; then
    if ! command -v apt-get >/dev/null 2>&1; then
        echo "real builds need$packages: install them first" >&2
        exit 1
    fi
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq
    # shellcheck disable=SC2086 # a list of words
    apt-get install -y -qq --no-install-recommends $packages
fi
