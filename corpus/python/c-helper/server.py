import subprocess

from flask import Flask, request

app = Flask(__name__)


@app.get("/")
def length():
    done = subprocess.run(
        ["pathlen"], input=request.args.get("points", ""), capture_output=True, text=True
    )
    if done.returncode:
        return done.stderr, 400
    return {"length": float(done.stdout)}
