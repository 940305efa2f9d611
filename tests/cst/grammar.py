"""Dockerfiles made by chance: mostly valid, and full of what trips readers up."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hypothesis import strategies as st

Pick = Callable[[Sequence[str]], str]
"""Chooses one of several: Hypothesis does, or a random generator."""

KEYWORDS = (
    *("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL"),
    *("MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"),
)
FLAGS = (
    *("--from=a", "--mount=type=cache,target=/a", "--platform=$A", "--link", "--link=", "--"),
    *("--chown=a:b", "--interval=1s", '--x="a b"', r"--x=a\ b", "--x=à", "--à=b", "---x"),
)
WORDS = (
    *("a", "b=c", "A=", "=x", '"q r"', "'s t'", '"', "'", "\\", "`", "\\\\", '\\"', "#", "# c"),
    *("$A", "${A:-b}", "${A", "${A:-x y}", "${x^^}", "${#x}", "&&", ";", "=", "{", "}", "é", "à"),
    *('["a"]', '["a", "b\\n"]', "[1]", "[]", '[ "x" , "y" ]', '["a",]', "CMD", "NONE", "AS"),
    *("<<EOF", "<<-EOF", '<<"E F"', "<<'EOF'", "cat<<EOF", "(cat <<EOF)", "<<<", "2<<EOF", "<"),
    *("\u00a0", "\x85", "\v", "\f", "\x1c", "EOF", "RUN", "\ufeff"),
    *('["a"] b', "<<-", "<< EOF", "<<- EOF", "-", "-b"),
)
GAPS = (
    *(" ", " ", " ", "  ", "\t", " \\\n", " \\\n  ", "\\\n", " \\\n# c\n", " \\\n\n", " \\  \n"),
    *(" \\\r\n", " `\n", " \\\n  # d \\\n", "\r", "\u00a0", " \\\n\\\n"),
)
ENDS = (
    *("\n", "\n", "\n", "\r\n", "\n\n", "\n# comment\n", "\n\t\n", " \n", "\\\n", "", "\r\r\n"),
    *("\nEOF\n", "\n\tEOF\n", "\n EOF\n", "\nE F\n", "\\\n# c", "\\\n  ", " \\"),
)
HEADS = (
    *("", "", "", "# escape=`\n", "# syntax=x\n# escape=`\n", "# x\n# escape=`\n", "\ufeff"),
    *("# escape=x\n", "# escape= \n", " # EsCape = `  \r\n", "# escape=`\n# escape=`\n", "#!/x\n"),
)
INDENTS = ("", "", " ", "\t", "\\\n", "\u00a0")
FROMS = ("FROM x\n", "FROM x\r\n", "")
PIECES = (*KEYWORDS, *FLAGS, *WORDS, *GAPS, *ENDS, *HEADS)


def instruction(pick: Pick) -> str:
    """One instruction, with what ends it."""
    parts = [pick(INDENTS), pick((*KEYWORDS, "RUN", "COPY", "run", "FOO"))]
    for options, most in ((FLAGS, "0012"), (WORDS, "01234")):
        for _ in range(int(pick(most))):
            parts += pick(GAPS), pick(options)
    return "".join(parts) + pick(ENDS)


def dockerfile(pick: Pick) -> str:
    """A text of a few instructions, with a FROM in front of most of them."""
    return pick(HEADS) + pick(FROMS) + "".join(instruction(pick) for _ in range(int(pick("01234"))))


@st.composite
def dockerfiles(draw: st.DrawFn) -> str:
    """The same, chosen by Hypothesis."""
    return dockerfile(lambda options: draw(st.sampled_from(options)))
