import os
import sys
from pathlib import Path

import MySQLdb

query = (Path(__file__).parent / "queries" / f"{sys.argv[1]}.sql").read_text()
db = MySQLdb.connect(host=os.environ["DB_HOST"], user=os.environ["DB_USER"], passwd=os.environ["DB_PASSWORD"], db="shops")
cursor = db.cursor()
cursor.execute(query)
for row in cursor:
    print(*row, sep="\t")
