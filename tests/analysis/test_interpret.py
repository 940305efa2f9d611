"""What a file means is found in time that its size bounds."""

from __future__ import annotations

import pytest

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.model import effects as fx
from dockerize_ms.pipeline import refactor, verify

CALLS_ITSELF = """\
FROM debian:bookworm
ENV PATH=/root/bin:$PATH
RUN mkdir -p /root/bin
RUN printf '#!/bin/sh\\ntool use 1 && tool run "$@" && tool end\\n' > /root/bin/tool
RUN chmod +x /root/bin/tool
RUN tool install
"""


CHAINS = {
    "moves": "RUN " + " && ".join(f"mv /f{n} /f{n + 1}" for n in range(1_000)),
    "copies": "RUN " + " && ".join(f"cp /f{n} /f{n + 1}" for n in range(1_000)),
    "stages": "".join(
        f"\nFROM scratch AS s{n}\nCOPY --from=s{n - 1} /f0 /f0\n" for n in range(1, 1_000)
    ),
}


@pytest.mark.parametrize("chain", CHAINS.values(), ids=CHAINS.keys())
def test_long_chains_end(chain: str) -> None:
    text = f"FROM alpine:3.20 AS s0\nRUN touch /f0\n{chain}\n"
    assert verify(text) == ()
    assert refactor(text).refusal


def test_a_script_that_calls_itself_ends() -> None:
    stage = interpret(cst.parse(CALLS_ITSELF), None)[0]
    opaque = [one for one in stage.steps[-1].effects if isinstance(one.effect, fx.Opaque)]
    assert 0 < len(opaque) < 100
