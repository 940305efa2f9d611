import { createServer } from 'http'
import { title } from './title.js'

const motto = process.env.MOTTO || 'none'

createServer((req, res) => res.end(`${title(motto)}\n`)).listen(process.env.PORT || 80)
