"""Starts a command, watches what it does, and ends it. A program of its own: see ``watch``.

May run as the first process of fresh network and process namespaces, so that ports cannot
clash and nothing outlives it. Reads its orders as JSON, prints what it saw as JSON.
"""

from __future__ import annotations

import contextlib
import fcntl
import http.client
import json
import socket
import struct
import subprocess
import sys
import tempfile
import time
from typing import IO, Any

SIOCSIFFLAGS = 0x8914
IFF_UP = 1
TIMED_OUT = 124


def loopback_up() -> None:
    """A new network namespace has a loopback device that is switched off."""
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, SIOCSIFFLAGS, struct.pack("16sh22x", b"lo", IFF_UP))


def ask(port: int, path: str, timeout: float) -> dict[str, Any]:
    """One answer, as far as a client depends on it. Redirects are not followed."""
    connection = http.client.HTTPConnection("localhost", port, timeout=timeout)
    with contextlib.closing(connection):
        connection.request("GET", path)
        response = connection.getresponse()
        return {
            "path": path,
            "status": response.status,
            "type": response.getheader("Content-Type", ""),
            "location": response.getheader("Location", ""),
            "body": response.read().decode("latin-1"),
        }


def listening(port: int) -> bool:
    """Whether a connection can be made."""
    try:
        with socket.create_connection(("localhost", port), timeout=1):
            return True
    except OSError:
        return False


def answering(port: int) -> bool:
    """Whether a request gets an answer: a proxy takes connections before its server does."""
    try:
        return bool(ask(port, "/", 5))
    except (OSError, http.client.HTTPException):
        return False


def await_port(orders: dict[str, Any], process: subprocess.Popen[bytes], deadline: float) -> bool:
    """Waits for a server, as long as it lives."""
    ready = answering if orders["proxied"] else listening
    while time.monotonic() < deadline:
        if ready(orders["port"]):
            return True
        if process.poll() is not None:
            return False
        time.sleep(0.05)
    return False


def serve(orders: dict[str, Any], process: subprocess.Popen[bytes], deadline: float) -> Any:
    """The answers of a server, and whether its health check is content."""
    if not await_port(orders, process, deadline):
        return {"started": False, "exit": process.poll()}
    answers = []
    for path in orders["paths"]:
        try:
            answers.append(ask(orders["port"], path, max(1.0, deadline - time.monotonic())))
        except (OSError, http.client.HTTPException) as error:
            answers.append({"path": path, "error": type(error).__name__})
    seen = {"started": True, "answers": answers}
    if orders["health"]:
        left = max(1.0, deadline - time.monotonic())
        seen.update(check_health(orders["health"], left))
    return seen


def check_health(command: list[str], seconds: float) -> dict[str, Any]:
    """The health check's verdict; one that does not end is content with nothing."""
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired:
        return {"health": TIMED_OUT}
    return {"health": done.returncode, "health_stderr": done.stderr.decode("latin-1")}


def await_end(process: subprocess.Popen[bytes], deadline: float) -> dict[str, Any]:
    """How a command ends."""
    try:
        return {"exit": process.wait(max(0.1, deadline - time.monotonic()))}
    except subprocess.TimeoutExpired:
        return {"exit": None}


def text(file: IO[bytes]) -> str:
    """All that a process wrote to a file."""
    file.seek(0)
    return file.read().decode("latin-1")


def main() -> None:
    """Carries out the orders on standard input."""
    orders = json.load(sys.stdin)
    deadline = time.monotonic() + orders["timeout"]
    if orders["isolated"]:
        loopback_up()
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            orders["command"], stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
        if orders["kind"] == "http":
            seen = serve(orders, process, deadline)
        else:
            seen = await_end(process, deadline)
        process.kill()
        json.dump({**seen, "stdout": text(out), "stderr": text(err)}, sys.stdout)


if __name__ == "__main__":
    main()
