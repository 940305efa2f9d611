import time


def app(environ, start_response):
    for _ in range(100):
        try:
            with open("/tmp/measure") as file:
                text = file.read()
            break
        except FileNotFoundError:
            time.sleep(0.1)
    else:
        text = "nothing measured\n"
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [text.encode()]
