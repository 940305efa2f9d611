import click
import yaml


@click.command()
@click.option("--times", default=1)
@click.option("--conf", default="conf/default.yml", type=click.File())
def main(times, conf):
    settings = yaml.safe_load(conf)
    for name in settings["to"] * times:
        click.echo(f"{settings['greeting']} {name}")


if __name__ == "__main__":
    main()
