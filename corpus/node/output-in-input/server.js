const http = require('http')
const fs = require('fs')
const path = require('path')
const escapeHtml = require('escape-html')

const TYPES = { '.html': 'text/html', '.js': 'text/javascript', '.txt': 'text/plain' }

http
  .createServer((req, res) => {
    const name = req.url === '/' ? '/index.html' : path.posix.normalize(req.url)
    const stream = fs.createReadStream(path.join(__dirname, 'public', name))
    stream.on('open', () => {
      res.setHeader('Content-Type', TYPES[path.extname(name)] || 'application/octet-stream')
      stream.pipe(res)
    })
    stream.on('error', () => {
      res.writeHead(404, { 'Content-Type': 'text/html' })
      res.end(`<p>No ${escapeHtml(name)} here`)
    })
  })
  .listen(8080)
