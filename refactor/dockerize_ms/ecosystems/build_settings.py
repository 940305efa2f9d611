"""Programs that tell how to compile and link with a library."""

from __future__ import annotations

from collections.abc import Iterable

from dockerize_ms.ecosystems.registry import handles
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State


@handles(
    "pg_config", "mysql_config", "mariadb_config", "xml2-config", "xslt-config", "curl-config",
    "gdal-config", "geos-config", "krb5-config", "python-config", "python3-config", "pcre-config",
    "llvm-config", "net-snmp-config", "nc-config", "freetype-config", "Magick-config", "sdl2-config"
)  # fmt: skip
def tells(invocation: Invocation, state: State) -> Iterable[Effect]:
    """Only prints."""
    return ()
