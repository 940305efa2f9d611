"""Keys and certificates: ssh, gpg, openssl."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import pairwise

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.network import written
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import Configures, Effect, Reads, WritesFile, WritesTree
from dockerize_ms.model.invocation import Invocation, State


@standard("ssh-keyscan", "ssh", "ssh-add", "ssh-agent")
def ssh(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Talks to another machine; keys that it prints go where a redirection says."""
    yield from ()


@standard("ssh-keygen")
def ssh_keygen(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Makes a pair of keys, or with ``-A`` the keys of a server."""
    arguments = Options("-f: -t: -b: -N: -C: -q -A -R: -y -l -P: -m: -F: -H -a:").read(
        invocation.arguments
    )
    if arguments.has("-y", "-l", "-F"):
        return
    file = arguments.value("-f")
    if arguments.has("-A"):
        yield WritesTree(path="/etc/ssh")
    elif file:
        path = place(state, file)
        yield from (WritesFile(path=path), WritesFile(path=path + ".pub"))
    else:
        yield WritesTree(path=place(state, posixpath.join(state.home, ".ssh")))


@standard("gpg", "gpg2", "gpgv", "gpgconf", "dirmngr")
def gpg(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Checks signatures and keeps keys; ``-o`` writes a file (a package manager's keyring)."""
    arguments = Options(
        "-o|--output: --homedir: --keyserver: --keyring: --recv-keys: --recv-key: --export"
        " -a|--armor --dearmor --import -u: -r: --batch --yes --no-tty --verify"
        " --no-default-keyring --passphrase: --keyserver-options: -d|--decrypt --fetch-keys"
    ).read(invocation.arguments)
    for word in arguments.values("-o"):
        yield from written(state, word)
    for word in arguments.values("--keyring"):
        yield from written(state, word.removeprefix("gnupg-ring:"))
    home = (
        arguments.value("--homedir")
        or state.env.get("GNUPGHOME")
        or posixpath.join(state.home, ".gnupg")
    )
    yield Configures(path=place(state, home))


@standard("openssl")
def openssl(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes keys and certificates where ``-out``, ``-keyout`` and ``-CAcreateserial`` say."""
    words = invocation.arguments
    for option, value in pairwise(words):
        if option in ("-in", "-key", "-CA", "-CAkey", "-config", "-extfile"):
            yield Reads(path=place(state, value))
        elif option in ("-out", "-keyout", "-CAserial", "-writerand"):
            yield from written(state, value)
    if "-CAcreateserial" in words:
        yield WritesTree(path=state.cwd)
