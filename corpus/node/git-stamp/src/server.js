import { readFileSync } from 'fs'
import { createServer } from 'http'
import { answer } from './answer'

const version = readFileSync(__dirname + '/version.json')

createServer((req, res) => {
  res.setHeader('Content-Type', 'application/json')
  res.end(req.url === '/version' ? version : answer(req))
}).listen(3000)
