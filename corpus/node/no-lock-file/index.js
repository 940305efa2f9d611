const Mustache = require('mustache')
const http = require('http')
const fs = require('fs')
const pkg = require('./package')

http.createServer(function (req, res) {
  const url = new URL(req.url, 'http://localhost')
  res.setHeader('Content-Type', 'text/html')
  const view = {
    pkg,
    name: url.searchParams.get('name') || 'you',
    script: fs.readFileSync('page.bundle.js', 'utf8')
  }
  res.end(Mustache.render('<!-- {{pkg.name}} {{pkg.version}} --><p>Dear {{name}}</p><script>{{{script}}}</script>\n', view))
}).listen(process.env.PORT)
