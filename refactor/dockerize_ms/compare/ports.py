"""At which port a container's server answers."""

from __future__ import annotations

import socket

from dockerize_ms.compare.image import Image
from dockerize_ms.errors import UsageError


def served_port(image: Image) -> int:
    """The one TCP port that an image exposes. Raises ``UsageError`` if that is not clear."""
    exposed = [port.partition("/") for port in image.config.get("ExposedPorts") or ()]
    ports = [int(number) for number, _, kind in exposed if kind != "udp" and number.isdecimal()]
    if len(ports) == 1:
        return ports[0]
    what = f"exposes {len(ports)} ports" if ports else "exposes no port"
    raise UsageError(f"--http: the image {what}", "name the port: --http :8080/")


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def is_taken(port: int) -> bool:
    """Whether somebody answers at a port of this machine."""
    with socket.socket() as attempt:
        attempt.settimeout(1)
        return attempt.connect_ex(("127.0.0.1", port)) == 0
