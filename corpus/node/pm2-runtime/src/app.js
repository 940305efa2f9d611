import http from 'http'
import { decode } from 'he'

const server = http.createServer((req, res) => {
  res.setHeader('content-type', 'text/plain; charset=utf-8')
  if (req.url === '/env') res.end(`${process.env.NODE_ENV}\n`)
  else res.end(decode('&iexcl;Hola! &#x1F44B;') + '\n')
})

server.listen(process.env.PORT)
