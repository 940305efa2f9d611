"""How many minutes a text in hours and minutes stands for."""

from flask import Flask, render_template

app = Flask(__name__)


@app.get("/<int:hours>:<int:minutes>")
def total(hours: int, minutes: int) -> str:
    return render_template("total.txt", hours=hours, minutes=minutes, total=60 * hours + minutes)
