import http from "http";
import ms from "ms";
import { applied } from "./state";

http
  .createServer((req, res) => {
    if (req.url === "/applied") res.end(applied().join("\n") + "\n");
    else res.end(`closes in ${ms(90 * 60 * 1000, { long: true })}\n`);
  })
  .listen(3000);
