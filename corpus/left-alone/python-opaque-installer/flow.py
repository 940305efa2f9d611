import requests


def daily(url):
    return requests.get(url, timeout=10).json()
