import os
import re
import subprocess
import sysconfig
import tempfile

from bottle import abort, request, response, route, run

ALLOWED = re.compile(r"[\w ()*+/<>-]{1,80}")


@route("/")
def calculate():
    expression = request.query.expression
    if not ALLOWED.fullmatch(expression):
        abort(400, "no")
    with tempfile.TemporaryDirectory() as directory:
        program = os.path.join(directory, "calc")
        compiled = subprocess.run(
            ["gcc", "-o", program, "-DEXPRESSION=" + expression, "-I", sysconfig.get_paths()["include"], "template.c"],
            capture_output=True,
        )
        if compiled.returncode:
            abort(400, "does not compile")
        response.content_type = "text/plain"
        return subprocess.check_output([program])


run(host="0.0.0.0", port=8000, quiet=True)
