"""Makes saved images as engines print them, from a few words."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from collections.abc import Mapping, Sequence
from typing import Any


def member(name: str, content: bytes | str = b"", **fields: Any) -> tuple[tarfile.TarInfo, bytes]:
    """A path of a layer: a directory if it ends with ``/``, a link if ``content`` is text."""
    info = tarfile.TarInfo(name.strip("/"))
    info.mode = 0o644
    if name.endswith("/"):
        info.type, info.mode = tarfile.DIRTYPE, 0o755
    if isinstance(content, str):
        info.type, info.linkname, content = tarfile.SYMTYPE, content, b""
    info.size = len(content)
    for field, value in fields.items():
        setattr(info, field, value)
    return info, content


def tar(members: Sequence[tuple[tarfile.TarInfo, bytes]]) -> bytes:
    """A tar archive."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for info, content in members:
            archive.addfile(info, io.BytesIO(content))
    return target.getvalue()


def digest(layer: bytes) -> str:
    """How an image names a layer."""
    return f"sha256:{hashlib.sha256(layer).hexdigest()}"


def saved(layers: Sequence[bytes], config: Mapping[str, Any]) -> bytes:
    """A saved image in today's layout, its manifest last."""
    names = [f"blobs/sha256/{number}" for number in range(len(layers))]
    image = {"config": config, "rootfs": {"diff_ids": [digest(layer) for layer in layers]}}
    manifest = [{"Config": "blobs/sha256/config", "Layers": names}]
    return tar(
        [
            *(member(name, layer) for name, layer in zip(names, layers, strict=True)),
            member("blobs/sha256/config", json.dumps(image).encode()),
            member("manifest.json", json.dumps(manifest).encode()),
        ]
    )
