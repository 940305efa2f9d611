from urllib.parse import parse_qs

from markupsafe import escape
from markupsafe._speedups import escape as fast

assert escape is fast


def app(environ, start_response):
    text = parse_qs(environ["QUERY_STRING"]).get("text", ["?text="])[0]
    start_response("200 OK", [("Content-Type", "text/plain; charset=utf-8")])
    return [str(escape(text)).encode()]
