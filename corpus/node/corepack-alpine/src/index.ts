import { createServer } from "node:http";
import ms from "ms";

createServer(({ url }, response) => {
  const n = Number(new URL(url ?? "/", "http://localhost").searchParams.get("n") ?? 1);
  response.end(`${ms(n * 60_000, { long: true })}\n`);
}).listen(3000);
