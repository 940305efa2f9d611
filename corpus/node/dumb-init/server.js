const http = require("http");
const os = require("os");
const escapeHtml = require("escape-html");

const server = http.createServer((req, res) => {
  res.setHeader("Content-Type", "text/html");
  if (req.url === "/whoami") {
    const { username, homedir } = os.userInfo();
    return res.end(
      `<p>${escapeHtml(username)} at ${escapeHtml(homedir)}, pid ${process.pid > 1 ? "not " : ""}1`,
    );
  }
  res.end(`<p>in ${escapeHtml(process.env.NODE_ENV)}`);
});

process.on("SIGTERM", () => server.close());
server.listen(3000);
