"""A program that stands for docker, podman or buildah: it notes how it is called, and obeys.

A build that hangs has a container, as builds of podman and buildah have. Its Dockerfiles know
``COPY CONTENT /path``, ``RUN hang``, ``RUN fail``, ``USER``, ``EXPOSE`` and ``CMD``; its
containers know ``greet``, ``hang``, ``fail`` and ``serve``. What exists is a file below
``$FAKE_ENGINE``, so that a test sees what is left.
"""

from __future__ import annotations

import json
import os
import re
import socket
import sys
import time
from pathlib import Path

from tests.compare.archives import digest, member, saved, tar

HOME = Path(os.environ["FAKE_ENGINE"])
LAYERS = {
    "golang": [member("usr/"), member("usr/bin/"), member("usr/bin/go", b"go" * 100_000)],
    "debian": [member("usr/"), member("usr/bin/"), member("usr/bin/sh", b"sh", mode=0o755)],
}
Lines = list[tuple[str, str]]


def main() -> None:
    name, words = os.environ["FAKE_NAME"], sys.argv[1:]
    with open(HOME / "calls", "a", encoding="utf-8") as calls:
        calls.write(json.dumps([name, *words]) + "\n")
    match words:
        case ["version" | "info", *_] | ["images", "--quiet"]:
            sys.exit("Cannot connect to the daemon." if (HOME / f"{name}-is-down").exists() else 0)
        case ["build", *options]:
            build(options)
        case ["image", "inspect", tag]:
            print(json.dumps([inspected(tag)]))
        case ["inspect", "--type", "image", tag]:
            print(json.dumps(inspected(tag)))
        case ["save", tag] | ["push", "--quiet", tag, _]:
            sys.stdout.buffer.write(saved(layers(lines(tag)), config(lines(tag))))
        case ["from", *_, container, tag]:
            (HOME / f"container-{container}").write_text(tag)
        case ["run", *rest]:
            start(rest)
        case ["ps" | "containers", *_]:
            print(json.dumps([described(file.name) for file in HOME.glob("container-*")]))
        case ["rm", *_, container]:
            (HOME / f"container-{container}").unlink(missing_ok=True)
        case ["rmi", tag]:
            path(tag).unlink()
        case _:
            sys.exit(f"unknown: {words}")


def path(tag: str) -> Path:
    return HOME / f"image-{tag.rpartition('/')[2]}"


def lines(tag: str) -> Lines:
    found = (line.partition(" ") for line in path(tag).read_text().splitlines())
    return [(word, rest) for word, _, rest in found]


def described(file: str) -> dict[str, object]:
    name = file.removeprefix("container-")
    return {"id": name, "containername": name, "Id": name, "Names": [name]}


def build(options: list[str]) -> None:
    file = Path(options[options.index("--file") + 1])
    text = file.read_text()
    if (ignore := Path(f"{file}.dockerignore")).exists():
        (HOME / f"ignored-{file.name}").write_text(ignore.read_text())
    print("STEP 1: FROM", flush=True)
    if "RUN hang" in text:
        (HOME / f"container-{text.split()[1]}-working-container-1").touch()
        time.sleep(600)
    if "RUN fail" in text:
        sys.exit("no such package: left-pad")
    path(options[options.index("--tag") + 1]).write_text(text)


def layers(found: Lines) -> list[bytes]:
    base = next(rest.split()[0] for word, rest in reversed(found) if word == "FROM")
    start = max(number for number, (word, _) in enumerate(found) if word == "FROM")
    copies = [rest.split() for word, rest in found[start:] if word == "COPY"]
    own = [member(where, content.encode()) for content, where in copies]
    return [tar(LAYERS[base]), *([tar(own)] if own else [])]


def config(found: Lines) -> dict[str, object]:
    last = dict(found)
    exposed = [rest for word, rest in found if word == "EXPOSE"]
    return {
        "Cmd": json.loads(last.get("CMD", "[]")),
        "User": last.get("USER", ""),
        "ExposedPorts": {f"{port}/tcp": {} for port in exposed},
    }


def inspected(tag: str) -> dict[str, object]:
    digests = [digest(layer) for layer in layers(lines(tag))]
    docker = {"config": config(lines(tag)), "rootfs": {"diff_ids": digests}}
    plain = {"Id": tag, "Config": config(lines(tag)), "RootFS": {"Layers": digests}}
    return {**plain, "FromImageID": tag, "Docker": docker}


def start(words: list[str]) -> None:
    text = " ".join(words)
    if "--name" in words:
        name = words[words.index("--name") + 1]
        tag = next(word for word in words if word.startswith("localhost/"))
        (HOME / f"container-{name}").write_text(tag)
        given = words[words.index(tag) + 1 :]
        command = given or dict(lines(tag)).get("CMD", "")
        text += f" {command}"
    if "hang" in text:
        time.sleep(600)
    if "fail" in text:
        sys.exit("cannot open templates")
    if "serve" in text and (port := re.search(r"127\.0\.0\.1:(\d+):", text)):
        serve(int(port[1]))
    print("hello")


def serve(port: int) -> None:
    with socket.create_server(("127.0.0.1", port)) as server:
        while True:
            connection, _ = server.accept()
            with connection:
                status = "200 OK" if b"GET / " in connection.recv(4096) else "404 Not Found"
                head = f"HTTP/1.1 {status}\r\nContent-Type: text/plain\r\nContent-Length: 5"
                connection.sendall(f"{head}\r\n\r\nhello".encode())


if __name__ == "__main__":
    main()
