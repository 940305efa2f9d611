import os


async def app(scope, receive, send):
    assert scope["type"] == "http"
    body = ("broker: %s\n" % (os.environ["BROKER"] or "none")).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [[b"content-type", b"text/plain"]]})
    await send({"type": "http.response.body", "body": body})
