"""Whatever a file says, the checks give findings that point into it."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockerize_ms import cst
from dockerize_ms.analysis.interpret import interpret
from dockerize_ms.checks import catalogue, check, claims
from dockerize_ms.context import Context

LINES = r"""
FROM scratch
FROM debian:bookworm-slim AS builder
FROM golang:1.21-alpine AS Go
FROM $BASE
FROM builder
FROM Go AS runtime
FROM
ARG BASE=alpine
ARG X
ENV A=$X B=${A:-1} C="$B
ENV PATH=/opt/bin:$PATH
WORKDIR app
WORKDIR /a/../../b/$X
COPY . .
COPY --from=builder /a/b* /c/
COPY --from=1 [ "/a b", "/c" ]
COPY --from=$X / /
COPY --from=runtime --chown=app:$X a b c
COPY --from=9 /[ /x
COPY a
ADD https://example.com/a.tar /a/
ADD "x y" /
RUN --mount=type=cache,target=/a --mount=from=builder,target=b go build -o /a/x .
RUN ["/bin/tool", "x"]
RUN cat <<X > /a
RUN rm -rf / && mv /a /b || exit 1
RUN set -e; for x in 1 2; do echo $x > /$x; done
SHELL ["/bin/bash", "-c"]
SHELL []
USER app:$X
USER
CMD cd /x && ./run "$A" | tee log
CMD ["/app --x", ""]
CMD []
ENTRYPOINT ["sh", "-c", "exec $0"]
ENTRYPOINT /start.sh
HEALTHCHECK CMD curl -f x || wget x
HEALTHCHECK NONE
ONBUILD RUN x
VOLUME ["/a"]
# dockerize-ms: ignore=DMS001
""".strip().splitlines()
CODES = {one.code for one in catalogue()}
CONTEXT = Context.from_files(
    {
        "a": "#!/bin/sh\n$A\n",
        "start.sh": "#!",
        "b/main.go": "package main\n",
        "go.mod": "module x\n",
    },
    links={"c": "a"},
    ignore="b\n",
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(lines=st.lists(st.sampled_from(LINES), max_size=14), known=st.booleans())
def test_findings_point_into_the_file(lines: list[str], known: bool) -> None:
    tree = cst.parse("\n".join(lines), path="Dockerfile")
    context = CONTEXT if known else None
    stages = interpret(tree, context)
    for claim in claims(stages, tree, context):
        assert claim.path.startswith("/")
    for finding in check(stages, tree, context):
        assert finding.code in CODES
        assert finding.span.path == "Dockerfile"
        assert 0 <= finding.span.start <= finding.span.end <= len(tree.file.text)
