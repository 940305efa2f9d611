import json
from datetime import date
from pathlib import Path

import click

NAMES = json.loads(Path(__file__).with_name("names.json").read_text())
NEW_MOON, MONTH = date(2000, 1, 6), 29.530588


@click.command()
@click.argument("days", nargs=-1, type=date.fromisoformat)
def main(days):
    for day in days:
        phase = (day - NEW_MOON).days % MONTH / MONTH
        click.echo(f"{day} {NAMES[round(phase * 8) % 8]}")
