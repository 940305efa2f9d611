var http = require('http');
var ms = require('ms');

http.createServer(function (req, res) {
  res.end(String(ms(req.url.slice(1) || '1d')) + '\n');
}).listen(8080);
