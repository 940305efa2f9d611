import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

createServer(async (req, res) => {
  if (req.url === '/api/tide') {
    res.setHeader('content-type', 'application/json')
    return res.end(JSON.stringify({ height: 3.4, rising: true }))
  }
  let name = join('build', normalize(req.url.split('?')[0]))
  if (!extname(name)) name = 'build/index.html' // the router of the page knows
  try {
    const content = await readFile(name)
    res.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream')
    res.end(content)
  } catch {
    res.writeHead(404).end()
  }
}).listen(process.env.PORT)
