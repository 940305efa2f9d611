import time

import psycopg2
from flask import Flask

app = Flask(__name__)


@app.route("/")
def index():
    return {"libpq": psycopg2.__libpq_version__, "zone": time.tzname}
