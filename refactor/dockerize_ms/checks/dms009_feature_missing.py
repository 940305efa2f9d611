"""DMS009: CA certificates and time zones that a program needs came along."""

from __future__ import annotations

from collections.abc import Iterator

from dockerize_ms.analysis.places import word_span
from dockerize_ms.analysis.subject import Subject
from dockerize_ms.checks.features import FILES, lacks, path_of
from dockerize_ms.checks.findings import info, warning
from dockerize_ms.errors import Evidence, Finding
from dockerize_ms.model.needs import Feature
from dockerize_ms.model.stage import Stage

CODE = "DMS009"
NAME = "feature-missing"
TITLE = "CA certificates or time zones stay behind in another stage"

_CONSEQUENCE = {
    Feature.CERTIFICATES: "no certificate of another host can be verified",
    Feature.TIME_ZONES: "zones are not found, or all times are in UTC",
}
_ADDRESSES = ("https://", "wss://", "tls://")


def find(subject: Subject) -> Iterator[Finding]:
    """A warning where a stage that is copied from has what the image surely lacks.

    Certificates are for those who call others: an info where nothing shows that.
    """
    for stage in subject.images:
        sources = subject.sources(stage)
        if not sources:
            continue
        for feature, by in subject.live(stage).features.items():
            if feature in FILES and lacks(stage, feature):
                yield from _finding(subject, stage, feature, by, sources)


def _finding(
    subject: Subject, stage: Stage, feature: Feature, by: Evidence, sources: tuple[Stage, ...]
) -> Iterator[Finding]:
    having = next((source for source in sources if not lacks(source, feature)), None)
    if having is None:
        return
    path = path_of(having, feature)
    message = f"{subject.title(stage)} has no {feature.value}: {_CONSEQUENCE[feature]}"
    hint = f"install the package that brings {feature.value}"
    if path:
        named = having.name or str(having.index)
        hint = f"add COPY --from={named} {path} {path}"
    needed = Evidence(f"needed because of {by.text}", by.span)
    tell = warning if feature is not Feature.CERTIFICATES or _calls(subject, stage) else info
    yield tell(CODE, word_span(stage.instruction, stage.reference), message, (needed,), hint)


def _calls(subject: Subject, stage: Stage) -> bool:
    """Whether a literal of the program's sources is an address of an encrypted connection."""
    return any(mention.text.startswith(_ADDRESSES) for mention in subject.live(stage).mentions)
