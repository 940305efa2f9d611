import sys

from numerals import to_roman


def roman():
    for word in sys.argv[1:]:
        print(to_roman(int(word)))
