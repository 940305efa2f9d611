import { createServer } from 'node:http'
import { lines } from './lines.mjs'

createServer((request, response) => {
  const { TITLE, COMMIT, NODE_ENV } = process.env
  response.end(lines({ TITLE, COMMIT, NODE_ENV, RELEASE }))
}).listen(8080)
