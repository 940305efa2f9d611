const { readFileSync } = require("node:fs");
const { createServer } = require("node:http");

const here = (name) => readFileSync(`${__dirname}/${name}`, "utf8");
const { name, version } = JSON.parse(here("package.json"));
const css = here("bundle.css");

createServer((req, res) => {
  if (req.url === "/version") return res.end(`${name} ${version}\n`);
  res.setHeader("Content-Type", "text/html");
  res.end(`<style>${css}</style><p>This is ${name}.</p>\n`);
}).listen(8080);
