import { createServer } from 'node:http'
import { usage } from './usage.mjs'

const { reverse } = require('./build/Release/reverse.node')

createServer(({ url }, response) => {
  const [, verb, word] = url.split('/')
  response.end(verb === 'reverse' && word ? `${reverse(word)}\n` : usage)
}).listen(3000)
