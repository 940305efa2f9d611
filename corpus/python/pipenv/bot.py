import os

import click
from dotenv import load_dotenv

load_dotenv()


@click.group()
def cli():
    pass


@cli.command()
def say():
    click.echo(f"{os.environ['BOT_NAME']}: {os.environ['BOT_GREETING']}")


if __name__ == "__main__":
    cli()
