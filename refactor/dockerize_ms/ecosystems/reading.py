"""Commands that only read: cat, grep, ls, sort … and those that read nothing."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import is_device, place
from dockerize_ms.ecosystems.registry import standard
from dockerize_ms.model.effects import Effect, Reads, WritesFile
from dockerize_ms.model.invocation import Invocation, State

_READS = {
    "cut": Options(
        "-d|--delimiter: -f|--fields: -c|--characters: -b|--bytes: -s --complement"
        " --output-delimiter:"
    ),
    "diff": Options("-I: -x: -U: -C: -F: -X: --label: -L: -W:"),
    "head": Options("-n|--lines: -c|--bytes: -q -v"),
    "nl": Options("-b: -d: -f: -h: -i: -l: -n: -s: -v: -w:"),
    "od": Options("-A: -t: -N: -j: -w?"),
    "paste": Options("-d|--delimiters: -s"),
    "sort": Options(
        "-k|--key: -t|--field-separator: -o|--output: -T: -S: --parallel: --compress-program:"
    ),
    "stat": Options("-c|--format: --printf: -f -L -t"),
    "tail": Options("-n|--lines: -c|--bytes: -f -F -q -v -s: --pid: --follow?"),
    "uniq": Options("-f: -s: -w:"),
    "xxd": Options("-l: -s: -c: -g: -o: -r -p -u"),
}
_ANY = Options("")


@standard(
    "cat", "head", "tail", "sort", "wc", "cut", "uniq", "tac", "rev", "nl", "od", "hexdump",
    "strings", "file", "stat", "ldd", "readelf", "objdump", "nm", "diff", "cmp", "comm", "join",
    "paste", "column", "fold", "fmt", "md5sum", "sha1sum", "sha224sum", "sha256sum",
    "sha384sum", "sha512sum", "b2sum", "cksum", "sum", "base64", "base32", "xxd", "less",
    "more", "zcat", "xzcat", "bzcat", "expand", "unexpand", "jsonlint", "xmllint", "getcap",
    "getfacl", "lsattr"
)  # fmt: skip
def reading(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Reads the files it is given."""
    arguments = _READS.get(invocation.name, _ANY).read(invocation.arguments)
    for word in arguments.operands:
        path = place(state, word)
        if word != "-" and not is_device(path):
            yield Reads(path=path)
    output = arguments.value("-o") if invocation.name == "sort" else None
    if output:
        yield WritesFile(path=place(state, output))


_GREP = Options(
    "-e|--regexp: -f|--file: -m|--max-count: -A: -B: -C: --include: --exclude: --exclude-dir:"
    " -d: -D: --color? --label: -r|-R|--recursive -i -v -c -n -l -L -q -s -o -w -x -E -F -P -G"
    " -H -h -z -a"
)


@standard("grep", "egrep", "fgrep", "rg", "ack", "zgrep")
def grep(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Reads what follows the pattern."""
    arguments = _GREP.read(invocation.arguments)
    files = arguments.operands if arguments.has("-e", "-f") else arguments.operands[1:]
    for word in (*arguments.values("-f"), *files):
        if word != "-":
            yield Reads(path=place(state, word))


@standard("ls", "dir", "du", "tree", "vdir")
def listing(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Lists names: nothing depends on it."""
    yield from ()


@standard("jq", "yq", "xmlstarlet")
def query(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Reads the files after its filter; ``yq -i`` changes them."""
    arguments = Options("-i|--inplace -f|--from-file: -L: -r -e -c -s -n -S -M -C -a -j").read(
        invocation.arguments
    )
    for word in arguments.operands[1:]:
        path = place(state, word)
        yield Reads(path=path)
        if arguments.has("-i") and invocation.name == "yq":
            yield WritesFile(path=path)


@standard("awk", "gawk", "mawk", "nawk")
def awk(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Reads the files after its program; a program that redirects is rare and not read."""
    arguments = Options("-f|--file: -F: -v|--assign: -i: -o?", stops=True).read(
        invocation.arguments
    )
    files = arguments.operands if arguments.has("-f") else arguments.operands[1:]
    for word in (*arguments.values("-f"), *files):
        if "=" not in word and word != "-":
            yield Reads(path=place(state, word))
            if "inplace" in arguments.values("-i"):
                yield WritesFile(path=place(state, word))


@standard(
    "echo", "printf", "basename", "dirname", "pwd", "date", "uname", "which", "whereis", "id",
    "whoami", "groups", "nproc", "arch", "getconf", "sleep", "usleep", "seq", "expr", "df",
    "free", "printenv", "yes", "clear", "tput", "stty", "tty", "sync", "ps", "top", "pgrep",
    "pidof", "lsof", "netstat", "ss", "lscpu", "lsblk", "uptime", "w", "who", "last", "logname",
    "hostid", "dmesg", "getopt", "tr", "bc", "dc", "factor", "shuf", "numfmt", "realpath",
    "readlink", "pathchk", "getent", "locale", "lsb_release", "ping", "nslookup", "dig", "host",
    "traceroute", "nc", "ncat", "netcat", "ip", "ifconfig", "route", "figlet", "cowsay",
    "lolcat", "man", "info", "whatis", "apropos", "cal", "logger", "wall", "pkill", "killall",
    "iconv", "uuidgen", "pwgen", "mountpoint", "findmnt", "lsmod", "vmstat"
)  # fmt: skip
def silent(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Prints, waits or asks: changes no file."""
    yield from ()
