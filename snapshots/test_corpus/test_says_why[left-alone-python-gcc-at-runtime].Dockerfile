calc.py:19:20: left alone: no slimmer base is safe: python:3.11-slim lacks gcc, which the container starts [no-safe-base]
