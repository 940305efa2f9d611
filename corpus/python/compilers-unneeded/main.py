import sys

import requests
import yaml

FEEDS = yaml.safe_load(open("feeds.yml"))


def fetch(url):
    response = requests.get(url, timeout=10)
    response.raise_for_status()
    return response.text


if "--list" in sys.argv:
    for name, url in FEEDS.items():
        print(name, requests.utils.urlparse(url).netloc)
else:
    for name, url in FEEDS.items():
        print(name, len(fetch(url)))
