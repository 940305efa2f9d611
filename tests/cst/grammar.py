"""Dockerfiles as Hypothesis makes them: mostly valid, and full of what trips readers up."""

from __future__ import annotations

from hypothesis import strategies as st

KEYWORDS = (
    *("ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL"),
    *("MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR"),
)
_FLAGS = (
    *("--from=a", "--mount=type=cache,target=/a", "--platform=$A", "--link", "--link=", "--"),
    *("--chown=a:b", "--interval=1s", '--x="a b"', r"--x=a\ b", "--x=à", "--à=b", "---x"),
)
_WORDS = (
    *("a", "b=c", "A=", "=x", '"q r"', "'s t'", '"', "'", "\\", "`", "\\\\", '\\"', "#", "# c"),
    *("$A", "${A:-b}", "${A", "${A:-x y}", "${x^^}", "${#x}", "&&", ";", "=", "{", "}", "é", "à"),
    *('["a"]', '["a", "b\\n"]', "[1]", "[]", '[ "x" , "y" ]', '["a",]', "CMD", "NONE", "AS"),
    *("<<EOF", "<<-EOF", '<<"E F"', "<<'EOF'", "cat<<EOF", "(cat <<EOF)", "<<<", "2<<EOF", "<"),
    *("\u00a0", "\x85", "\v", "\f", "\x1c", "EOF", "RUN", "\ufeff"),
)
_GAPS = (
    *(" ", " ", " ", "  ", "\t", " \\\n", " \\\n  ", "\\\n", " \\\n# c\n", " \\\n\n", " \\  \n"),
    *(" \\\r\n", " `\n", " \\\n  # d \\\n", "\r", "\u00a0", " \\\n\\\n"),
)
_ENDS = (
    *("\n", "\n", "\n", "\r\n", "\n\n", "\n# comment\n", "\n\t\n", " \n", "\\\n", "", "\r\r\n"),
    *("\nEOF\n", "\n\tEOF\n", "\n EOF\n", "\nE F\n", "\\\n# c", "\\\n  ", " \\"),
)
_HEADS = (
    *("", "", "", "# escape=`\n", "# syntax=x\n# escape=`\n", "# x\n# escape=`\n", "\ufeff"),
    *("# escape=x\n", "# escape= \n", " # EsCape = `  \r\n", "# escape=`\n# escape=`\n", "#!/x\n"),
)


@st.composite
def _instruction(draw: st.DrawFn) -> str:
    flags = draw(st.lists(st.sampled_from(_FLAGS), max_size=2))
    words = draw(st.lists(st.sampled_from(_WORDS), max_size=4))
    parts = [draw(st.sampled_from(("", "", " ", "\t", "\\\n", "\u00a0")))]
    parts.append(draw(st.sampled_from((*KEYWORDS, "RUN", "COPY", "run", "FOO"))))
    for word in (*flags, *words):
        parts += draw(st.sampled_from(_GAPS)), word
    return "".join(parts) + draw(st.sampled_from(_ENDS))


def dockerfiles() -> st.SearchStrategy[str]:
    """Texts of a few instructions, with a FROM in front of most of them."""
    heads = st.tuples(st.sampled_from(_HEADS), st.sampled_from(("FROM x\n", "FROM x\r\n", "")))
    bodies = st.lists(_instruction(), max_size=4)
    return st.builds(lambda head, body: "".join((*head, *body)), heads, bodies)
