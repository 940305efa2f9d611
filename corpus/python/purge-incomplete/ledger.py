import os
import click
import psycopg2
from psycopg2 import extensions

HERE = os.path.dirname(os.path.abspath(__file__))


@click.command()
@click.option("--dsn", envvar="LEDGER_DSN", help="where the ledger is")
@click.option("--libpq", is_flag=True, help="print the driver's library and stop")
def main(dsn, libpq):
    """Sets up an empty ledger."""
    with open(os.path.join(HERE, "schema.sql")) as file:
        schema = file.read()
    if libpq or not dsn:
        click.echo("libpq %d, schema of %d bytes" % (extensions.libpq_version() // 10000, len(schema)))
        return
    with psycopg2.connect(dsn) as connection:
        connection.cursor().execute(schema)


main()
