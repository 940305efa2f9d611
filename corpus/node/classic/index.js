'use strict';

const http = require('http');
const ms = require('ms');

const PORT = process.env.PORT || 3000;

const server = http.createServer((req, res) => {
  const words = decodeURIComponent(req.url.slice(1));
  res.setHeader('Content-Type', 'text/plain; charset=utf-8');
  if (words === '') {
    res.end('Ask for /2h or for /1500\n');
    return;
  }
  if (/^\d+$/.test(words)) {
    res.end(ms(Number(words), { long: true }) + '\n');
    return;
  }
  const value = ms(words);
  if (value === undefined) {
    res.statusCode = 400;
    res.end('That is no time.\n');
    return;
  }
  res.end(`${value} ms\n`);
});

server.listen(PORT, () => console.log(`listening on ${PORT}`));
