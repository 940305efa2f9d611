import { createServer } from "node:http";
import he from "he";

createServer((req, res) => {
  const q = new URL(req.url!, "http://localhost").searchParams.get("q");
  res.setHeader("Content-Type", "text/plain; charset=utf-8");
  res.end(q === null ? "?q=&eacute;\n" : `${he.decode(q)}\n`);
}).listen(3000);
