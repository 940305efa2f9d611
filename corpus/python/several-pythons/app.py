import sys

import click


@click.command()
@click.option("--width", type=int)
@click.option("--colour")
def main(width, colour):
    click.echo("%s: %s" % (colour, "=" * width))
    click.echo(sys.prefix)


main()
