import sqlite3
import sys
from pathlib import Path

import stock

db = sqlite3.connect(":memory:")
for script in sorted(Path(sys.argv[1]).glob("*.sql")):
    db.executescript(script.read_text())
    print(script)
for row in db.execute("select name, sum(pieces) from stock group by name order by name"):
    print(*row)
print(Path(stock.__file__).parent)
