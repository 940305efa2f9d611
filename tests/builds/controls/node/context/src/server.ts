declare function require(name: string): any;
declare const process: { env: Record<string, string | undefined> };

const fs = require("fs");
const http = require("http");
const upperCase = require("upper-case");
const addon = require("../build/Release/addon.node");

const port = Number(process.env.PORT);

http
  .createServer((request: any, response: any) => {
    const url = new URL(request.url, "http://localhost");
    const say = url.searchParams.get("say");
    if (url.pathname === "/style.css") {
      response.setHeader("Content-Type", "text/css");
      response.end(fs.readFileSync("public/style.css"));
    } else if (say !== null) {
      fs.appendFileSync("data/said.txt", `${say}\n`);
      response.end(`${upperCase(say)}${"!".repeat(addon.marks())}\n`);
    } else {
      response.end(fs.existsSync("data/said.txt") ? fs.readFileSync("data/said.txt") : "nothing\n");
    }
  })
  .listen(port);
