#!/usr/bin/env python3
"""tally: counts the words of its input.

It used to count more.
"""
import os
import subprocess
import sys

import click

PREFIX = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))


@click.command()
@click.option("--help-file", is_flag=True)
def main(help_file):
    if help_file:
        with open(os.path.join(PREFIX, "share", "help.txt")) as file:
            click.echo(file.read(), nl=False)
        return
    counter = os.path.join(PREFIX, "libexec", "count")
    sys.exit(subprocess.run([counter]).returncode)


main()
