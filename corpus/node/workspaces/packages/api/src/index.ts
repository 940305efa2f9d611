import { createServer } from "node:http";
import { slug } from "@acme/text";

createServer((req, res) => {
  const match = /^\/slug\/(.+)/.exec(req.url ?? "");
  res.end((match ? slug(decodeURIComponent(match[1])) : "ask for /slug/Some text") + "\n");
}).listen(3000);
