import http from "node:http";
import { page } from "./page.js";

http
  .createServer((req, res) => {
    res.setHeader("Content-Type", "text/html; charset=utf-8");
    res.end(page(decodeURIComponent(req.url)));
  })
  .listen(9000);
