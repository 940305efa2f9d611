import { appendFileSync, existsSync, readFileSync, statSync, writeFileSync } from 'fs'
import { createServer } from 'http'
import ms from 'ms'
import { join } from 'path'

const root = join(__dirname, '..')
const list = join(root, 'data', 'list.txt')

writeFileSync(join(root, 'started'), `keeps things for ${ms(ms('7d'), { long: true })}\n`)

const owner = (path: string) => statSync(path).uid === process.getuid!() ? 'mine' : 'not mine'

createServer((req, res) => {
  const [, verb, item] = req.url!.split('/')
  switch (verb) {
    case 'put':
      appendFileSync(list, `${item}\n`)
      return res.end('noted\n')
    case 'list':
      return res.end(existsSync(list) ? readFileSync(list) : 'nothing\n')
    case 'owner':
      return res.end([root, join(root, 'data'), join(root, 'dist'), join(root, 'node_modules')].map(owner).join('\n') + '\n')
    default:
      res.statusCode = 404
      res.end()
  }
}).listen(3000)
