import { createServer } from "node:http";
import escapeHtml from "escape-html";

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

createServer((request, response) => {
  const year = /^\/leap\/(\d+)$/.exec(request.url ?? "")?.[1];
  response.setHeader("Content-Type", "text/html");
  if (year === undefined) response.end(escapeHtml("/leap/<year>") + "\n");
  else response.end(`${year} is ${isLeap(Number(year)) ? "a" : "no"} leap year\n`);
}).listen(3000);
