"""build_index.py TEXT...: words -> names of texts, into model/index.json."""
import json
import pathlib
import re
import sys

index = {}
for name in sys.argv[1:]:
    path = pathlib.Path(name)
    for word in set(re.findall(r"[a-z]+", path.read_text().lower())):
        index.setdefault(word, []).append(path.stem)

out = pathlib.Path(__file__).parent / "model" / "index.json"
with out.open("w") as file:
    json.dump({word: sorted(names) for word, names in sorted(index.items())}, file)
print(f"{len(index)} words")
