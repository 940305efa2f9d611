import { createServer } from "node:http";
import { render } from "mustache";

function* numbers(seed: number) {
	for (;;) yield (seed = (seed * 48271) % 2147483647);
}

createServer((request, response) => {
	const url = new URL(request.url!, "http://localhost");
	if (url.pathname === "/health") {
		response.setHeader("Content-Type", "application/json");
		response.end('{"status":"up"}');
		return;
	}
	const some = numbers(Number(url.searchParams.get("seed")) || 1);
	const list = Array.from({ length: 5 }, () => some.next().value);
	response.end(render("{{#list}}{{.}}\n{{/list}}", { list }));
}).listen(8080);
