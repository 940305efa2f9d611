"""What a file means is found in time that its size bounds."""

from __future__ import annotations

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.model import effects as fx

CALLS_ITSELF = """\
FROM debian:bookworm
ENV PATH=/root/bin:$PATH
RUN mkdir -p /root/bin
RUN printf '#!/bin/sh\\ntool use 1 && tool run "$@" && tool end\\n' > /root/bin/tool
RUN chmod +x /root/bin/tool
RUN tool install
"""


def test_a_script_that_calls_itself_ends() -> None:
    stage = interpret(cst.parse(CALLS_ITSELF), None)[0]
    opaque = [one for one in stage.steps[-1].effects if isinstance(one.effect, fx.Opaque)]
    assert 0 < len(opaque) < 100
