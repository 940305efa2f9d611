"""Facts never fail, whatever they are asked."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dockerize_ms import facts

WORDS = st.sampled_from(
    ["golang", "node", "maven", "debian", "1.21", "8u212", "slim", "alpine3.18", "jdk", "latest"]
)
TEXTS = st.one_of(st.text(max_size=20), st.lists(WORDS, max_size=4).map("-".join))
BYTES = st.binary(max_size=9).map(lambda data: data.decode("utf-8", "surrogateescape"))
ANY = st.one_of(TEXTS, BYTES)


@settings(max_examples=300, deadline=None)  # the first example opens the files
@given(ANY, ANY)
@example("golang", "9" * 5000)
@example("golang", "1." * 5000)
@example("x" * 5000, "y" * 5000)
@example("a\0b", "c\0d")
@example("golang", "\udcff")
def test_images(name: str, tag: str) -> None:
    found = facts.image(name, tag)
    assert facts.layout(found).exists("/") in (True, None)
    for distribution in filter(None, [found.distribution]):
        facts.release_tag(name, tag, distribution)
        facts.distribution_base(distribution)
    facts.siblings(name, tag)
    facts.variant_tag(name, tag, add=frozenset(("slim",)))
    assert found.listed in (True, False, None)


@settings(deadline=None)
@given(ANY, ANY, ANY)
def test_packages(family: str, release: str, name: str) -> None:
    distribution = facts.Distribution(family, release)
    assert facts.package(distribution, name) is None or name
    facts.runtime_of(distribution, name)
    facts.build_only(distribution, name)
    facts.leaves(distribution, name)
    facts.commands_of(family, name)
    facts.provides_file(distribution, name)
    facts.release(family, release)
