import os

import psycopg2
from flask import Flask

app = Flask(__name__)


@app.route("/")
def version():
    return {"libpq": psycopg2.__libpq_version__ // 10000}


@app.route("/users")
def users():
    with psycopg2.connect(os.environ["DATABASE_URL"]) as db, db.cursor() as cursor:
        cursor.execute("select name from users")
        return {"users": [name for (name,) in cursor]}
