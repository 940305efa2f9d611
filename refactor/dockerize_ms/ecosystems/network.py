"""Downloads: curl, wget and others that bring files from elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import unquote

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.places import is_device, place
from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model.effects import Configures, Effect, Reads, WritesFile, WritesTree
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_CURL = Options(
    "-o|--output: -O|--remote-name --remote-name-all --output-dir: --create-dirs"
    " -J|--remote-header-name -L|--location -f|--fail -s|--silent -S|--show-error -k|--insecure"
    " -#|--progress-bar -v|--verbose -g|--globoff -G|--get -I|--head -i|--include -n -N -q -4 -6"
    " -0 -1 -2 -3 -a -j -l -B -M -p -R -Z -H|--header: -d|--data: --data-raw: --data-binary:"
    " --data-urlencode: -X|--request: -u|--user: -A|--user-agent: -e|--referer: -x|--proxy:"
    " -b|--cookie: -c|--cookie-jar: -m|--max-time: -w|--write-out: -T|--upload-file: -F|--form:"
    " -E|--cert: -K|--config: -C|--continue-at: -D|--dump-header: -r|--range: -Y: -y: -z: -Q:"
    " -P: -t: -U: --retry: --retry-delay: --retry-max-time: --connect-timeout: --cacert:"
    " --capath: --key: --proto: --proto-default: --proto-redir: --tlsv1.2 --tlsv1.3 --url:"
    " --ciphers: --resolve: --max-redirs: --limit-rate: --compressed --retry-connrefused"
    " --retry-all-errors --no-progress-meter --http1.1 --http2 --ssl-reqd --location-trusted"
    " --netrc-file: --socks5: --interface: --unix-socket: --noproxy: --oauth2-bearer:"
    " --speed-limit: --speed-time: --max-filesize:"
)
_WGET = Options(
    "-O|--output-document: -P|--directory-prefix: -q|--quiet -c|--continue -N|--timestamping"
    " -r|--recursive -nc|--no-clobber -o|--output-file: -a|--append-output: -i|--input-file:"
    " -t|--tries: -T|--timeout: -w|--wait: -U|--user-agent: -e|--execute: -l|--level:"
    " -A|--accept: -R|--reject: -D: -I: -X: -Q: -B: -S -p -k -m|--mirror -x -H -L -K -E -F -4 -6"
    " -b -d -v -V -np|--no-parent -nv|--no-verbose -nd|--no-directories"
    " -nH|--no-host-directories --header: --user: --password: --post-data:"
    " --no-check-certificate --show-progress --progress: --content-disposition --no-cookies"
    " --max-redirect: --secure-protocol: --ca-certificate: --ca-directory: --retry-connrefused"
    " --waitretry: --read-timeout: --connect-timeout: --dns-timeout: --limit-rate: --spider"
    " --no-cache --https-only --no-hsts --random-wait --cut-dirs: --trust-server-names --method:"
    " --referer: --load-cookies: --save-cookies: --certificate: --private-key: --no-proxy"
    " --auth-no-challenge --no-glob --restrict-file-names:",
    words=True,
)


@handles("curl")
def curl(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Downloads into ``-o`` or the address's own name (``-O``); else it prints."""
    arguments = _CURL.read(invocation.arguments)
    urls = [*arguments.values("--url"), *arguments.operands]
    directory = arguments.value("--output-dir") or "."
    for upload in arguments.values("-T"):
        if upload != "-":
            yield Reads(path=place(state, upload))
    for word in (*arguments.values("-o"), *arguments.values("-D", "-c")):
        yield from _file(state, posixpath.join(directory, word))
    if arguments.has("-J") and arguments.has("-O"):
        yield WritesTree(path=place(state, directory))
    elif arguments.has("-O", "--remote-name-all"):
        named = [name_of(url) for url in urls]
        for name in named if not arguments.has("-o") else ():
            yield from _file(state, posixpath.join(directory, name))
    if arguments.has("-o") and arguments.has("-O"):
        yield WritesTree(path=place(state, directory))


