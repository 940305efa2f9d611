"""The commands and files of packages."""

from __future__ import annotations

import pytest

from dockerize_ms.facts import Distribution, commands_of, provides_file


@pytest.mark.parametrize(
    ("family", "package", "command"),
    [
        ("debian", "git", "git"),
        ("ubuntu", "curl", "curl"),
        ("debian", "openssh-client", "ssh-keygen"),
        ("debian", "dnsutils", "dig"),
        ("debian", "coreutils", "["),
        ("debian", "postgresql-client", "psql"),
        ("debian", "docker.io", "docker"),
        ("alpine", "busybox", "wget"),
        ("alpine", "bind-tools", "dig"),
        ("alpine", "su-exec", "su-exec"),
        ("rhel", "procps-ng", "ps"),
    ],
)
def test_commands_of(family: str, package: str, command: str) -> None:
    assert command in (commands_of(family, package) or ())


@pytest.mark.parametrize(
    ("family", "package", "commands"),
    [
        ("debian", "curl", ("curl",)),
        ("debian", "tzdata", ()),
        ("debian", "no-such-package", None),
        ("windows", "curl", None),
    ],
)
def test_all_commands_of(family: str, package: str, commands: tuple[str, ...] | None) -> None:
    assert commands_of(family, package) == commands


@pytest.mark.parametrize(
    ("family", "package", "files"),
    [
        ("debian", "ca-certificates", "/etc/ssl/certs/ca-certificates.crt"),
        ("ubuntu", "tzdata", "/usr/share/zoneinfo"),
        ("alpine", "tzdata", "/usr/share/zoneinfo"),
        ("debian", "media-types", "/etc/mime.types"),
        ("alpine", "mailcap", "/etc/mime.types"),
        ("debian", "netbase", "/etc/services"),
        ("alpine", "bash", "/bin/bash"),
    ],
)
def test_provides_file(family: str, package: str, files: str) -> None:
    assert set(files.split()) <= set(provides_file(Distribution(family), package))


def test_provides_no_file() -> None:
    assert provides_file(Distribution("debian"), "curl") == ()
