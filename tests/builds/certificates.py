"""The machine's own certificates for what is fetched inside of builds."""

from __future__ import annotations

import os
import ssl

INSIDE = "/run/dockerize-ms/certificates.crt"
"""Not where images have theirs: a package that brings them would find the place occupied."""
BUNDLE = "/etc/ssl/certs/ca-certificates.crt"


def bundle() -> str:
    """The file of the authorities that this machine trusts; empty if it has none."""
    named = os.environ.get("SSL_CERT_FILE") or ssl.get_default_verify_paths().cafile or BUNDLE
    return next((path for path in (named, BUNDLE) if os.path.isfile(path)), "")


def volumes() -> tuple[str, ...]:
    """The mount that brings it into a build."""
    found = bundle()
    return (f"{os.path.realpath(found)}:{INSIDE}:ro",) if found else ()
