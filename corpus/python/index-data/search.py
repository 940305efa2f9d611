import json
import os

import falcon

with open(os.path.join(os.path.dirname(__file__), "model", "index.json")) as f:
    INDEX = json.load(f)


class Search:
    def on_get(self, req, resp):
        word = req.get_param("q", required=True).lower()
        resp.media = {"word": word, "texts": INDEX.get(word, [])}


api = falcon.App()
api.add_route("/search", Search())
