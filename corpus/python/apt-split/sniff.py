"""Says what kind of file something is."""

import http.server
import os

import magic
import psycopg2

SAMPLES = os.path.join(os.path.dirname(os.path.abspath(__file__)), "samples")


class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/":
            text = "libpq %d\n" % (psycopg2.__libpq_version__ // 10000)
            return self.reply(200, text)
        name = os.path.basename(self.path)
        path = os.path.join(SAMPLES, name)
        if not os.path.isfile(path):
            return self.reply(404, "no such sample\n")
        self.reply(200, magic.from_file(path, mime=True) + "\n")

    def reply(self, status, text):
        self.send_response(status)
        self.send_header("Content-Type", "text/plain")
        self.end_headers()
        self.wfile.write(text.encode())


http.server.HTTPServer(("", 5000), Handler).serve_forever()
