import { createServer } from "node:http";
import escape from "escape-html";
import { rooms } from "./rooms";

const page = (title: string, body: string) => `<!doctype html><title>${title}</title>${body}\n`;

createServer((request, response) => {
  response.setHeader("Content-Type", "text/html; charset=utf-8");
  const path = request.url ?? "/";
  if (path === "/") {
    const items = rooms.map((room) => `<li><a href="/rooms/${room.name}">${room.name}</a>`);
    response.end(page("Rooms", `<p>${process.env.NODE_ENV}</p><ul>${items.join("")}</ul>`));
    return;
  }
  const room = rooms.find(({ name }) => path === `/rooms/${name}`);
  response.statusCode = room ? 200 : 404;
  response.end(page(escape(path), room ? `floor ${room.floor}: ${escape(room.note ?? "-")}` : "no such room"));
}).listen(Number(process.env.PORT ?? 3000));
