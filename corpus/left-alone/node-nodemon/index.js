const escape = require("escape-html");

require("http")
  .createServer((req, res) => res.end(escape("<sandbox>") + "\n"))
  .listen(3000);
