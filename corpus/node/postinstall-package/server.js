'use strict'
const http = require('http')
const fs = require('fs')
const table = require('@units/table')

const script = fs.readFileSync(__dirname + '/bundle/page.js', 'utf8')

http.createServer((req, res) => {
  const unit = new URL(req.url, 'http://host').searchParams.get('unit')
  if (unit) return res.end(`${table[unit] ?? 'unknown'}\n`)
  res.writeHead(200, { 'content-type': 'text/html' })
  res.end(`<select></select><script>${script}</script>\n`)
}).listen(8080)
