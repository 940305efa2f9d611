"""Other words, of the same length, for what shells read and the grammar does not.

Only a text that did not fit the grammar is reworded, and only one that fits then counts.
"""

from __future__ import annotations

import re

# No terminator is needed between the ends of two compound commands.
_ENDS = re.compile(
    r"((?<![^\s;)}])(?:fi|done|esac|\})|\))[ \t]"
    r"(?=(?:[ \t\n]|\\\n)*(?:fi|done|esac|else|elif|[})]))"
)
# A subshell right in a subshell; only some shells know (( … )), and not around commands.
_NESTED = re.compile(r"[ \t]\(\((?!\()|\\\n\(\((?!\()")
# A word like any other, outside of [[ … ]] and (( … )).
_EQUALS = re.compile(r"(?<=[ \t])==(?=[ \t])")


def reworded(text: str) -> str:
    """A masked text that means the same to a shell, in plainer words."""
    text = _ENDS.sub(r"\1;", text)
    if "((" in text:
        text = _NESTED.sub(lambda found: "\n( ("[-len(found.group()) :], text)
    if "[[" not in text and "((" not in text:
        text = _EQUALS.sub("..", text)
    return text
