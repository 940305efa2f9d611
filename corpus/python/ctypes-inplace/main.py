import click

from native import crc


@click.command()
@click.argument("file", type=click.File("rb"))
def main(file):
    for line in file:
        click.echo("%08x %s" % (crc(line.strip()), line.decode().strip()))


main()
