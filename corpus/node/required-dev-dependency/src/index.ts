import * as http from "http";
import * as path from "path";

http
  .createServer((req, res) => {
    const url = new URL(req.url || "/", "http://localhost");
    if (url.pathname !== "/entities") {
      res.end("try /entities?text=…\n");
      return;
    }
    // plain JavaScript, from before the move to TypeScript; loaded late because hardly anybody asks
    const { encode } = require(path.join(__dirname, "..", "lib", "encode.js"));
    res.end(encode(url.searchParams.get("text") || "") + "\n");
  })
  .listen(5000);
