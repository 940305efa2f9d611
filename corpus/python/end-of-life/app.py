from flask import Flask


def create_app():
    app = Flask(__name__, instance_relative_config=True)
    app.config.from_pyfile("settings.cfg")

    @app.route("/")
    def home():
        return app.config["NAME"]

    return app
