const http = require('http')
const escapeHtml = require('escape-html')
const bits = require(__dirname + '/build/Release/bits')

http.createServer(function (request, response) {
  var match = request.url.match(/^\/pop\/(\d+)$/)
  response.setHeader('Content-Type', 'text/html')
  response.end(match ? bits.pop(Number(match[1])) + '\n' : escapeHtml('/pop/<number>') + '\n')
}).listen(8080)
