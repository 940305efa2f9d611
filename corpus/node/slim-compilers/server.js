var addon = require('bindings')('crc')

require('http').createServer(function (req, res) {
  var m = /^\/crc\/(.*)$/.exec(req.url)
  if (!m) { res.statusCode = 404; return res.end('no\n') }
  res.end(addon.crc32(m[1]).toString(16) + '\n')
}).listen(4000)
