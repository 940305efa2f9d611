import * as fs from 'fs'
import * as http from 'http'
import { SPOOL } from './spool'

const sleep = (time: number) => new Promise((done) => setTimeout(done, time))

http.createServer(async (req, res) => {
  if (req.url !== '/jobs') return res.end('counter\n')
  for (let tries = 0; tries < 50 && !fs.existsSync(SPOOL); tries++) await sleep(100)
  fs.createReadStream(SPOOL).on('error', () => res.writeHead(503).end()).pipe(res)
}).listen(8080)
