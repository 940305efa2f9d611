const http = require('http')
const { distance } = require('./build/Release/distance.node')

http.createServer((req, res) => {
  const [, a, b] = req.url.split('/')
  if (b === undefined) {
    res.writeHead(400)
    res.end('two words, please\n')
    return
  }
  res.end(`${distance(a, b)}\n`)
}).listen(3000)
