"""The machine's own certificates, and settings, for what is fetched inside of builds."""

from __future__ import annotations

import contextlib
import os
import ssl
import uuid

INSIDE = "/run/dockerize-ms/certificates.crt"
"""Not where images have theirs: a package that brings them would find the place occupied."""
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def bundle() -> str:
    """The file of the authorities that this machine trusts; empty if it has none."""
    named = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile or BUNDLE
    return next((path for path in (named, BUNDLE) if os.path.isfile(path)), "")


def write(path: str, text: str) -> None:
    """Writes a file that builds mount. One that is as it should be is left alone: others that
    build at the same time may be reading it."""
    with contextlib.suppress(OSError), open(path, encoding="utf-8") as file:
        if file.read() == text:
            return
    fresh = f"{path}.{uuid.uuid4().hex}"
    with open(fresh, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(fresh, path)


def volumes() -> tuple[str, ...]:
    """The mount that brings it into a build."""
    found = bundle()
    return (f"{os.path.realpath(found)}:{INSIDE}:ro",) if found else ()


def trusted() -> tuple[str, ...]:
    """The mount that makes an image trust whom this machine trusts. It has such a file already."""
    found = bundle()
    return (f"{os.path.realpath(found)}:{BUNDLE}:ro",) if found else ()
