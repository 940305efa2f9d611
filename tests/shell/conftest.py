"""A compact form of the shell tree, for tables of expectations, and tables in text files."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dockerize_ms.shell import (
    Arithmetic,
    Case,
    Command,
    Compound,
    For,
    Function,
    Group,
    If,
    List,
    Literal,
    Located,
    Negated,
    Parameter,
    Pipeline,
    Redirect,
    Subshell,
    Substitution,
    Test,
    Unparsed,
    While,
    Word,
    WordPart,
)

Sexp = Callable[[Located], str]


@pytest.fixture
def sexp() -> Sexp:
    return _sexp


def _sexp(node: Located) -> str:
    if isinstance(node, List):
        return " ".join(
            f"{_operator(part.operator)}{_sexp(part.node)}{' &' * part.background}"
            for part in node.parts
        )
    if isinstance(node, Word):
        return "".join(map(_part, node.parts))
    text = _node(node)
    if isinstance(node, Compound):
        text += "".join(f" {_redirect(redirect)}" for redirect in node.redirects)
    return text


def _operator(operator: str) -> str:
    return {"": "", "\n": "\\n "}.get(operator, f"{operator} ")


def _node(node: Located) -> str:
    match node:
        case Command():
            items = [
                f"{one.name}{'+' * one.append}={_value(one.value, one.items)}"
                for one in node.assignments
            ]
            items += map(_sexp, node.words)
            items += map(_redirect, node.redirects)
            return f"({' '.join(items)})"
        case Pipeline():
            return f"(| {' '.join(map(_sexp, node.commands))})"
        case Negated():
            return f"(! {_sexp(node.node)})"
        case Subshell():
            return f"(sub {_sexp(node.body)})"
        case Group():
            return f"(group {_sexp(node.body)})"
        case If():
            branches = " ".join(f"[{_sexp(test)}] [{_sexp(body)}]" for test, body in node.branches)
            otherwise = f" else [{_sexp(node.otherwise)}]" if node.otherwise else ""
            return f"(if {branches}{otherwise})"
        case For():
            values = "@" if node.values is None else " ".join(map(_sexp, node.values))
            return f"(for {node.variable} [{values}] [{_sexp(node.body)}])"
        case While():
            name = "until" if node.until else "while"
            return f"({name} [{_sexp(node.condition)}] [{_sexp(node.body)}])"
        case Case():
            arms = "".join(
                f" {'|'.join(map(_sexp, arm.patterns))} [{_sexp(arm.body)}]" for arm in node.arms
            )
            return f"(case {_sexp(node.word)}{arms})"
        case Function():
            return f"(function {node.name} {_sexp(node.body)})"
        case Test(text=text, words=words, substitutions=subs):
            inner = " ".join(map(_sexp, words)) if words else f"{text}{''.join(map(_part, subs))}"
            return f"(test {inner})"
        case Unparsed():
            return f"(?? {node.text!r})"
    raise AssertionError(node)


def _value(value: Word | None, items: tuple[Word, ...] | None) -> str:
    if items is not None:
        return f"[{' '.join(map(_sexp, items))}]"
    return _sexp(value) if value else ""


def _redirect(one: Redirect) -> str:
    fd = "" if one.fd is None else str(one.fd)
    body = f"[{_sexp(one.body)}]" if one.body else ""
    return f"<{fd}{one.operator} {_sexp(one.target) if one.target else ''}{body}>"


def _part(part: WordPart) -> str:
    match part:
        case Literal(text=text, quoted=quoted):
            return repr(text) if quoted else text
        case Parameter():
            mark = "$$" if part.quoted else "$"
            operator = f" {part.operator}" if part.operator else ""
            argument = f" {_sexp(part.argument)}" if part.argument else ""
            return f"{mark}{{{part.name}{operator}{argument}}}"
        case Substitution():
            kind = "process" if part.process else "$"
            return f"{kind * (1 + part.quoted)}({_sexp(part.body)})"
        case Arithmetic():
            subs = "".join(map(_part, part.substitutions))
            return f"{'$' * (1 + part.quoted)}(( {part.text} )){subs}"
