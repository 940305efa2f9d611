"""Tables of jobs: supercronic and its like run one, ``crontab FILE`` installs one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dockerize_ms.ecosystems.arguments import Options
from dockerize_ms.ecosystems.places import place
from dockerize_ms.ecosystems.registry import handles, needs, standard
from dockerize_ms.ecosystems.scripts import source_of
from dockerize_ms.model import effects as fx
from dockerize_ms.model import needs as nd
from dockerize_ms.model.effects import Effect
from dockerize_ms.model.invocation import Invocation, State
from dockerize_ms.text import HOLE, SourceMap

_JOB = re.compile(
    r"^[ \t]*(?:(?:[-\w*/,?#]+[ \t]+){5,6}?(?=[^\s*\d/,?-])|@(?:every[ \t]+\S+|\w+)[ \t]+)"
    r"(?P<command>[^\n]+)",
    re.MULTILINE,
)
_SUPERCRONIC = Options(
    "-debug -quiet -json -passthrough-logs -split-logs -inotify -overlapping -test -no-reap"
    " -prometheus-listen-address: -sentry-dsn:",
    words=True,
)
_CRONTAB = Options("-u: -l -r -e -i -s -c:")


@handles("supercronic", "go-crond", "yacron", "ofelia", "devcron", "jobber")
def supercronic(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Runs the jobs of the table that it is given."""
    for word in _SUPERCRONIC.read(invocation.arguments).operands:
        source = source_of(place(state, word), state) if HOLE not in word else None
        if source is None:
            continue
        yield fx.Reads(path=place(state, word))
        for job in _JOB.finditer(source.text):
            text = SourceMap(job["command"], source.file, ((0, job.start("command")),))
            yield fx.Runs(source=text, maybe=True)


@needs("supercronic", "go-crond", "yacron", "ofelia", "devcron", "jobber")
def table(invocation: Invocation, state: State) -> Iterator[nd.Need]:
    """The table, and time zones where the environment names one."""
    by = invocation.evidence()
    for word in _SUPERCRONIC.read(invocation.arguments).operands:
        if HOLE not in word:
            yield nd.NeedsPath(path=place(state, word), by=by, optional=True)
    if state.env.get("TZ"):
        yield nd.NeedsFeature(feature=nd.Feature.TIME_ZONES, by=by)


@standard("crontab")
def crontab(invocation: Invocation, state: State) -> Iterator[Effect]:
    """Installs a table for whoever runs it."""
    arguments = _CRONTAB.read(invocation.arguments)
    if arguments.has("-l", "-e"):
        return
    user = arguments.value("-u") or ("root" if state.user in ("", "0") else state.user)
    alpine = state.distribution is not None and state.distribution.family == "alpine"
    top = "/etc/crontabs" if alpine else "/var/spool/cron/crontabs"
    path = f"{top}/{user}"
    word = arguments.operands[0] if arguments.operands else "-"
    if arguments.has("-r"):
        yield fx.Removes(path=path)
    elif word == "-":
        text = invocation.stdin
        content = text.encode("utf-8", "surrogateescape") if text and HOLE not in text else None
        yield fx.WritesFile(path=path, content=content)
    else:
        yield fx.CopiesTree(source=place(state, word), target=path)
