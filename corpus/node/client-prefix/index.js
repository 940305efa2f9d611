const http = require('http');
const fs = require('fs');
const path = require('path');
const Mustache = require('mustache');

const build = path.resolve(__dirname, 'client', 'build');
const tag = '{{#sale}}SALE {{/sale}}{{euros}},{{cents}} EUR\n';

http.createServer((req, res) => {
  const [, api, , price] = req.url.split('/');
  if (api === 'api') {
    const cents = parseInt(price, 10) || 0;
    res.end(Mustache.render(tag, {
      sale: cents % 100 === 99,
      euros: Math.floor(cents / 100),
      cents: String(cents % 100).padStart(2, '0'),
    }));
  } else if (req.url === '/bundle.js') {
    res.setHeader('Content-Type', 'text/javascript');
    fs.createReadStream(path.join(build, 'bundle.js')).pipe(res);
  } else {
    res.setHeader('Content-Type', 'text/html');
    res.end(Mustache.render(fs.readFileSync(path.join(build, 'index.html'), 'utf8'), { title: 'Price tags' }));
  }
}).listen(process.env.PORT || 5000);
