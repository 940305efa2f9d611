#!/usr/bin/env python
"""Lists every distribution it finds, as often as it finds it."""
from importlib.metadata import distributions

import yaml

found = sorted((d.metadata["Name"].lower(), d.version) for d in distributions())
names = [name for name, _ in found]
print(yaml.safe_dump({"twice": sorted({n for n in names if names.count(n) > 1})}), end="")
print("\n".join("%s %s" % pair for pair in found if pair[0] in ("pip", "setuptools", "pyyaml")))
