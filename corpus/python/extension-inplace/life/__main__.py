import argparse

from life._step import step

parser = argparse.ArgumentParser()
parser.add_argument("pattern")
parser.add_argument("--steps", type=int, default=1)
args = parser.parse_args()

with open(args.pattern) as file:
    rows = file.read().split()
for _ in range(args.steps):
    rows = step("\n".join(rows)).split("\n")
print("\n".join(rows))
