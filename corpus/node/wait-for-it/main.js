import { createServer } from 'http'
import { days } from './days.js'

createServer((req, res) => {
  const [, verb, from, to] = req.url.split('/')
  if (verb !== 'days') return res.end('/days/FROM/TO\n')
  res.end(`${days(from, to)}\n`)
}).listen(3000)
