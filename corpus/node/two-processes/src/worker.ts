import * as fs from 'fs'
import ms from 'ms'
import { SPOOL } from './spool'

const folder = process.argv[2]

function work() {
  const results = fs.readdirSync(folder).sort().map((job) => {
    const words = fs.readFileSync(`${folder}/${job}`, 'utf8').split(/\s+/).filter(Boolean)
    return `${job}: ${words.length}\n`
  })
  fs.writeFileSync(`${SPOOL}.part`, results.join(''))
  fs.renameSync(`${SPOOL}.part`, SPOOL)
}

work()
setInterval(work, ms('1m'))
