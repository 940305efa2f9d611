const { execFile } = require('child_process')
const { basename, join } = require('path')
const http = require('http')
const escape = require('escape-html')

// what file(1) says of the files next to this one
http.createServer((req, res) => {
  const name = join(__dirname, basename(req.url) || '.')
  execFile('file', ['--brief', '--mime-type', name], (error, stdout) => {
    res.writeHead(error ? 500 : 200, { 'Content-Type': 'text/html' })
    res.end(escape(error ? String(error) : stdout))
  })
}).listen(8080)
