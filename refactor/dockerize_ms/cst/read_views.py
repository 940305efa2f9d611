"""How the typed views are read from instructions. Importing this module registers them."""

from __future__ import annotations

from dockerize_ms.cst import heredocs, mounts
from dockerize_ms.cst.instruction import Instruction, reads
from dockerize_ms.cst.views import (
    Add,
    Arg,
    Cmd,
    Copy,
    Entrypoint,
    Env,
    Expose,
    From,
    Healthcheck,
    Label,
    Maintainer,
    Onbuild,
    Run,
    Shell,
    Stopsignal,
    Unknown,
    User,
    Volume,
    Workdir,
)


@reads("FROM")
def _from(instruction: Instruction) -> From:
    values = instruction.values
    named = len(values) == 3 and values[1].lower() == "as"
    return From(
        image=values[0] if values else "",
        platform=_flag(instruction, "platform"),
        alias=values[2].lower() if named else None,
    )


@reads("RUN")
def _run(instruction: Instruction) -> Run:
    shell = instruction.shell_source
    script = shell and instruction.heredocs and heredocs.mark(instruction.arguments_text)
    first = shell.text.partition("\n")[0] if shell and script else ""
    mounted = [flag.value for flag in instruction.flags if flag.name == "mount" and flag.value]
    return Run(
        mounts=tuple([mounts.read(value) for value in mounted]),
        network=_flag(instruction, "network"),
        security=_flag(instruction, "security"),
        devices=_all(instruction, "device"),
        argv=_argv(instruction),
        heredocs=instruction.heredocs,
        shell=shell,
        interpreter=first[2:].strip() if first.startswith("#!") else None,
    )


@reads("COPY")
def _copy(instruction: Instruction) -> Copy:
    sources, destination = _paths(instruction)
    return Copy(
        sources=sources,
        destination=destination,
        from_=_flag(instruction, "from"),
        chown=_flag(instruction, "chown"),
        chmod=_flag(instruction, "chmod"),
        link=bool(_switch(instruction, "link")),
        parents=bool(_switch(instruction, "parents")),
        exclude=_all(instruction, "exclude"),
        heredocs=instruction.heredocs,
    )


@reads("ADD")
def _add(instruction: Instruction) -> Add:
    sources, destination = _paths(instruction)
    return Add(
        sources=sources,
        destination=destination,
        chown=_flag(instruction, "chown"),
        chmod=_flag(instruction, "chmod"),
        link=bool(_switch(instruction, "link")),
        exclude=_all(instruction, "exclude"),
        checksum=_flag(instruction, "checksum"),
        keep_git_dir=_switch(instruction, "keep-git-dir"),
        unpack=_switch(instruction, "unpack"),
        heredocs=instruction.heredocs,
    )


@reads("ENV")
def _env(instruction: Instruction) -> Env:
    return Env(pairs=_pairs(instruction), old_form=instruction.parsed.old_form)


@reads("LABEL")
def _label(instruction: Instruction) -> Label:
    return Label(pairs=_pairs(instruction), old_form=instruction.parsed.old_form)


@reads("ARG")
def _arg(instruction: Instruction) -> Arg:
    parts = [word.partition("=") for word in instruction.values]
    return Arg(pairs=tuple([(key, text if equals else None) for key, equals, text in parts]))


@reads("EXPOSE")
def _expose(instruction: Instruction) -> Expose:
    return Expose(ports=instruction.values)


@reads("WORKDIR")
def _workdir(instruction: Instruction) -> Workdir:
    return Workdir(path=instruction.arguments_text)


@reads("USER")
def _user(instruction: Instruction) -> User:
    return User(user=instruction.arguments_text)


@reads("VOLUME")
def _volume(instruction: Instruction) -> Volume:
    return Volume(paths=instruction.values)


@reads("STOPSIGNAL")
def _stopsignal(instruction: Instruction) -> Stopsignal:
    return Stopsignal(signal=instruction.arguments_text)


@reads("MAINTAINER")
def _maintainer(instruction: Instruction) -> Maintainer:
    return Maintainer(name=instruction.arguments_text)


@reads("SHELL")
def _shell(instruction: Instruction) -> Shell:
    return Shell(argv=_argv(instruction) or ())


@reads("CMD")
def _cmd(instruction: Instruction) -> Cmd:
    return Cmd(argv=_argv(instruction), shell=instruction.shell_source)


@reads("ENTRYPOINT")
def _entrypoint(instruction: Instruction) -> Entrypoint:
    return Entrypoint(argv=_argv(instruction), shell=instruction.shell_source)


@reads("HEALTHCHECK")
def _healthcheck(instruction: Instruction) -> Healthcheck:
    return Healthcheck(
        none=instruction.values[:1] != () and instruction.values[0].upper() == "NONE",
        options={flag.name: flag.value or "" for flag in instruction.flags},
        argv=instruction.values[1:] if instruction.is_json else None,
        shell=instruction.shell_source,
    )


@reads("ONBUILD")
def _onbuild(instruction: Instruction) -> Onbuild:
    return Onbuild(instruction=instruction.inner)


@reads()
def _unknown(instruction: Instruction) -> Unknown:
    return Unknown(keyword=instruction.keyword)


def _flag(instruction: Instruction, name: str) -> str | None:
    for flag in instruction.flags:
        if flag.name == name:
            return flag.value
    return None


def _all(instruction: Instruction, name: str) -> tuple[str, ...]:
    return tuple([flag.value or "" for flag in instruction.flags if flag.name == name])


def _switch(instruction: Instruction, name: str) -> bool | None:
    for flag in instruction.flags:
        if flag.name == name:
            return flag.value is None or flag.value.lower() == "true"
    return None


def _argv(instruction: Instruction) -> tuple[str, ...] | None:
    return instruction.values if instruction.is_json else None


def _pairs(instruction: Instruction) -> tuple[tuple[str, str], ...]:
    return tuple(zip(instruction.values[::2], instruction.values[1::2], strict=False))


def _paths(instruction: Instruction) -> tuple[tuple[str, ...], str]:
    if not instruction.values:
        return (), ""
    *sources, destination = instruction.values
    if instruction.heredocs:
        sources = [source for source in sources if heredocs.mark(source) is None]
    return tuple(sources), destination
