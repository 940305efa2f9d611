def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [b"ready\n" if environ["PATH_INFO"] == "/ready" else b"gauge 1\n"]
