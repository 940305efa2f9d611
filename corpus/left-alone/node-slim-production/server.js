const { createServer } = require('node:http')
const he = require('he')

createServer((req, res) => {
  res.end(he.encode(decodeURIComponent(req.url)) + '\n')
}).listen(3000)
