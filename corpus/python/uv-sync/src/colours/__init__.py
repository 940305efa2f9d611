import sys
from importlib.resources import files

import yaml


def main() -> None:
    palette = yaml.safe_load(files(__name__).joinpath("palette.yaml").read_text())
    for name in sys.argv[1:]:
        print(name, "#%02x%02x%02x" % tuple(palette[name]))
