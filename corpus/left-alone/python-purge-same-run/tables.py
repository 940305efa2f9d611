#!/usr/bin/env python3
"""Lists the tables of $PGDATABASE; without it, says what it would use."""
import os

import psycopg2

if "PGDATABASE" not in os.environ:
    print("libpq", psycopg2.__libpq_version__ // 10000)
    raise SystemExit
with psycopg2.connect("") as db, db.cursor() as cursor:
    cursor.execute("select tablename from pg_tables where schemaname = 'public' order by 1")
    for (name,) in cursor:
        print(name)
