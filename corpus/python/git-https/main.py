import tidelib

TABLE = tidelib.table("hamburg")


async def app(scope, receive, send):
    if scope["type"] != "http":
        return
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/plain")]})
    await send({"type": "http.response.body", "body": "\n".join(map(str, TABLE)).encode()})
