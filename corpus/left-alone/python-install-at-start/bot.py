import importlib
import pkgutil

import click

plugins = [name for _, name, _ in pkgutil.iter_modules() if name.startswith("bot_")]
click.echo("%d plug-ins" % len(plugins))
for name in plugins:
    importlib.import_module(name).run()
