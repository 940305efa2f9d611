const fs = require('fs')
const http = require('http')
const { render } = require('mustache')

const www = __dirname + '/www'
const types = { html: 'text/html', css: 'text/css', js: 'text/javascript' }

http.createServer(function (req, res) {
  const { pathname, searchParams } = new URL(req.url, 'http://moon')
  if (pathname === '/api/moon') {
    const day = Number(searchParams.get('day')) % 28
    return res.end(render('{{#full}}full{{/full}}{{^full}}day {{day}}{{/full}}\n', { day, full: day === 14 }))
  }
  const name = pathname === '/' ? 'index.html' : pathname.slice(1)
  fs.readFile(`${www}/${name}`, function (err, data) {
    if (err) return res.writeHead(404).end()
    res.writeHead(200, { 'Content-Type': types[name.split('.').pop()] || 'text/plain' }).end(data)
  })
}).listen(3001)
