import json
from pathlib import Path

from flask import Flask, abort, jsonify, render_template

app = Flask(__name__)

RECIPES = json.loads((Path(__file__).parent / "recipes.json").read_text())


@app.route("/")
def index():
    return render_template("index.html", recipes=sorted(RECIPES))


@app.route("/recipes/<name>")
def recipe(name):
    if name not in RECIPES:
        abort(404)
    return render_template("recipe.html", name=name, steps=RECIPES[name])


@app.route("/api/recipes.json")
def api():
    return jsonify(RECIPES)


if __name__ == "__main__":
    app.run(debug=True)
