require("dotenv").config();
const http = require("http");
const escapeHtml = require("escape-html");

const { PORT = 3000, SHOP_NAME = "Shop" } = process.env;

http
  .createServer((_, res) => {
    res.setHeader("Content-Type", "text/html");
    res.end(`<h1>${escapeHtml(SHOP_NAME)}</h1>\n`);
  })
  .listen(PORT);
