import { createServer } from "http";

const escape = require("escape-html");
const { planets } = require(".generated/client");

createServer((req, res) => {
  const name = decodeURIComponent(req.url.replace("/planet/", ""));
  if (req.url === "/") {
    res.end(Object.keys(planets).join("\n") + "\n");
  } else if (name in planets) {
    res.end(`${name} has ${planets[name]} moons\n`);
  } else {
    res.statusCode = 404;
    res.end(`${escape(name)} is no planet\n`);
  }
}).listen(3000);