def _file(state: State, word: str) -> Iterator[Effect]:
    path = place(state, word)
    if posixpath.basename(word) != "-" and not is_device(path):
        yield WritesFile(path=path)


def name_of(url: str, default: str = HOLE) -> str:
    """The last part of an address, without its query."""
    path = url.split("#", 1)[0].split("?", 1)[0]
    _, found, rest = path.partition("://")
    name = posixpath.basename((rest if found else path).partition("/")[2].rstrip("/"))
    return unquote(name) or (HOLE if HOLE in url else default)


@handles("wget")
def wget(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Downloads into ``-O``, or into ``-P`` or here under the address's own name."""
    arguments = _WGET.read(invocation.arguments)
    if arguments.has("--spider"):
        return
    directory = arguments.value("-P") or "."
    for word in arguments.values("-o", "-a"):
        yield from _file(state, word)
    if arguments.has("-O"):
        yield from _file(state, arguments.value("-O") or "-")
    elif arguments.has("-r", "-m", "-i", "-p", "--content-disposition") or not arguments.operands:
        yield from _tree(arguments, directory, state)
    else:
        for url in arguments.operands:
            name = url.rsplit("/", 1)[-1] if "?" in url else name_of(url, "index.html")
            yield from _file(state, posixpath.join(directory, name))


def _tree(arguments: Arguments, directory: str, state: State) -> Iterator[Effect]:
    if arguments.operands or arguments.has("-i"):
        yield WritesTree(path=place(state, directory))


@handles(
    "aria2c",
    "axel",
    "lftp",
    "ftp",
    "rsync",
    "scp",
    "sftp",
    "gsutil",
    "aws",
    "az",
    "gcloud",
    "rclone",
    "s3cmd",
)
def fetch(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Brings files here, or to the last operand where it is a path."""
    arguments = Options("-d|--dir: -o|--out: -e: --exclude: --include: -i: -P: -p: -c: -T:").read(
        invocation.arguments
    )
    last = arguments.operands[-1] if arguments.operands[1:] else "."
    remote = ":" in last or invocation.name in ("lftp", "ftp", "aws", "az", "gcloud")
    yield WritesTree(path=place(state, "." if remote else last))
    if arguments.has("-d"):
        yield WritesTree(path=place(state, arguments.value("-d") or "."))


@handles("ssh-keyscan", "ssh", "ssh-add", "ssh-agent")
def ssh(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Talks to another machine; keys that it prints go where a redirection says."""
    yield from ()


@handles("ssh-keygen")
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


@handles("gpg", "gpg2", "gpgv", "gpgconf", "dirmngr")
def gpg(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Checks signatures and keeps keys; ``-o`` writes a file (a package manager's keyring)."""
    arguments = Options(
        "-o|--output: --homedir: --keyserver: --keyring: --recv-keys: --recv-key: --export"
        " -a|--armor --dearmor --import -u: -r: --batch --yes --no-tty --verify"
        " --no-default-keyring --passphrase: --keyserver-options: -d|--decrypt --fetch-keys"
    ).read(invocation.arguments)
    for word in arguments.values("-o"):
        yield from _file(state, word)
    for word in arguments.values("--keyring"):
        yield from _file(state, word.removeprefix("gnupg-ring:"))
    home = (
        arguments.value("--homedir")
        or state.env.get("GNUPGHOME")
        or posixpath.join(state.home, ".gnupg")
    )
    yield Configures(path=place(state, home))


@handles("openssl")
def openssl(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Writes keys and certificates where ``-out``, ``-keyout`` and ``-CAcreateserial`` say."""
    words = invocation.arguments
    for option, value in pairwise(words):
        if option in ("-in", "-key", "-CA", "-CAkey", "-config", "-extfile"):
            yield Reads(path=place(state, value))
        elif option in ("-out", "-keyout", "-CAserial", "-writerand"):
            yield from _file(state, value)
    if "-CAcreateserial" in words:
        yield WritesTree(path=state.cwd)
