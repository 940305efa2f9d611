from bottle import route, run


@route("/")
@route("/hello/<name>")
def hello(name="nobody"):
    return "Hello, %s!" % name


run(host="0.0.0.0", port=8080, quiet=True)
