import sys
from importlib.resources import files

from syllables._count import count

SILENT = tuple(files(__name__).joinpath("endings.txt").read_text().split())


def syllables(word):
    return max(1, count(word) - word.endswith(SILENT))


def main():
    for word in sys.argv[1:]:
        print(word, syllables(word))
