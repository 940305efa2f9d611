"""Meaning: what commands do, what programs need, what a filesystem holds. Names no tool."""
