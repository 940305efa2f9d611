import { createServer } from "node:http";

const he = require("he") as { encode(text: string): string };

// /?text=… answers in capitals, with entities for what is special
createServer((request, response) => {
  const text = new URL(request.url ?? "/", "http://localhost").searchParams.get("text") ?? "";
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.end(he.encode(text.toUpperCase()) + "\n");
}).listen(3000);
