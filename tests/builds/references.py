"""The images that a Dockerfile asks for, read independently of the project's own parser."""

from __future__ import annotations

import re
from collections.abc import Iterator

FROM = re.compile(r"^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)(?:[ \t]+AS[ \t]+(\S+))?", re.I | re.M)
COPY_FROM = re.compile(r"^[ \t]*COPY[ \t]+(?:--\S+[ \t]+)*?--from=(\S+[:/]\S+)", re.I | re.M)
ARG = re.compile(r"^[ \t]*ARG[ \t]+(\w+)=(\S+)", re.I | re.M)


def references(text: str) -> Iterator[str]:
    """The images that a Dockerfile starts from or copies from."""
    defaults = dict(ARG.findall(text.split("FROM", 1)[0]))
    stages = {"scratch"}
    for image, stage in FROM.findall(text):
        for name, value in defaults.items():
            image = image.replace(f"${{{name}}}", value).replace(f"${name}", value)
        if image.lower() not in stages:
            yield image
        stages.add(stage.lower())
    yield from (image for image in COPY_FROM.findall(text) if not image.startswith("-"))
