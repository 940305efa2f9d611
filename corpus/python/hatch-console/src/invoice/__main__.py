import argparse
import os
from decimal import Decimal

from jinja2 import Environment, PackageLoader


def main() -> None:
    parser = argparse.ArgumentParser(prog="invoice")
    parser.add_argument("--number", type=int, required=True)
    number = parser.parse_args().number
    price = Decimal(os.environ.get("PRICE", "10"))
    template = Environment(loader=PackageLoader("invoice")).get_template("plain.txt.j2")
    text = template.render(number=number, net=price, vat=price * Decimal("0.19"))
    name = f"invoice-{number:04}.txt"
    with open(name, "w") as file:
        file.write(text)
    print(f"{os.getcwd()}/{name}:", text, sep="\n")


if __name__ == "__main__":
    main()
