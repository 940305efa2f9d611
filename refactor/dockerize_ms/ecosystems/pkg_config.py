"""pkg-config and ``*-config`` programs: they print words for compilers and write nothing."""

from __future__ import annotations

from collections.abc import Iterable

from dockerize_ms.ecosystems.native.libraries import configured
from dockerize_ms.ecosystems.registry import prints, standard
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE

_HEADERS = ("--cflags", "--includes", "--cxxflags", "--cppflags", "--include")
_LIBRARIES = ("--libs", "--ldflags", "--libs-only-l", "--libs_r", "--libs-only-other")
_QUESTIONS = ("--exists", "--atleast-version", "--exact-version", "--max-version")


@standard(
    "pkg-config", "pkgconf", "x86_64-linux-gnu-pkg-config", "pg_config", "mysql_config",
    "mariadb_config", "curl-config", "xml2-config", "xslt-config", "python-config",
    "python2-config", "python3-config", "python3.8-config", "python3.9-config",
    "python3.10-config", "python3.11-config", "python3.12-config", "python3.13-config",
    "llvm-config", "freetype-config", "icu-config", "libpng-config", "libpng16-config",
    "pcre-config", "pcre2-config", "pcap-config", "krb5-config", "gdal-config", "geos-config",
    "net-snmp-config", "apr-1-config", "apu-1-config", "sdl-config", "sdl2-config",
    "ncurses5-config", "ncursesw5-config", "ncurses6-config", "ncursesw6-config", "gsl-config",
    "nc-config", "gpgme-config", "gpg-error-config", "libgcrypt-config", "ksba-config",
    "wx-config", "Magick-config", "MagickCore-config", "MagickWand-config", "php-config",
    "cups-config", "neon-config", "odbc_config", "nspr-config", "root-config",
    "dpkg-buildflags"
)  # fmt: skip
def config(invocation: Invocation, state: State) -> Iterable[Effect]:
    """Nothing is written."""
    return ()


@prints(
    "pkg-config", "pkgconf", "x86_64-linux-gnu-pkg-config", "mysql_config", "mariadb_config",
    "curl-config", "xml2-config", "xslt-config", "python-config", "python2-config",
    "python3-config", "python3.8-config", "python3.9-config", "python3.10-config",
    "python3.11-config", "python3.12-config", "python3.13-config", "freetype-config",
    "icu-config", "libpng-config", "libpng16-config", "pcre-config", "pcre2-config",
    "pcap-config", "krb5-config", "ncurses5-config", "ncursesw5-config", "ncurses6-config",
    "ncursesw6-config", "sdl2-config", "gsl-config"
)  # fmt: skip
def printed(invocation: Invocation, state: State) -> str | None:
    """Words for a compiler, as far as they matter: where headers are, and which libraries.

    Headers lie somewhere (``-I…``); a library that no table knows is some library (``-l…``).
    """
    words = invocation.arguments
    options = {word.split("=")[0] for word in words if word[:2] == "--"}
    if options and options <= {*_QUESTIONS, "--print-errors", "--silence-errors"}:
        return ""
    asked = options - {"--static", "--print-errors", "--short-errors", "--silence-errors"}
    if not asked or not asked <= {*_HEADERS, *_LIBRARIES, "--embed"}:
        return None
    found = [f"-I{HOLE}"] if asked & set(_HEADERS) else []
    if asked & set(_LIBRARIES):
        found += _libraries(invocation, "--static" in options)
    return " ".join(found) + "\n"


def _libraries(invocation: Invocation, static: bool) -> list[str]:
    names = [invocation.name]
    if invocation.name.endswith(("pkg-config", "pkgconf")):
        words = (word for text in invocation.arguments for word in text.split())
        names = [word for word in words if word[0] not in "-<>=!0123456789"]
    known = [configured(name) for name in names]
    found = [f"-l{HOLE if name is None or '*' in name else name}" for name in known]
    return [*found, f"-l{HOLE}"] if static or not found else found
