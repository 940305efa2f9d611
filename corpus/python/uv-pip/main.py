from flask import Flask

app = Flask(__name__)


@app.get("/healthz")
def healthz():
    return "", 204


@app.get("/")
def root():
    return {"service": "main", "routes": sorted(rule.rule for rule in app.url_map.iter_rules())}
