'use strict'
const { createServer } = require('http')

createServer((req, res) => {
  const text = new URL(req.url, 'http://localhost').searchParams.get('text')
  res.setHeader('Content-Type', 'text/plain')
  if (!text) return res.end('?text=…\n')
  const encode = require('qr')  // late: the front page works without
  res.end(encode(text))
}).listen(3000)
