import configparser
import importlib.resources

greetings = configparser.ConfigParser()
greetings.read_string(importlib.resources.files(__name__).joinpath("greetings.ini").read_text())
