"""Commands that read no file of a project but those that their words name."""

from __future__ import annotations

from dockerize_ms.shell import BUILTINS

_WORDS = """
apk apt apt-get aptitude dnf dpkg microdnf rpm yum zypper
addgroup adduser deluser groupadd groupmod useradd userdel usermod
add-apt-repository ldconfig locale-gen update-alternatives update-ca-certificates
awk base64 basename bunzip2 bzip2 cat chgrp chmod chown cmp cp curl cut date dirname egrep fgrep
gawk getent gpg grep groups gunzip gzip head hostname id install ln mawk md5sum mkdir mktemp mv
nproc readlink realpath rm rmdir sed seq sha1sum sha256sum sha512sum sleep sort stat strip sync
tail tar tee touch tr uname uniq unlink unxz unzip wc wget which whoami xz yes zcat zip
"""
_PLAIN = BUILTINS | frozenset(_WORDS.split())


def is_plain(called: str) -> bool:
    """Whether a command, a builtin of the shell included, reads what its words name alone."""
    directory, _, name = called.rpartition("/")
    return name in _PLAIN and (not directory or directory in ("/bin", "/usr/bin", "/sbin"))
