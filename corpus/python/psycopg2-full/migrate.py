"""Applies migrations/*.sql that are not applied yet; lists them without DATABASE_URL."""
import glob
import os

import psycopg2

print("libpq", psycopg2.extensions.libpq_version() // 10000)
scripts = sorted(glob.glob("migrations/*.sql"))
url = os.environ.get("DATABASE_URL")
if url is None:
    print("no DATABASE_URL; would apply", *scripts)
    raise SystemExit(0)
with psycopg2.connect(url) as db, db.cursor() as cursor:
    cursor.execute("create table if not exists applied (name text primary key)")
    for script in scripts:
        cursor.execute("select 1 from applied where name = %s", (script,))
        if not cursor.fetchone():
            cursor.execute(open(script).read())
            cursor.execute("insert into applied values (%s)", (script,))
            print("applied", script)
