import { createServer } from "node:http";

const he = require("he") as { decode(text: string): string };

// /?text=… answers with the characters that entities stand for
createServer((request, response) => {
  const text = new URL(request.url ?? "/", "http://localhost").searchParams.get("text") ?? "";
  response.setHeader("Content-Type", "text/plain; charset=utf-8");
  response.end(he.decode(text) + "\n");
}).listen(3000);
