import { readFileSync } from "fs";
import http from "http";
import Mustache from "mustache";
import { join } from "path";

const template = readFileSync(join(__dirname, "../views/page.mustache"), "utf8");

http
  .createServer((request, response) => {
    const say = new URL(request.url ?? "/", "http://parrot").searchParams.get("say");
    response.setHeader("Content-Type", "text/html");
    response.end(Mustache.render(template, { say }));
  })
  .listen(3000, process.env.HOST);
