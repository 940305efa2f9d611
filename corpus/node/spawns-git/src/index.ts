import { spawn } from "child_process";
import { createServer } from "http";
import escapeHtml from "escape-html";

/** The name that git gives to a file with this content. */
function blobName(content: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const git = spawn("git", ["hash-object", "--stdin"]);
    let name = "";
    git.on("error", reject);
    git.stdout.on("data", (chunk) => (name += chunk));
    git.on("close", () => resolve(name.trim()));
    git.stdin.end(content);
  });
}

createServer(async (req, res) => {
  res.setHeader("Content-Type", "text/html");
  const [, verb, content] = req.url!.split("/");
  if (verb !== "hash") return res.end("<p>/hash/something");
  try {
    res.end(`<p>${escapeHtml(content)}: ${await blobName(content)}`);
  } catch (error) {
    res.writeHead(500).end(escapeHtml(String(error)));
  }
}).listen(8080);
