"""From text to text: parse, analyse, plan, apply, check."""

from dockerize_ms.pipeline.result import Outcome, Result, Verified
from dockerize_ms.pipeline.rewriting import refactor
from dockerize_ms.pipeline.verifying import examine, verify

__all__ = ["Outcome", "Result", "Verified", "examine", "refactor", "verify"]
