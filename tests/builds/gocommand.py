"""What the harness knows of Go: which environment only its command reads, and its cache."""

from __future__ import annotations

import os
import re

from tests.builds.engine import Engine

EXACT = "DOCKERIZE_MS_BUILDS_EXACT"
USES = re.compile(r"\bgo\b|\bgolang\b|\bmake\b|\.sh\b")
OWN_CACHE = re.compile(r"\.cache\b|GOCACHE|go clean|type=cache")
BUILD_ONLY = frozenset(
    (
        "CC",
        "CGO_CFLAGS",
        "CGO_CPPFLAGS",
        "CGO_CXXFLAGS",
        "CGO_ENABLED",
        "CGO_LDFLAGS",
        "CXX",
        "GO111MODULE",
        "GOARCH",
        "GOBIN",
        "GOCACHE",
        "GOEXPERIMENT",
        "GOFLAGS",
        "GOINSECURE",
        "GOLANG_VERSION",
        "GOMODCACHE",
        "GONOPROXY",
        "GONOSUMCHECK",
        "GONOSUMDB",
        "GOOS",
        "GOPATH",
        "GOPRIVATE",
        "GOPROXY",
        "GOROOT",
        "GOSUMDB",
        "GOTOOLCHAIN",
    )
)


def build_only(name: str) -> bool:
    """Whether only the go command reads an environment variable."""
    return name in BUILD_ONLY


def volumes(engine: Engine, text: str) -> tuple[str, ...]:
    """A compile cache that all builds share, so that the standard library compiles once.

    It stays out of the images: sizes before are smaller than users see them, by 50 to
    150 MB. Nothing is shared with a Dockerfile that has plans of its own for the cache, and
    nothing at all with DOCKERIZE_MS_BUILDS_EXACT set.
    """
    if os.environ.get(EXACT) or OWN_CACHE.search(text) or not USES.search(text):
        return ()
    cache = os.path.join(engine.home, "go-build")
    os.makedirs(cache, exist_ok=True)
    return (f"{cache}:/root/.cache/go-build",)
