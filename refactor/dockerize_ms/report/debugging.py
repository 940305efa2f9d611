"""How to look into a stage that is no image in the end."""

from __future__ import annotations

import os
import shlex
from collections.abc import Iterator


def entering(path: str, stage: str) -> Iterator[str]:
    """The commands that build a stage of a file, in the build context, and start a shell in it."""
    file = os.path.basename(path)
    named = "" if file in ("Dockerfile", "-") else f"-f {shlex.quote(file)} "
    image = f"debug-{stage}"
    yield f"To look into {stage}"
    yield f"  docker build {named}--target {stage} -t {image} ."
    yield f"  docker run --rm -it --entrypoint sh {image}"
