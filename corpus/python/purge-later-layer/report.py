from jinja2 import Environment, FileSystemLoader, select_autoescape
import markupsafe._speedups  # noqa: F401  we want the fast one

env = Environment(loader=FileSystemLoader("."), autoescape=select_autoescape(["j2"]))
rows = [("apples & pears", 3), ("<plums>", 0)]
print(env.get_template("report.html.j2").render(rows=rows))
