"""What the harness knows of the compilers of C, C++ and Rust: environment that only they read."""

from __future__ import annotations

from tests.builds.engine import Engine

BUILD_ONLY = frozenset(
    ("CARGO_HOME", "CFLAGS", "CXXFLAGS", "GCC_VERSION", "RUSTFLAGS", "RUSTUP_HOME", "RUST_VERSION")
)


def build_only(name: str) -> bool:
    """Whether only compilers, and what installs them, read an environment variable."""
    return name in BUILD_ONLY


def volumes(_engine: Engine, _text: str) -> tuple[str, ...]:
    """Nothing: they fetch nothing."""
    return ()
