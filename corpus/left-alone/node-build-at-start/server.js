const fs = require('fs')

require('http').createServer((req, res) => {
  const file = req.url === '/bundle.js' ? 'bundle.js' : 'index.html'
  res.setHeader('Content-Type', file === 'bundle.js' ? 'text/javascript' : 'text/html')
  res.end(fs.readFileSync(`public/${file}`))
}).listen(8080)
