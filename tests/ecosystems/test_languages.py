"""The language that a Dockerfile is counted under."""

from __future__ import annotations

import pytest

from dockerize_ms.ecosystems.languages import language_of

WANTED = {
    ("golang", ""): "Go",
    ("registry.example.com/team/python3-base", ""): "Python",
    ("nikolaik/python-nodejs", ""): "JavaScript",
    ("eclipse-temurin", "npm ci"): "Java",
    ("mcr.microsoft.com/dotnet/sdk", ""): ".NET",
    ("ubuntu", "apt-get install -y gcc && make"): "C and C++",
    ("debian", "pip3 install -r requirements.txt && python3 -m app && npm ci"): "Python",
    ("alpine", '["node", "server.js"]'): "JavaScript",
    ("nginx", "cp -r a /usr/share/nginx"): "",
    ("", ""): "",
}


@pytest.mark.parametrize("given", WANTED)
def test_languages(given: tuple[str, str]) -> None:
    image, commands = given
    assert language_of(image, [commands]) == WANTED[given]
