"""Downloads: curl, wget and others that bring files from elsewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote

from dockerize_ms.ecosystems.arguments import Arguments, Options
from dockerize_ms.ecosystems.installer_scripts import stand_in
from dockerize_ms.ecosystems.places import is_device, place
from dockerize_ms.ecosystems.registry import prints, standard
from dockerize_ms.model.effects import Effect, Reads, WritesFile, WritesTree
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


@standard("curl")
def curl(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Downloads into ``-o`` or the address's own name (``-O``); else it prints."""
    arguments = _CURL.read(invocation.arguments)
    urls = [*arguments.values("--url"), *arguments.operands]
    directory = arguments.value("--output-dir") or "."
    for upload in arguments.values("-T"):
        if upload != "-":
            yield Reads(path=place(state, upload))
    address = urls[0] if len(urls) == 1 else ""
    for word in arguments.values("-o"):
        yield from written(state, posixpath.join(directory, word), address)
    for word in arguments.values("-D", "-c"):
        yield from written(state, posixpath.join(directory, word))
    if arguments.has("-J") and arguments.has("-O"):
        yield WritesTree(path=place(state, directory))
    elif arguments.has("-O", "--remote-name-all"):
        for url in urls if not arguments.has("-o") else ():
            yield from written(state, posixpath.join(directory, name_of(url)), url)
    if arguments.has("-o") and arguments.has("-O"):
        yield WritesTree(path=place(state, directory))


def written(state: State, word: str, address: str = "") -> Iterator[Effect]:
    """The file that a word names; nothing for standard output and devices."""
    path = place(state, word)
    if posixpath.basename(word) != "-" and not is_device(path):
        text = stand_in(address)
        yield WritesFile(path=path, content=text.encode() if text else None)


@prints("curl")
def curl_prints(invocation: Invocation, state: State) -> str | None:
    """What stands for a well-known script."""
    arguments = _CURL.read(invocation.arguments)
    urls = [*arguments.values("--url"), *arguments.operands]
    silent = arguments.has("-O", "--remote-name-all", "-i", "-I", "-D")
    to = [word for word in arguments.values("-o") if word not in ("-", "/dev/stdout")]
    return None if silent or to or len(urls) != 1 else stand_in(urls[0])


@prints("wget")
def wget_prints(invocation: Invocation, state: State) -> str | None:
    """The same with ``-O -``."""
    arguments = _WGET.read(invocation.arguments)
    printed = arguments.value("-O") in ("-", "/dev/stdout") and len(arguments.operands) == 1
    return stand_in(arguments.operands[0]) if printed else None


def name_of(url: str, default: str = HOLE) -> str:
    """The last part of an address, without its query."""
    path = url.split("#", 1)[0].split("?", 1)[0]
    _, found, rest = path.partition("://")
    name = posixpath.basename((rest if found else path).partition("/")[2].rstrip("/"))
    return unquote(name) or (HOLE if HOLE in url else default)


@standard("wget")
def wget(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Downloads into ``-O``, or into ``-P`` or here under the address's own name."""
    arguments = _WGET.read(invocation.arguments)
    if arguments.has("--spider"):
        return
    directory = arguments.value("-P") or "."
    for word in arguments.values("-o", "-a"):
        yield from written(state, word)
    if arguments.has("-O"):
        address = arguments.operands[0] if len(arguments.operands) == 1 else ""
        yield from written(state, arguments.value("-O") or "-", address)
    elif arguments.has("-r", "-m", "-i", "-p", "--content-disposition") or not arguments.operands:
        yield from _tree(arguments, directory, state)
    else:
        for url in arguments.operands:
            name = url.rsplit("/", 1)[-1] if "?" in url else name_of(url, "index.html")
            yield from written(state, posixpath.join(directory, name), url)


def _tree(arguments: Arguments, directory: str, state: State) -> Iterator[Effect]:
    if arguments.operands or arguments.has("-i"):
        yield WritesTree(path=place(state, directory))


@standard(
    "aria2c", "axel", "lftp", "ftp", "rsync", "scp", "sftp", "gsutil", "aws", "az", "gcloud",
    "rclone", "s3cmd"
)  # fmt: skip
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
