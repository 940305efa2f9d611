import { readFileSync } from "fs";
import { createServer } from "http";
import { render } from "mustache";

type Words = { greeting: string };

function words(language: string): Words {
    try {
        return JSON.parse(readFileSync(`${__dirname}/locales/${language}.json`, "utf8"));
    } catch {
        return { greeting: "Hello, {{name}}!" };
    }
}

createServer((req, res) => {
    const language = (req.url || "/").slice(1).replace(/\W/g, "") || "en";
    res.end(render(words(language).greeting, { name: "you" }) + "\n");
}).listen(8080);
