"""Makefiles: read, expanded and followed from a target to its recipes."""
