from flask import Flask

app = Flask(__name__)


@app.route("/<int:hour>")
def tide(hour):
    return "high\n" if hour % 12 < 6 else "low\n"
