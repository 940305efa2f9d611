import datetime
import os

import jinja2

with open(os.path.join(os.path.dirname(__file__), "report.txt.j2")) as file:
    template = jinja2.Template(file.read())
print(template.render(now=datetime.datetime.now(), load=os.getloadavg()))
