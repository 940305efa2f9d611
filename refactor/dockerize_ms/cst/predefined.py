"""ARGs that BuildKit sets by itself. Their values depend on the machine and the build."""

from __future__ import annotations

PLATFORM = frozenset(
    {
        f"{side}{part}"
        for side in ("TARGET", "BUILD")
        for part in ("PLATFORM", "OS", "OSVERSION", "ARCH", "VARIANT")
    }
    | {"TARGETSTAGE"}
)
"""FROM sees them as they are, a stage after an ARG line of its own."""

PROXY = frozenset(
    name
    for proxy in ("HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY")
    for name in (proxy, proxy.lower())
)
"""Every RUN has them without an ARG line, if the build is given them."""
