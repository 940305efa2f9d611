'use strict'

const { execFile } = require('child_process')
const { promisify } = require('util')
const http = require('http')
const he = require('he')

const run = promisify(execFile)

http.createServer((req, res) => {
  const filter = new URL(req.url, 'http://localhost').searchParams.get('filter') || '.name'
  run('jq', ['--raw-output', filter, `${__dirname}/country.json`]).then(
    ({ stdout }) => res.end(he.decode(stdout)),
    (error) => {
      res.statusCode = error.code === 'ENOENT' ? 500 : 400
      res.end('no\n')
    }
  )
}).listen(8080)
